/** Adding entries to maps, in the layout that is there: block, flow, or flow as JSON has it. */
import {
  afterProperties,
  columnOf,
  contentEnd,
  doubleQuoted,
  type Edit,
  endOfLine,
  indentOf,
  isWritten,
  newlineOf,
  ownEntries,
  type Source,
  scalarText,
  startOf,
  startOfLine,
  startsLine,
} from './edit.js';
import { insertBehind } from './insertInFlow.js';
import { endOfEntry } from './lastLine.js';
import type { Entry, MapNode, Span } from './node.js';

export type NewValue = string | number | boolean | readonly NewValue[] | NewMap;
export interface NewMap {
  readonly [key: string]: NewValue;
}

export interface NewEntry {
  readonly key: string;
  readonly value: NewValue;
}

/** Adds entries to `map`, behind its entry `after`, or as its last ones. */
export function insertEntries(source: Source, map: MapNode, added: readonly NewEntry[], after?: Entry): Edit {
  const own = ownEntries(map);
  const last = after ?? own.at(-1);
  if (map.flow) return insertInFlow(source, map, added, last);
  const column = columnOf(source, own[0] ? startOf(source, own[0]) : map.span.start);
  const at = last ? endOfEntry(source, last, column) : endOfLine(source, contentEnd(source, map));
  return insertion(at, blockText(source, added, column));
}

/** Adds entries before `before`, which stays as it is, with the comments above it. */
export function insertBefore(source: Source, before: Entry, added: readonly NewEntry[]): Edit {
  const start = startOf(source, before);
  if (before.map.flow) {
    return insertion(
      start,
      `${flowTexts(source, before.map, added).join(separator(source, before))}${separator(source, before)}`,
    );
  }
  const column = columnOf(source, start);
  const lines = blockText(source, added, column).slice(newlineOf(source).length);
  if (!startsLine(source, start)) {
    return insertion(start, `${lines.slice(column)}${newlineOf(source)}${' '.repeat(column)}`);
  }
  return insertion(commentsAbove(source, startOfLine(source, start), column), `${lines}${newlineOf(source)}`);
}

/** Gives an entry without a value, or with an empty one, a map as its value. */
export function fillEntry(source: Source, entry: Entry, added: readonly NewEntry[]): Edit {
  if (entry.map.flow) return fillInFlow(source, entry, flowTexts(source, entry.map, added));
  return fillWithLines(source, entry, column => blockText(source, added, column));
}

/** The same with text of the caller's, which begins with a line break: indented by the column it is given. */
export function fillWithLines(source: Source, entry: Entry, text: (column: number) => string): Edit {
  const { start, end } = placeOfValue(source, entry);
  const column = columnOf(source, startOf(source, entry)) + indentOf(source);
  const lineEnd = endOfLine(source, end);
  const blanks = /[ \t]*$/.exec(source.text.slice(0, start))?.[0].length ?? 0;
  const comment = source.text.slice(end, lineEnd).trimEnd();
  return { span: { start: start - blanks, end: lineEnd }, text: `${comment}${text(column)}` };
}

function placeOfValue(source: Source, { value }: Entry): Span {
  const written = value.alias ?? (isWritten(value) ? value.span : undefined);
  if (written) return written;
  const at = afterProperties(source, value.span.start);
  return { start: at, end: at };
}

/** The same in flow style, with the texts of the entries. */
export function fillInFlow(source: Source, entry: Entry, texts: readonly string[]): Edit {
  const span = placeOfValue(source, entry);
  return { span, text: `${span.end > span.start ? '' : ' '}{ ${texts.join(', ')} }` };
}

function insertInFlow(source: Source, map: MapNode, added: readonly NewEntry[], last: Entry | undefined): Edit {
  return insertTexts(source, map, flowTexts(source, map, added), last);
}

/** Adds entries that are written already to a flow map. */
export function insertTexts(source: Source, map: MapNode, texts: readonly string[], last: Entry | undefined): Edit {
  if (last) return insertBehind(source, { start: startOf(source, last), end: last.span.end }, texts);
  const inside = source.text.slice(map.span.start + 1, map.span.end - 1);
  if (inside.trim() === '') return { span: map.span, text: `{ ${texts.join(', ')} }` };
  // Nothing but a merge key.
  return insertion(map.span.start + 1, ` ${texts.join(', ')},${/^\s/.test(inside) ? '' : ' '}`);
}

