/** Taking entries and items out: with their lines in block style, with their comma in flow style. */
import {
  afterProperties,
  columnOf,
  contentEnd,
  type Edit,
  endOfLine,
  ownEntries,
  type Source,
  startOf,
  startOfLine,
  startsLine,
  wholeLines,
} from './edit.js';
import { endOfEntry, endOfItem } from './lastLine.js';
import type { Entry, MapNode, Node, SeqNode, Span } from './node.js';

/** Removes `entry`. The last one of its map leaves `{}`. */
export function removeEntry(source: Source, entry: Entry): readonly Edit[] {
  return removeEntries(source, entry.map, [entry]);
}

/** Removes several entries of `map` at once. */
export function removeEntries(source: Source, map: MapNode, doomed: readonly Entry[]): readonly Edit[] {
  if (leavesNothing(source, map, doomed)) return [emptied(source, map, '{}')];
  const own = ownEntries(map);
  return runsOf(source, own, doomed).map(({ first, last, previous, next }) => {
    if (map.flow) return removeEntryInFlow(source, map, { first, last, previous, next });
    const column = columnOf(source, startOf(source, own[0] ?? first));
    return removeLines(source, startOf(source, first), endOfEntry(source, last, column), next && startOf(source, next));
  });
}

/** Whether the map is empty without `doomed`. */
export function leavesNothing(source: Source, map: MapNode, doomed: readonly Entry[]): boolean {
  return map.entries.every(entry => doomed.includes(entry)) && !hasMergeKey(source, map);
}

/** Removes one item of a list; the last one leaves `[]`. */
export function removeItem(source: Source, seq: SeqNode, item: Node): Edit {
  if (seq.items.length === 1) return emptied(source, seq, '[]');
  const i = seq.items.indexOf(item);
  const previous = seq.items[i - 1];
  const next = seq.items[i + 1];
  if (seq.flow) {
    const own = { start: itemStart(source, item), end: flowEnd(item) };
    return removeInFlow(source, own, previous && flowEnd(previous), next && itemStart(source, next));
  }
  const dash = dashOf(source, seq, i);
  const end = endOfItem(source, item, dash + 1, columnOf(source, seq.span.start));
  return removeLines(source, dash, end, next && dashOf(source, seq, i + 1));
}

interface Run {
  readonly first: Entry;
  readonly last: Entry;
  readonly previous: Entry | undefined;
  readonly next: Entry | undefined;
}

/** The doomed entries, those that follow each other taken together. Lines of comments between them part them. */
function runsOf(source: Source, own: readonly Entry[], doomed: readonly Entry[]): readonly Run[] {
  const runs: Run[] = [];
  const places = doomed.map(entry => own.indexOf(entry)).sort((a, b) => a - b);
  for (const i of places) {
    const entry = own[i];
    if (!entry) continue;
    const run = runs.at(-1);
    if (run && run.last === own[i - 1] && !hasLinesBetween(source, run.last, entry))
      runs[runs.length - 1] = { ...run, last: entry, next: own[i + 1] };
    else runs.push({ first: entry, last: entry, previous: own[i - 1], next: own[i + 1] });
  }
  return runs;
}

/** Whether there is a line of comments that belongs to neither, in block style. */
function hasLinesBetween(source: Source, previous: Entry, next: Entry): boolean {
  if (previous.map.flow) return false;
  const start = startOf(source, next);
  const end = endOfEntry(source, previous, columnOf(source, start));
  return /^[ \t]*#/m.test(source.text.slice(end, start));
}

/** A merge key is no entry of the tree: it may be all that is left. */
function removeEntryInFlow(source: Source, map: MapNode, { first, last, previous, next }: Run): Edit {
  const own = { start: startOf(source, first), end: last.span.end };
  const inside = { start: map.span.start + 1, end: map.span.end - 1 };
  const behind = /^\s*,\s*<</.test(source.text.slice(own.end, inside.end));
  const before = /<<[^,]*(?=,\s*$)/.exec(source.text.slice(inside.start, own.start));
  return removeInFlow(
    source,
    own,
    previous?.span.end ?? (before ? inside.start + before.index + before[0].length : undefined),
    next ? startOf(source, next) : behind ? source.text.indexOf('<<', own.end) : undefined,
  );
}

