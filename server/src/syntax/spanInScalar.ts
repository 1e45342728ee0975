/** Where a part of a string is written in the document: behind indentation, folded lines, quotes and escapes. */
import { spanInBlock } from './blockLines.js';
import type { Source } from './edit.js';
import type { ScalarNode, Span } from './node.js';

/** The span of the text of `scalar` from `start` to `end`; `undefined` where it cannot be told. */
export function spanInScalar(source: Source, scalar: ScalarNode, start: number, end: number): Span | undefined {
  if (scalar.style === 'literal') return spanInBlock(source, scalar, start, end);
  const places = placesOf(source.text, scalar);
  const from = places?.[start];
  if (!places || from === undefined) return undefined;
  return { start: from, end: Math.max(from, places[end] ?? from + 1) };
}

const escaped = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/y;
const letters: Readonly<Record<string, string>> = { '0': '\0', a: '\x07', b: '\b', e: '\x1b', f: '\f', v: '\v' };
const blank = /\s/;
/** In a double-quoted string: line breaks and blanks, as they are or escaped. */
const blanks = /(?:\s|\\(?:[ntrNLP_ \t]|\r?\n))*/y;

/**
 * The offset in the document of each character, and of the end. Line folding changes blanks alone, so that the other
 * characters follow each other here and there.
 */
function placesOf(text: string, { span, style, text: value }: ScalarNode): readonly number[] | undefined {
  const places: number[] = [];
  let at = style === 'folded' ? text.indexOf('\n', span.start) + 1 : style === 'plain' ? span.start : span.start + 1;
  for (let i = 0; i < value.length; ) {
    const char = value[i] ?? '';
    if (blank.test(char)) {
      places.push(at);
      i++;
      continue;
    }
    at = afterBlanks(text, at, style);
    const written = characterAt(text, at, style);
    if (!value.startsWith(written.char, i)) return undefined;
    for (let k = 0; k < written.char.length; k++) places.push(at);
    i += written.char.length;
    at += written.length;
  }
  return at <= span.end ? [...places, at] : undefined;
}

function afterBlanks(text: string, at: number, style: ScalarNode['style']): number {
  const pattern = style === 'double' ? blanks : /\s*/y;
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

/** What stands at `at`, which is no blank. */
function characterAt(text: string, at: number, style: ScalarNode['style']): { char: string; length: number } {
  const char = text[at] ?? '';
  if (style === 'single' && char === "'") return { char, length: 2 };
  if (style !== 'double' || char !== '\\') return { char, length: 1 };
  escaped.lastIndex = at;
  const [all = char, x, u, long, letter = ''] = escaped.exec(text) ?? [];
  const code = x ?? u ?? long;
  if (code === undefined) return { char: letters[letter] ?? letter, length: all.length };
  const point = Number.parseInt(code, 16);
  return { char: point <= 0x10ffff ? String.fromCodePoint(point) : '', length: all.length };
}
