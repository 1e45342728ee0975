/** Making a map the only item of a list, in its own style. */
import { contentEnd, type Edit, newlineOf, type Source, startsLine } from './edit.js';
import type { MapNode } from './node.js';

/** Not where an anchor or a tag stands before the map: it would go over to the list. */
export function canBeItem(source: Source, map: MapNode): boolean {
  if (map.parent?.kind !== 'entry') return false;
  const before = source.text.slice(map.parent.key.span.end, map.span.start);
  const [first = '', ...rest] = before.split('\n');
  const isBare = /^["']?\s*:\s*(#|$)/.test(first) && rest.every(line => /^\s*(#|$)/.test(line));
  return isBare && (map.flow || startsLine(source, map.span.start));
}

export function asItem(source: Source, map: MapNode): Edit {
  const { start } = map.span;
  const span = { start, end: contentEnd(source, map) };
  const text = source.text.slice(span.start, span.end);
  if (map.flow) return { span, text: `[${text}]` };
  const newline = newlineOf(source);
  const [first = '', ...rest] = text.split(newline);
  return { span, text: [`- ${first}`, ...rest.map(line => (line.trim() ? `  ${line}` : line))].join(newline) };
}
