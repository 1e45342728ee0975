/** Moving an entry to another map, lines and comments with it. */
import { columnOf, type Edit, indentOf, newlineOf, ownEntries, type Source, startOf, startsLine } from './edit.js';
import { fillInFlow, fillWithLines, insertTexts } from './insert.js';
import { endOfEntry } from './lastLine.js';
import { type Entry, entry as entryOf, type MapNode } from './node.js';
import { leavesNothing, removeEntry } from './remove.js';

/** Where an entry is to go: below `map`, under keys that are not written yet or have no value. */
export interface Target {
  readonly map: MapNode;
  readonly missing: readonly string[];
}

/** Not where a map would be left empty, and not into braces what only lines can express. */
export function canMove(source: Source, entry: Entry, target: Target): boolean {
  if (entry.merged) return false;
  if (isWrap(entry, target)) return true;
  if (leavesNothing(source, entry.map, [entry])) return false;
  const holder = holderIn(target);
  if (target.map.flow && (!holder || holder.map.flow)) return entry.map.flow || isFlowText(source, entry);
  return holder !== undefined || ownEntries(target.map).length > 0;
}

/**
 * Takes `entry` out of its map and puts it at the end of the target, indented as its new siblings are.
 * `undefined` where that cannot be done. The insertion comes first: LSP wants it so at one and the same offset.
 */
export function moveEntry(source: Source, entry: Entry, target: Target): readonly Edit[] | undefined {
  if (!canMove(source, entry, target)) return undefined;
  if (isWrap(entry, target)) return [wrap(source, entry, target.missing)];
  const removal = removeEntry(source, entry);
  const holder = holderIn(target);
  const keys = holder ? target.missing.slice(1) : target.missing;
  const { map } = target;
  if (holder?.map.flow) return [fillInFlow(source, holder, [flowText(source, entry, keys)]), ...removal];
  if (holder) return [fillWithLines(source, holder, column => joined(source, entry, keys, column)), ...removal];
  const last = ownEntries(map).at(-1);
  if (map.flow) {
    const from = columnOf(source, startOf(source, entry));
    const by = last && startsLine(source, startOf(source, last)) ? columnOf(source, startOf(source, last)) - from : 0;
    const [head = '', ...rest] = flowText(source, entry, keys).split('\n');
    const text = [head, ...rest.map(line => shift(line, by))].join('\n');
    return [insertTexts(source, map, [text], last), ...removal];
  }
  const first = ownEntries(map)[0];
  if (!first || !last) return undefined;
  const column = columnOf(source, startOf(source, first));
  const lines = linesUnder(source, entry, keys, column);
  return [insertionAt(source, endOfEntry(source, last, column), lines, removal), ...removal];
}

/** The entry without a value, or with `{}`, that is to be filled. */
function holderIn({ map, missing: [key] }: Target): Entry | undefined {
  if (key !== undefined) return entryOf(map, key);
  return map.entries.length === 0 && map.parent?.kind === 'entry' ? map.parent : undefined;
}

/** The keys are to be written where the entry stands: it stays in its place. */
function isWrap(entry: Entry, target: Target): boolean {
  return target.map === entry.map && target.missing.length > 0 && !holderIn(target);
}

function wrap(source: Source, entry: Entry, keys: readonly string[]): Edit {
  const start = startOf(source, entry);
  if (entry.map.flow) return { span: { start, end: entry.span.end }, text: flowText(source, entry, keys) };
  const column = columnOf(source, start);
  const lines = linesUnder(source, entry, keys, column);
  const text = lines.join(newlineOf(source)).slice(column);
  return { span: { start, end: endOfEntry(source, entry, column) }, text };
}

function joined(source: Source, entry: Entry, keys: readonly string[], column: number): string {
  const newline = newlineOf(source);
  return linesUnder(source, entry, keys, column)
    .map(line => newline + line)
    .join('');
}

/** The lines of the entry below `keys`, of which the first begins in `column`. */
function linesUnder(source: Source, entry: Entry, keys: readonly string[], column: number): readonly string[] {
  const step = indentOf(source);
  const start = columnOf(source, startOf(source, entry));
  const above = keys.map((key, i) => `${' '.repeat(column + i * step)}${key}:`);
  const own = column + keys.length * step;
  if (!entry.map.flow) return [...above, ...linesOf(source, entry).map(line => shift(line, own - start))];
  const [first = '', ...rest] = source.text.slice(startOf(source, entry), entry.span.end).split(/\r?\n/);
  const least = Math.min(...rest.filter(line => line.trim()).map(line => line.length - line.trimStart().length));
  const by = own + (rest.length > 1 ? 0 : step) - least;
  return [...above, ' '.repeat(own) + first, ...rest.map(line => shift(line, Math.max(by, own + 1 - least)))];
}

/** In double quotes, as JSON has it, where the entry has them. */
function flowText({ text }: Source, entry: Entry, keys: readonly string[]): string {
  const isJson = entry.key.style === 'double';
  const start = startOf({ text, lineStarts: [] }, entry);
  const own = text.slice(start, entry.span.end);
  return keys.reduceRight((inner, key) => `${isJson ? JSON.stringify(key) : key}: { ${inner} }`, own);
}

/** Whether a block entry can stand in braces as it is, and has no comment to lose. */
function isFlowText(source: Source, entry: Entry): boolean {
  const { value, span } = entry;
  const start = startOf(source, entry);
  if (source.text.slice(span.end, endOfEntry(source, entry, columnOf(source, start))).trim() !== '') return false;
  if (value.alias) return true;
  if (value.kind !== 'scalar') return value.flow;
  if (value.style === 'plain') return /^[^,[\]{}:#\r\n]+$/.test(value.text);
  return value.style === 'single' || value.style === 'double';
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
