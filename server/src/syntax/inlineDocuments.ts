/**
 * YAML that is written as a text inside another document. It is read at its place: everything around it is blanked out,
 * so that each of its offsets is one of the outer document, and edits made for it fit there.
 */
import { YamlDocument } from './file.js';
import type { Node, ScalarNode, Span } from './node.js';

const known = new WeakMap<ScalarNode, readonly YamlDocument[]>();

/** The documents in a literal block scalar (`|`); none for other texts, whose lines stand elsewhere. */
export function inlineDocuments({ text }: Pick<YamlDocument, 'text'>, node: Node): readonly YamlDocument[] {
  if (node.kind !== 'scalar' || node.style !== 'literal' || node.alias) return [];
  const before = known.get(node);
  if (before) return before;
  const made = partsIn(text, blockSpan(text, node)).map(span => new YamlDocument(alone(text, span)));
  known.set(node, made);
  return made;
}

/** Where the lines of the block are, the blank ones behind the last included: all that one can type in it. */
export function blockSpan(text: string, { span }: ScalarNode): Span {
  const header = lineEnd(text, span.start);
  const own = Math.max(indentIn(text, header), headerIndent(text, span.start) + 1);
  let end = header;
  while (end < text.length) {
    const next = lineEnd(text, end);
    const line = text.slice(end, next);
    if (line.trim() !== '' && indentOf(line) < own) break;
    end = next;
  }
  return { start: header, end };
}

/** `text` up to the end of `span`, with nothing but blanks before it. */
export function alone(text: string, { start, end }: Span): string {
  return text.slice(0, start).replace(/[^\r\n]/g, ' ') + text.slice(start, end);
}

/** The part of the block that `offset` is in, between the lines that separate its documents; none beside the block. */
export function inlinePartAt(text: string, node: ScalarNode, offset: number): Span | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const block = blockSpan(text, node);
  const isBelow = block.end < lineStart || (block.end === lineStart && text.slice(lineStart).trim() !== '');
  if (lineStart < block.start || isBelow || offset - lineStart <= headerIndent(text, node.span.start)) return undefined;
  return partsIn(text, block).findLast(({ start }) => start <= offset);
}

function partsIn(text: string, { start, end }: Span): readonly Span[] {
  const parts: Span[] = [];
  const indent = indentIn(text, start);
  let from = start;
  for (let at = start; at < end; at = lineEnd(text, at)) {
    if (!/^---(\s|$)/.test(text.slice(at + indent, lineEnd(text, at)))) continue;
    parts.push({ start: from, end: at });
    from = lineEnd(text, at);
  }
  return [...parts, { start: from, end }];
}

/** How far in the line stands that the text begins on: what belongs to it stands farther. */
export function headerIndent(text: string, start: number): number {
  return indentOf(text.slice(text.lastIndexOf('\n', start - 1) + 1, start));
}

/** The indentation of the first line that is not blank. */
function indentIn(text: string, start: number): number {
  for (let at = start; at < text.length; at = lineEnd(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    if (line.trim() !== '') return indentOf(line);
  }
  return 0;
}

function indentOf(line: string): number {
  return line.search(/[^ ]|$/);
}

/** Behind the line break. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}
