/** Edits that keep the user's layout: they touch the smallest span that does the job, in block and in flow style. */
import { lineAt } from './lines.js';
import type { Entry, MapNode, Node, ScalarNode, Span } from './node.js';
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

export function replace(node: Node, text: string): Edit {
  return { span: node.span, text };
}

/** Puts the scalar `text` in the place of the value, also where nothing is written behind the colon yet. */
export function setValue(source: Source, entry: Entry, text: string): Edit {
  const { value } = entry;
  if (value.alias) return { span: value.alias, text };
  if (isWritten(value)) return replace(value, text);
  const at = afterProperties(source, value.span.start);
  return { span: { start: at, end: at }, text: ` ${text}` };
}

export function renameKey(entry: Entry, key: string): Edit {
  if (entry.key.style === 'double') return replace(entry.key, doubleQuoted(key));
  if (entry.key.style === 'single') return replace(entry.key, `'${key.replaceAll("'", "''")}'`);
  return replace(entry.key, scalarText(key));
}

/** Quotes a plain scalar without changing its characters. */
export function quote(scalar: ScalarNode): Edit {
  return replace(scalar, doubleQuoted(scalar.text));
}

/** `value` as a scalar that kubectl reads as this very string. */
export function scalarText(value: string): string {
  const plain = /^[A-Za-z0-9_./][-A-Za-z0-9_./]*$/.test(value) && !needsQuotes(value);
  return plain ? value : doubleQuoted(value);
}

/** In double quotes as JSON has them, with everything escaped that go-yaml does not take as it is. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `text` with `edits` made, which must not overlap. What is inserted at one place keeps the order of `edits`. */
export function apply(text: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const { span, text: inserted } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    out += text.slice(at, span.start) + inserted;
    at = Math.max(at, span.end);
  }
  return out + text.slice(at);
}

/** Whether the value has characters of its own; `key:` alone has none. */
export function isWritten({ span }: Node): boolean {
  return span.end > span.start;
}

/** The offset behind an anchor and a tag, if they follow `offset`. */
export function afterProperties({ text }: Source, offset: number): number {
  const properties = /(?:\s+[&!][^\s,[\]{}]*)*/y;
  properties.lastIndex = offset;
  return offset + (properties.exec(text)?.[0].length ?? 0);
}

/** The start of the entry: of the `?`, the anchor or the tag of its key, if it has one. */
export function startOf({ text }: Source, { span }: Entry): number {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const properties = /(?:\?[ \t]+)?(?:[&!][^\s,[\]{}]*[ \t]+)*$/.exec(text.slice(lineStart, span.start));
  return span.start - (properties?.[0].length ?? 0);
}

/** The end of what is written in `node`. Its span may go on: over comments, when the last value is still missing. */
export function contentEnd(source: Source, node: Node): number {
  if (node.kind === 'scalar' || node.flow || node.alias) return node.span.end;
  const last = node.kind === 'map' ? ownEntries(node).at(-1) : node.items.at(-1);
  const end = last ? (last.kind === 'entry' ? entryEnd(source, last) : contentEnd(source, last)) : node.span.start;
  // A merge key is no entry of the tree.
  const rest = source.text.slice(end, node.span.end).split('\n');
  return rest.every(line => /^\s*(#|$)/.test(line)) ? end : node.span.end;
}

export function entryEnd(source: Source, { value, span }: Entry): number {
  return value.alias || value.kind === 'scalar' ? span.end : contentEnd(source, value);
}

/** The entries that are written in the map itself. */
export function ownEntries(map: MapNode): readonly Entry[] {
  const hasMerged = map.entries.some(({ merged }) => merged);
  return hasMerged ? map.entries.filter(({ merged }) => !merged) : map.entries;
}

/** From the start of the first line to the end of the last one, line break included. */
export function wholeLines(source: Source, span: Span): Span {
  const start = startOfLine(source, span.start);
  const next = source.lineStarts[lineAt(source.lineStarts, Math.max(span.start, span.end - 1)) + 1];
  if (next !== undefined) return { start, end: next };
  const newline = source.text.slice(0, start).endsWith('\r\n') ? 2 : 1;
  return { start: Math.max(0, start - newline), end: source.text.length };
}

export function startOfLine({ lineStarts }: Source, offset: number): number {
  return lineStarts[lineAt(lineStarts, offset)] ?? 0;
}

export function endOfLine({ text }: Source, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' ? at - 1 : at;
}

export function startsLine(source: Source, offset: number): boolean {
  return source.text.slice(startOfLine(source, offset), offset).trim() === '';
}

/** A byte order mark takes none. */
export function columnOf(source: Source, offset: number): number {
  const start = startOfLine(source, offset);
  return offset - start - (start === 0 && offset > 0 && source.text.startsWith('\ufeff') ? 1 : 0);
}

export function newlineOf(source: Source): string {
  return source.text.includes('\r\n') ? '\r\n' : '\n';
}

/** The step of indentation the document uses: that of its first indented line; 2 where there is none. */
export function indentOf(source: Source): number {
  const match = /^(?![ \t]*#)( *(?:- +)*)[^\n]*:[ \t]*\r?\n( +)(?=[^ \-#\r\n])/m.exec(source.text);
  const step = (match?.[2]?.length ?? 0) - (match?.[1]?.length ?? 0);
  return step > 0 && step <= 8 ? step : 2;
}