/** What stands between two entries of a flow map: a comma, and a line break where each has a line of its own. */
function separator(source: Source, entry: Entry): string {
  const start = startOf(source, entry);
  if (!startsLine(source, start)) return ', ';
  return `,${newlineOf(source)}${source.text.slice(startOfLine(source, start), start)}`;
}

/** The line above which nothing belongs to the entry that begins on `line`. */
export function commentsAbove(source: Source, line: number, column: number): number {
  let top = line;
  while (top > 0) {
    const above = startOfLine(source, top - 1);
    const text = source.text.slice(above, top);
    if (!text.trimStart().startsWith('#') || text.length - text.trimStart().length !== column) return top;
    top = above;
  }
  return top;
}

function blockText(source: Source, added: readonly NewEntry[], column: number): string {
  const lead = `${newlineOf(source)}${' '.repeat(column)}`;
  return added
    .flatMap(entry => blockLines(entry, ' '.repeat(indentOf(source))))
    .map(line => lead + line)
    .join('');
}

/** The lines of an entry in block style, without the indentation of its map. */
export function blockLines({ key, value }: NewEntry, step: string): readonly string[] {
  if (isList(value) && value.length > 0 && value.every(isMap)) {
    return [`${key}:`, ...value.flatMap(item => itemLines(item, step)).map(line => step + line)];
  }
  if (typeof value === 'string' && isLines(value)) {
    const sign = value.endsWith('\n') ? '|' : '|-';
    return [
      `${key}: ${sign}`,
      ...value
        .replace(/\n$/, '')
        .split('\n')
        .map(line => step + line),
    ];
  }
  if (!isMap(value) || Object.keys(value).length === 0) return [`${key}: ${flowText(value)}`];
  const inner = Object.entries(value).flatMap(([name, child]) => blockLines({ key: name, value: child }, step));
  return [`${key}:`, ...inner.map(line => step + line)];
}

/** A text of lines that can stand below its key as they are. */
function isLines(value: string): boolean {
  const lines = value.replace(/\n$/, '').split('\n');
  return (
    value.includes('\n') &&
    !value.startsWith(' ') &&
    lines.every(line => /^[^\p{C}\p{Zl}\p{Zp}]*[^\p{C}\s]$/u.test(line))
  );
}

/** The lines of an item of a list, from its dash on. */
export function itemLines(item: NewMap, step: string): readonly string[] {
  const lines = Object.entries(item).flatMap(([key, value]) => blockLines({ key, value }, step));
  return lines.map((line, i) => (i === 0 ? '- ' : '  ') + line);
}

/** The text of a map in braces, as `like` has it, or else the whole document. */
export function flowMap(source: Source, item: NewMap, like: MapNode | undefined): string {
  const isJson = isJsonLike(source, like);
  return isJson ? jsonText(item) : flowText(item);
}

/** JSON takes no plain words: where the keys have double quotes, so do the new ones. */
function flowTexts(source: Source, map: MapNode, added: readonly NewEntry[]): readonly string[] {
  const isJson = isJsonLike(source, map);
  return added.map(entry => flowEntry(entry, isJson));
}

/** An entry on one line, as it stands in braces. */
export function flowEntry({ key, value }: NewEntry, isJson: boolean): string {
  return isJson ? `"${key}": ${jsonText(value)}` : `${key}: ${flowText(value)}`;
}

export function isJsonLike({ text }: Source, map: MapNode | undefined): boolean {
  const first = map && ownEntries(map)[0];
  return first ? first.key.style === 'double' : /^\s*[{[]/.test(text);
}

function flowText(value: NewValue): string {
  if (typeof value === 'string') return scalarText(value);
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`;
  if (!isMap(value)) return String(value);
  const entries = Object.entries(value).map(([key, child]) => `${key}: ${flowText(child)}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}

function jsonText(value: NewValue): string {
  if (isList(value)) return `[${value.map(jsonText).join(', ')}]`;
  if (!isMap(value)) return typeof value === 'string' ? doubleQuoted(value) : JSON.stringify(value);
  const entries = Object.entries(value).map(([key, child]) => `${doubleQuoted(key)}: ${jsonText(child)}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
}

function isList(value: NewValue): value is readonly NewValue[] {
  return Array.isArray(value);
}

function isMap(value: NewValue): value is NewMap {
  return typeof value === 'object' && !isList(value);
}

function insertion(at: number, text: string): Edit {
  return { span: { start: at, end: at }, text };
}
