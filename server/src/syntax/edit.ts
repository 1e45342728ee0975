/** Edits that keep the user's layout: they touch the smallest span that does the job, in block and in flow style. */
import { lineAt } from './lines.js';
import { type Entry, isNull, type MapNode, type Node, type ScalarNode, type SeqNode, type Span } from './node.js';
import { needsQuotes } from './scalars.js';

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** The text that edits are made for: what they need to know about its layout. */
export interface Source {
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** A key and its value on one line, or lines of a block value, each without indentation of its parent. */
export interface NewEntry {
  readonly key: string;
  /** One line: `key: value`. Several: each further line goes below the key, indented one step. */
  readonly lines: readonly string[];
}

export function replace(node: Node, text: string): Edit {
  return { span: node.span, text };
}

export function renameKey(entry: Entry, key: string): Edit {
  const quote = entry.key.style === 'double' ? '"' : entry.key.style === 'single' ? "'" : '';
  return { span: entry.key.span, text: `${quote}${key}${quote}` };
}

/** Quotes a plain scalar without changing its characters. */
export function quote(scalar: ScalarNode): Edit {
  return replace(scalar, JSON.stringify(scalar.text));
}

/** `value` as a scalar that kubectl reads as this very string. */
export function scalarText(value: string): string {
  const plain = /^[A-Za-z0-9_./][-A-Za-z0-9_./]*$/.test(value) && !needsQuotes(value);
  return plain ? value : JSON.stringify(value);
}

/** Removes `entry`: with its lines in block style, with its comma in flow style. The last entry leaves `{}`. */
export function removeEntry(source: Source, entry: Entry): Edit {
  const { map } = entry;
  const own = map.entries.filter(e => !e.merged);
  if (own.length === 1) return { span: blockSpan(source, map), text: '{}' };
  const i = own.indexOf(entry);
  const next = own[i + 1];
  const previous = own[i - 1];
  if (map.flow) {
    if (next) return { span: { start: entry.span.start, end: next.span.start }, text: '' };
    return { span: { start: previous?.span.end ?? entry.span.start, end: entry.span.end }, text: '' };
  }
  if (startsLine(source, entry.span.start)) return { span: wholeLines(source, entry.span), text: '' };
  // The first entry of a list item shares its line with the dash: the next entry moves up to it.
  return { span: { start: entry.span.start, end: next?.span.start ?? entry.span.end }, text: '' };
}

/** Removes one item of a list; the last one leaves `[]`. */
export function removeItem(source: Source, seq: SeqNode, item: Node): Edit {
  if (seq.items.length === 1) return { span: blockSpan(source, seq), text: '[]' };
  const i = seq.items.indexOf(item);
  const next = seq.items[i + 1];
  if (seq.flow) {
    const start = next ? item.span.start : (seq.items[i - 1]?.span.end ?? item.span.start);
    return { span: { start, end: next ? next.span.start : item.span.end }, text: '' };
  }
  const dash = source.text.lastIndexOf('-', item.span.start - 1);
  return { span: wholeLines(source, { start: dash, end: item.span.end }), text: '' };
}

/**
 * Adds entries to `map`, after its entry `after`, or as its last ones.
 * `text` is what the document's other lines look like: its line endings, and the indentation of `map`.
 */
export function insertEntries(source: Source, map: MapNode, added: readonly NewEntry[], after?: Entry): Edit {
  const own = map.entries.filter(e => !e.merged);
  const last = after ?? own.at(-1);
  if (map.flow) {
    const text = added.map(flowText).join(', ');
    if (last) return { span: { start: last.span.end, end: last.span.end }, text: `, ${text}` };
    return { span: map.span, text: `{ ${text} }` };
  }
  const at = last ? endOfLine(source, last.span.end) : map.span.end;
  const column = columnOf(source, own[0]?.span.start ?? map.span.start);
  return { span: { start: at, end: at }, text: blockText(source, added, column) };
}

/** Adds entries before `before`, which stays where it is; the first new one takes over its place on the line. */
export function insertBefore(source: Source, before: Entry, added: readonly NewEntry[]): Edit {
  const at = { start: before.span.start, end: before.span.start };
  if (before.map.flow) return { span: at, text: `${added.map(flowText).join(', ')}, ` };
  const column = columnOf(source, before.span.start);
  const lines = blockText(source, added, column).slice(newlineOf(source).length + column);
  return { span: at, text: `${lines}${newlineOf(source)}${' '.repeat(column)}` };
}

/** Replaces a missing (null) or empty value by a block map, below its key. */
export function fillEntry(source: Source, entry: Entry, added: readonly NewEntry[]): Edit {
  if (entry.map.flow) {
    const space = isNull(entry.value) ? ' ' : '';
    return replace(entry.value, `${space}{ ${added.map(flowText).join(', ')} }`);
  }
  const colon = source.text.indexOf(':', entry.key.span.end) + 1;
  const column = columnOf(source, entry.key.span.start) + indentOf(source);
  return { span: { start: colon, end: Math.max(colon, entry.span.end) }, text: blockText(source, added, column) };
}

function blockText(source: Source, added: readonly NewEntry[], column: number): string {
  const newline = newlineOf(source);
  const step = ' '.repeat(indentOf(source));
  return added
    .flatMap(({ lines }) => lines.map((line, i) => `${newline}${' '.repeat(column)}${i > 0 ? step : ''}${line}`))
    .join('');
}

/** `httpGet:`, `path: /`, `port: 80` becomes `httpGet: { path: /, port: 80 }`. */
function flowText({ lines }: NewEntry): string {
  const [first = '', ...rest] = lines;
  if (rest.length === 0) return first;
  const items = rest.map(line => line.trim());
  return items.every(line => line.startsWith('- '))
    ? `${first} [${items.map(line => line.slice(2)).join(', ')}]`
    : `${first} { ${items.join(', ')} }`;
}

/** The span of a block collection from the end of its key's colon, so that `{}` or `[]` can take its place. */
function blockSpan(source: Source, node: MapNode | SeqNode): Span {
  if (node.flow || node.parent?.kind !== 'entry') return node.span;
  const colon = source.text.indexOf(':', node.parent.key.span.end) + 1;
  const gap = source.text.slice(colon, node.span.start);
  return gap.includes('#') || node.alias
    ? node.span
    : { start: colon + (gap.startsWith(' ') ? 1 : 0), end: node.span.end };
}

/** From the start of the first line to the end of the last one, line break included. */
export function wholeLines(source: Source, span: Span): Span {
  const start = source.lineStarts[lineAt(source.lineStarts, span.start)] ?? 0;
  const next = source.lineStarts[lineAt(source.lineStarts, Math.max(span.start, span.end - 1)) + 1];
  if (next !== undefined) return { start, end: next };
  const newline = source.text.slice(0, start).endsWith('\r\n') ? 2 : 1;
  return { start: Math.max(0, start - newline), end: source.text.length };
}

function endOfLine(source: Source, offset: number): number {
  const at = source.text.indexOf('\n', offset);
  if (at < 0) return source.text.length;
  return source.text[at - 1] === '\r' ? at - 1 : at;
}

function startsLine(source: Source, offset: number): boolean {
  const start = source.lineStarts[lineAt(source.lineStarts, offset)] ?? 0;
  return source.text.slice(start, offset).trim() === '';
}

export function columnOf(source: Source, offset: number): number {
  return offset - (source.lineStarts[lineAt(source.lineStarts, offset)] ?? 0);
}

export function newlineOf(source: Source): string {
  return source.text.includes('\r\n') ? '\r\n' : '\n';
}

/** The step of indentation the document uses: that of its first indented line; 2 where there is none. */
export function indentOf(source: Source): number {
  const match = /^(?![ \t]*#)[^\n]*:[ \t]*\r?\n( +)(?=[^ \-#\n])/m.exec(source.text);
  const parent = match && /^ */.exec(match[0])?.[0].length;
  const step = match?.[1] !== undefined && parent !== null && parent !== undefined ? match[1].length - parent : 0;
  return step > 0 && step <= 8 ? step : 2;
}

/** `text` with `edits` made, which must not overlap. */
export function apply(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((out, { span, text: inserted }) => out.slice(0, span.start) + inserted + out.slice(span.end), text);
}
