/** Every rule's bad example in every style: the same findings, and fixes that mend. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rules } from '../server/src/rules/all.js';
import { checkFixes, codesIn } from './support/check.js';
import { dedent } from './support/fixture.js';
import { styleNames, variantOf } from './support/variants.js';

/** These are about how something is written, or about texts that are read in blocks only. */
const aboutStyle =
  /^yaml\/|^schema\/wrong-type$|^volume\/octal-in-json$|^kustomization\/(patch-path|patch-target|wrong-plugin-list)$/;
/** What cannot be moved without touching a comment or an anchor has no fix, and the message says so. */
const refusesSome = /^kustomization\/deprecated-field$/;

for (const { code, severity, strict, fixable, docs } of rules) {
  const example = strict ? `#! ${code} ${severity}\n${dedent(docs.bad)}` : docs.bad;
  describe(`${code} in another style`, () => {
    for (const style of styleNames) {
      const variant = variantOf(example, style);
      if (variant === undefined) continue;
      // What is about the style itself may be gone in another.
      const isSure = !aboutStyle.test(code);
      if (isSure) test(`finds the same ${style}`, () => assert.deepEqual(codesIn(variant), codesIn(example), variant));
      if (!fixable) continue;
      test(`its fixes mend it ${style}`, () => {
        const count = checkFixes(variant, found => found === code);
        assert.ok(count > 0 || !isSure || refusesSome.test(code), variant);
      });
    }
  });
}
