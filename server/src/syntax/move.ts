/** Moving an entry to another map, lines and comments with it. */
import { columnOf, type Edit, newlineOf, removeEntry, type Source, wholeLines } from './edit.js';
import type { Entry, MapNode } from './node.js';

/**
 * Takes `entry` out of its map and puts it at the end of `target`, indented as its new siblings are.
 * `undefined` in flow style, where lines do not mean anything.
 */
export function moveEntry(source: Source, entry: Entry, target: MapNode): readonly Edit[] | undefined {
  const last = target.entries.findLast(e => !e.merged);
  if (entry.map.flow || target.flow || entry.merged || !last) return undefined;
  const removal = removeEntry(source, entry);
  if (removal.text !== '') return undefined;
  const newline = newlineOf(source);
  const column = columnOf(source, entry.key.span.start);
  const lines = linesOf(source, entry).map(line => shift(line, columnOf(source, last.key.span.start) - column));
  const after = wholeLines(source, last.span).end;
  const lead = source.text.slice(0, after).endsWith('\n') ? '' : newline;
  return [removal, { span: { start: after, end: after }, text: `${lead}${lines.join(newline)}${newline}` }];
}

/** The lines of the entry, the first one with the indentation of its key even where a dash stands before it. */
function linesOf(source: Source, entry: Entry): string[] {
  const { start } = entry.key.span;
  const { end } = wholeLines(source, entry.span);
  const column = columnOf(source, start);
  const text = `${' '.repeat(column)}${source.text.slice(start, end)}`;
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

function shift(line: string, by: number): string {
  if (line.trim() === '') return line;
  if (by >= 0) return ' '.repeat(by) + line;
  return line.slice(Math.min(-by, line.length - line.trimStart().length));
}
