/** Where the lines of a block scalar stand in the document. */
import { endOfLine, type Source } from './edit.js';
import { lineAt } from './lines.js';
import type { ScalarNode, Span } from './node.js';

/** The span of the text of `scalar` from `start` to `end`, for a literal block; `undefined` for other styles. */
export function spanInBlock(source: Source, scalar: ScalarNode, start: number, end: number): Span | undefined {
  if (scalar.style !== 'literal') return undefined;
  const before = scalar.text.slice(0, start);
  const line = before.split('\n').length - 1;
  const column = start - (before.lastIndexOf('\n') + 1);
  const header = lineAt(source.lineStarts, scalar.span.start);
  const lineStart = source.lineStarts[header + 1 + line];
  if (lineStart === undefined) return undefined;
  const lineEnd = endOfLine(source, lineStart);
  const own = scalar.text.split('\n')[line] ?? '';
  const indent = lineEnd - lineStart - own.length;
  if (indent < 0 || source.text.slice(lineStart + indent, lineEnd) !== own) return undefined;
  const from = lineStart + indent + column;
  return { start: from, end: Math.max(from, Math.min(lineEnd, from + (end - start))) };
}
