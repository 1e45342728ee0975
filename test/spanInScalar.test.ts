/** Each character of a string is found where it is written, whatever the style. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Document, Scalar } from 'yaml';
import { YamlDocument } from '../server/src/syntax/file.js';
import { get, type ScalarStyle } from '../server/src/syntax/node.js';
import { spanInScalar } from '../server/src/syntax/spanInScalar.js';

const styles = ['QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_FOLDED', 'BLOCK_LITERAL', 'PLAIN'] as const;

/** The character that `written` begins with, in the style of its scalar. */
function characterIn(written: string, style: ScalarStyle): string | undefined {
  if (style === 'single' && written.startsWith("''")) return "'";
  const [escaped] = style === 'double' ? (/^\\(?:u....|x..|.)/.exec(written) ?? []) : [];
  return escaped === undefined ? written[0] : String(JSON.parse(`"${escaped.replace('\\x', '\\u00')}"`));
}

function checkAll(text: string): void {
  const document = new YamlDocument(text);
  const scalar = get(document.root, 'a', 'b');
  // The library cannot write every text in every style.
  fc.pre(scalar?.kind === 'scalar');
  for (const [i, char] of [...scalar.text].entries()) {
    if (/\s/.test(char)) continue;
    const span = spanInScalar(document, scalar, i, i + 1);
    assert.ok(span, `${JSON.stringify(char)} at ${i} of ${JSON.stringify(text)}`);
    assert.equal(characterIn(text.slice(span.start), scalar.style), char);
  }
}

describe('each character is found', () => {
  const words = fc.stringMatching(/^[a-z"'\\{}:,é ]{0,12}$/);
  for (const style of styles) {
    test(style, () =>
      fc.assert(
        fc.property(fc.array(words, { maxLength: 12 }), lines => {
          const value = new Scalar(lines.join('\n'));
          value.type = style;
          checkAll(new Document({ a: { b: value } }).toString({ lineWidth: 24 }));
        }),
        { numRuns: 300 },
      ),
    );
  }

  for (const text of [
    'a:\n  b: "x\\u0041\\x42\\ty\\n  z"',
    'a:\n  b: "one\n    two\n\n    three \\\n    four"',
    "a:\n  b: 'it''s\n\n    so'",
    'a:\n  b: one\n    two\n  c: d',
    'a:\n  b: >\n\n     one\n    two\n\n      three\n  c: d',
    'a:\r\n  b: >-\r\n    one\r\n    two\r\n',
  ]) {
    test(JSON.stringify(text), () => checkEscapes(text));
  }
});

/** The same without a look at how the character is written there. */
function checkEscapes(text: string): void {
  const document = new YamlDocument(text);
  const scalar = get(document.root, 'a', 'b');
  assert.equal(scalar?.kind, 'scalar');
  const starts = [...scalar.text].flatMap((char, i) =>
    /\s/.test(char) ? [] : (spanInScalar(document, scalar, i, i + 1)?.start ?? Number.NaN),
  );
  const letters = [...scalar.text].filter(char => !/\s/.test(char));
  for (const [i, start] of starts.entries()) assert.ok(text[start] === letters[i] || /['\\]/.test(text[start] ?? ''));
  assert.deepEqual(
    starts,
    [...new Set(starts)].sort((a, b) => a - b),
  );
}
