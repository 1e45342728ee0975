/**
 * How go-yaml v2 writes one string: plain, in quotes, or as a literal block; where it folds a long line and what it
 * escapes. It knows nothing of the document around the string but the column where it begins.
 */
import { blockObstacles, isPrintable, isReadableAsBlock, unprintable } from './goYamlBlock.js';
import { isPlainString } from './goYamlPlain.js';

/** Where a scalar begins, and how far its further lines are indented. */
export interface Place {
  readonly indent: number;
  readonly column: number;
  readonly form: TextForm;
}

/**
 * `kubectl` quotes a text of several lines when a line ends with a blank, or holds a tab or an emoji; `readable` writes
 * those, too, as blocks, which mean the same.
 */
export type TextForm = 'kubectl' | 'readable';

type Style = 'plain' | 'single' | 'double' | 'literal';

/** A line is folded at the first blank behind this column. */
const width = 80;
const indicators = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?: |$))|:(?: |$)| #/;
/** Where plain and single-quoted text may break: at a blank between two words, which the line break replaces. */
const loneBlanks = /((?<=[^ ]) (?=[^ ]))/;
/** Double-quoted text may also break before several blanks: a backslash keeps those that the line break does not replace. */
const allBlanks = /((?<=[^ ])(?: (?=[^ ])| {2,}))/;
const byteOrderMark = '\ufeff';
const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
  ['\u00a0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);
const mustEscape = new RegExp(`["\\\\\\n]|${unprintable.source}`, 'gu');

/** A literal block ends with its own line breaks; everything else has none at its end. Without a place (keys): one line. */
export function printGoScalar(text: string, place?: Place): string {
  switch (styleOf(text, place?.form)) {
    case 'plain':
      return fold(text, '', loneBlanks, place);
    case 'single':
      return fold(text.replaceAll("'", "''"), "'", loneBlanks, place);
    case 'double':
      return fold(escaped(text), '"', allBlanks, place);
    case 'literal':
      return literal(text, place?.indent ?? 0);
  }
}

function styleOf(text: string, form: TextForm = 'kubectl'): Style {
  if (text.includes('\n')) return isBlock(text, form) ? 'literal' : 'double';
  if (!isPrintable(text) || !isPlainString(text)) return 'double';
  return text.startsWith(' ') || text.endsWith(' ') || indicators.test(text) ? 'single' : 'plain';
}

function isBlock(text: string, form: TextForm): boolean {
  return form === 'readable' ? isReadableAsBlock(text) : blockObstacles(text).next().done === true;
}

function literal(text: string, indent: number): string {
  const hint = /^[ \n\t]/.test(text) ? '2' : '';
  const ending = text === '\n' || text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-';
  return `|${hint}${ending}\n${text.replace(/^(?=.)/gm, ' '.repeat(indent))}`;
}

/** Each character of a text that begins with a byte order mark is escaped. It reads badly, but kubectl does it. */
function escaped(text: string): string {
  return text.replace(text.startsWith(byteOrderMark) ? /./gsu : mustEscape, escapeOne);
}

function escapeOne(character: string): string {
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** The text with its quotes. Blanks that may become a line break do, where the line is already too wide. */
function fold(text: string, quote: string, blanks: RegExp, place: Place | undefined): string {
  if (!place || place.column + quote.length + text.length <= width) return quote + text + quote;
  let column = place.column + quote.length;
  const folded = text.split(blanks).map((part, index) => {
    const isBlank = index % 2 === 1;
    if (!isBlank || column <= width) {
      column += part.length;
      return part;
    }
    const kept = part.length > 1 ? `\\${part.slice(1)}` : '';
    column = place.indent + kept.length;
    return `\n${' '.repeat(place.indent)}${kept}`;
  });
  return quote + folded.join('') + quote;
}
