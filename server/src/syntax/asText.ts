/** Making the lines of a map or a list a text: what is written stays as it is, and is no longer read as YAML. */
import { columnOf, contentEnd, type Edit, type Source, startOf, startOfLine, startsLine } from './edit.js';
import type { MapNode, SeqNode } from './node.js';

/** `undefined` where the lines would not be one text: below a tag, or with some that stand further out. */
export function asText(source: Source, node: MapNode | SeqNode): Edit | undefined {
  const { parent, span } = node;
  if (parent?.kind !== 'entry' || parent.merged || node.alias) return undefined;
  const text = source.text.slice(span.start, contentEnd(source, node));
  if (node.flow) return { span, text: JSON.stringify(text.replaceAll('\r\n', '\n')) };
  const column = columnOf(source, span.start);
  if (!startsLine(source, span.start) || column <= columnOf(source, startOf(source, parent))) return undefined;
  const between = source.text.slice(parent.key.span.end, startOfLine(source, span.start));
  const [first = '', ...above] = between.split(/\r?\n/);
  const colon = /^["']?\s*:(?=\s*(#|$))/.exec(first);
  const lines = [...above, ...text.split(/\r?\n/).slice(1)].filter(line => line.trim() !== '');
  const areInside = lines.every(line => line.length - line.trimStart().length >= column);
  const areFirst = above.every(line => line.trim() === '' || line.length - line.trimStart().length === column);
  if (!colon || !areInside || !areFirst) return undefined;
  const at = parent.key.span.end + colon[0].length;
  return { span: { start: at, end: at }, text: ' |' };
}
