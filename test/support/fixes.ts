/** What tests of single fixes share: one fix by its title, all fixes of a rule in every style, what is offered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionTitles, applyAction, checkFixes } from './check.js';
import { dedent } from './fixture.js';
import { styleNames, variantOf } from './variants.js';

/** Both without and with carriage returns. */
export function check(title: string, before: string, after: string): void {
  assert.equal(applyAction(dedent(before), title), dedent(after));
  const crlf = (text: string) =>
    dedent(text)
      .replace(/^(?!#[-!])(.*)$/gm, '$1\r')
      .replace(/\r$/, '');
  assert.equal(applyAction(crlf(before), title), crlf(after), 'with CRLF');
}

/** Each fix of the rule mends its finding and brings no other, in every style. */
export function checkStyles(code: string, example: string, without = ''): void {
  for (const style of styleNames) {
    if (style === without) continue;
    const variant = variantOf(dedent(example), style);
    if (variant === undefined || (/\bJSON\b/.test(style) && code.startsWith('yaml/'))) continue;
    test(`${code} is mended ${style}`, () => assert.ok(checkFixes(variant, found => found === code) > 0, variant));
  }
}

export function titlesFor(fixture: string): readonly string[] {
  return actionTitles(dedent(fixture)).filter(title => !title.startsWith('Ignore '));
}