/** Removes what stands between two commas, and one of them; comments around it stay. */
function removeInFlow(source: Source, own: Span, previous: number | undefined, next: number | undefined): Edit {
  const { text } = source;
  if (next !== undefined && !text.slice(own.end, next).includes('#')) return erase(own.start, next);
  const comma = /\s*,/y;
  comma.lastIndex = own.end;
  if (next !== undefined) {
    const end = own.end + (comma.exec(text)?.[0].length ?? 0);
    const isWholeLine = startsLine(source, own.start) && /^[ \t]*\r?$/.test(text.slice(end, endOfLine(source, end)));
    return isWholeLine ? { span: wholeLines(source, { start: own.start, end }), text: '' } : erase(own.start, end);
  }
  const isFree = previous !== undefined && !text.slice(previous, own.start).includes('#');
  return erase(isFree ? previous : own.start, own.end);
}

/**
 * Removes the lines from `start` to `end`. What shares its line with the dash of a list item gives its place to the
 * entry that follows; if comments stand between, only the dash stays on the line.
 */
function removeLines(source: Source, start: number, end: number, next: number | undefined): Edit {
  if (startsLine(source, start)) return { span: wholeLines(source, { start, end }), text: '' };
  if (next !== undefined && source.text.slice(end, next).trim() === '') return erase(start, next);
  const before = source.text.slice(startOfLine(source, start), start);
  return erase(start - (before.length - before.trimEnd().length), end);
}

/** `{}` or `[]` in the place of a whole collection, behind its key where it had lines of its own. */
function emptied(source: Source, node: MapNode | SeqNode, empty: string): Edit {
  const end = contentEnd(source, node);
  if (node.flow || node.parent?.kind !== 'entry') return { span: { start: node.span.start, end }, text: empty };
  const colon = source.text.indexOf(':', node.parent.key.span.end) + 1;
  const properties = afterProperties(source, colon);
  const comments = source.text.slice(properties, node.span.start).trimEnd();
  return { span: { start: properties, end }, text: ` ${empty}${comments}` };
}

/** Also one that brings nothing in. */
export function hasMergeKey({ text }: Source, map: MapNode): boolean {
  if (map.entries.some(({ merged }) => merged)) return true;
  let rest = '';
  let at = map.span.start;
  for (const { span } of ownEntries(map)) {
    rest += `${text.slice(at, span.start)}\n`;
    at = span.end;
  }
  return /^[\s{,]*<<\s*:/m.test(rest + text.slice(at, map.span.end));
}

/** The dash of item `i`: in the column of the first one, at the start of its line. */
export function dashOf(source: Source, seq: SeqNode, i: number): number {
  const item = seq.items[i];
  if (i === 0 || !item) return seq.span.start;
  const column = columnOf(source, seq.span.start);
  let line = startOfLine(source, item.alias ? item.alias.start : item.span.start);
  while (line > seq.span.start && !isDash(source, line, column)) line = startOfLine(source, line - 1);
  return line + column;
}

function isDash({ text }: Source, line: number, column: number): boolean {
  return text[line + column] === '-' && text.slice(line, line + column).trim() === '';
}

function itemStart(source: Source, item: Node): number {
  if (item.alias) return item.alias.start;
  const lineStart = startOfLine(source, item.span.start);
  const properties = /(?:[&!][^\s,[\]{}]*\s+)*$/.exec(source.text.slice(lineStart, item.span.start));
  return item.span.start - (properties?.[0].length ?? 0);
}

function flowEnd(item: Node): number {
  return item.alias?.end ?? item.span.end;
}

function erase(start: number, end: number): Edit {
  return { span: { start, end }, text: '' };
}
