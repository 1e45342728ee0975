/** Moving an entry to another map, lines and comments with it. */
import { columnOf, type Edit, newlineOf, ownEntries, type Source, startOf } from './edit.js';
import { endOfEntry } from './lastLine.js';
import type { Entry, MapNode } from './node.js';
import { leavesNothing, removeEntry } from './remove.js';

/** Not in flow style, where lines do not mean anything, and not where a map is empty or would be left empty. */
export function canMove(source: Source, entry: Entry, target: MapNode): boolean {
  const isBlock = !entry.map.flow && !target.flow;
  const hasSiblings = target.entries.some(({ merged }) => !merged);
  return isBlock && hasSiblings && !entry.merged && !leavesNothing(source, entry.map, [entry]);
}

/**
 * Takes `entry` out of its map and puts it at the end of `target`, indented as its new siblings are.
 * `undefined` where that cannot be done.
 */
export function moveEntry(source: Source, entry: Entry, target: MapNode): readonly Edit[] | undefined {
  const first = ownEntries(target)[0];
  const last = ownEntries(target).at(-1);
  if (!first || !last || !canMove(source, entry, target)) return undefined;
  const removal = removeEntry(source, entry);
  const column = columnOf(source, startOf(source, first));
  const by = column - columnOf(source, startOf(source, entry));
  const lines = linesOf(source, entry).map(line => shift(line, by));
  return [insertionAt(source, endOfEntry(source, last, column), lines, removal), ...removal];
}

/**
 * Puts `lines` below the line that ends at `end`. Where that line is among those that are removed, they go behind the
 * removed ones: edits must not overlap. The insertion is to come first: LSP wants it so at one and the same offset.
 */
function insertionAt(source: Source, end: number, lines: readonly string[], removal: readonly Edit[]): Edit {
  const newline = newlineOf(source);
  const removed = removal.find(({ span }) => span.start < end && end < span.end);
  const at = removed?.span.end ?? end;
  const text = removed ? lines.map(line => line + newline) : lines.map(line => newline + line);
  return { span: { start: at, end: at }, text: text.join('') };
}

/** The lines of the entry, the first one with the indentation of its key even where a dash stands before it. */
function linesOf(source: Source, entry: Entry): readonly string[] {
  const start = startOf(source, entry);
  const column = columnOf(source, start);
  const text = source.text.slice(start, endOfEntry(source, entry, column));
  return `${' '.repeat(column)}${text}`.split(/\r?\n/);
}

function shift(line: string, by: number): string {
  if (line.trim() === '') return line;
  if (by >= 0) return ' '.repeat(by) + line;
  return line.slice(Math.min(-by, line.length - line.trimStart().length));
}
