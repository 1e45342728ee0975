/** Where the lines of a literal or folded scalar stand, and what its header says. Knows YAML, not what the text means. */
import { endOfLine, type Source } from './edit.js';
import type { ScalarNode } from './node.js';

export interface BlockScalar {
  readonly sign: '|' | '>';
  /** The indentation that the header states, counted from the key; `undefined` when the first line decides. */
  readonly stated: number | undefined;
  readonly chomping: '' | '-' | '+';
  /** Behind the sign and its indicators: what is left of the line is a comment. */
  readonly headerEnd: number;
  /** The column in which its lines begin; `undefined` when there is none. */
  readonly column: number | undefined;
  /** The end of its last line, before the line break; of the header when there is none. */
  readonly end: number;
  /** The end of the last of the blank lines that follow. With `+` they belong to the text. */
  readonly blankEnd: number;
}

/** `keyColumn`: where the keys of the map begin in which the scalar stands. */
export function blockScalarAt(source: Source, { style, span }: ScalarNode, keyColumn: number): BlockScalar | undefined {
  if (style !== 'literal' && style !== 'folded') return undefined;
  const header = /[|>](?:([-+])([1-9])?|([1-9])([-+])?)?/y;
  header.lastIndex = span.start;
  const [written, before, digitAfter, digit, after] = header.exec(source.text) ?? [];
  if (written === undefined) return undefined;
  const number = digit ?? digitAfter;
  const stated = number === undefined ? undefined : Number(number);
  const statedColumn = stated === undefined ? undefined : keyColumn + stated;
  return {
    sign: style === 'literal' ? '|' : '>',
    stated,
    chomping: (before ?? after ?? '') as BlockScalar['chomping'],
    headerEnd: span.start + written.length,
    ...extent(source, endOfLine(source, span.start), keyColumn, statedColumn),
  };
}

function extent(
  source: Source,
  headerLineEnd: number,
  keyColumn: number,
  stated: number | undefined,
): Pick<BlockScalar, 'column' | 'end' | 'blankEnd'> {
  let column = stated;
  let end = headerLineEnd;
  let blankEnd = headerLineEnd;
  for (const line of linesAfter(source, headerLineEnd)) {
    const isBlank = line.indent === line.end - line.start;
    if (!isBlank) {
      column ??= line.indent > keyColumn ? line.indent : undefined;
      if (column === undefined || line.indent < column) break;
    }
    if (!isBlank || (column !== undefined && line.indent > column)) end = line.end;
    blankEnd = line.end;
  }
  return { column, end, blankEnd: Math.max(end, blankEnd) };
}

/** The end of the last of the blank lines below `offset`, or of its own line. */
export function blankLinesEnd(source: Source, offset: number): number {
  let last = endOfLine(source, offset);
  for (const { start, end, indent } of linesAfter(source, last)) {
    if (indent < end - start) break;
    last = end;
  }
  return last;
}

/** The lines below the one that ends at `end`. What follows the last line break is no line when nothing is there. */
function* linesAfter(
  source: Source,
  end: number,
): Iterable<{ readonly start: number; readonly end: number; readonly indent: number }> {
  const { text } = source;
  for (let at = text.indexOf('\n', end); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1)) {
    const start = at + 1;
    const lineEnd = endOfLine(source, start);
    const indent = /^ */.exec(text.slice(start, lineEnd))?.[0].length ?? 0;
    yield { start, end: lineEnd, indent };
  }
}
