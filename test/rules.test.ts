/** Every rule's own documentation, run as its first test. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { rules } from '../server/src/rules/all.js';
import { applyFixes, checkDiagnostics, repository } from './support/check.js';
import { dedent } from './support/fixture.js';

for (const { code, severity, strict, fixable, docs } of rules) {
  /** A rule of the strict profile has to be asked for. */
  const asked = (example: string) => (strict ? `#! ${code} ${severity}\n${dedent(example)}` : example);
  describe(code, () => {
    test('finds what the bad example marks, and nothing else', () => {
      assert.match(docs.bad, new RegExp(`\\^ \\w+ ${code}: `), 'the bad example must be marked');
      checkDiagnostics(asked(docs.bad));
    });
    test('accepts the good example', () => {
      assert.doesNotMatch(docs.good, /^ *(# *)?\^/m, 'the good example must be free of markers');
      checkDiagnostics(asked(docs.good));
    });
    test(fixable ? 'the fix turns bad into good' : 'offers no fix', () =>
      assert.equal(
        applyFixes(asked(docs.bad), found => found === code),
        fixable ? dedent(asked(docs.good)) : undefined,
      ),
    );
  });
}

test('every rule file is in the table, under the name of its path', () => {
  const paths = readdirSync(join(repository, 'server/src/rules'), { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.includes('/'))
    .map(path => path.replace(/\.ts$/, '').replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`));
  assert.deepEqual(rules.map(rule => rule.code).sort(), paths.sort());
});

test('no code stands twice in the table', () => {
  assert.equal(new Set(rules.map(({ code }) => code)).size, rules.length);
});
