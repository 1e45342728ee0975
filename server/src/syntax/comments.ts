/** The comments that belong to an entry of a block: they go with its lines. Knows YAML alone. */
import { blockScalarAt } from './blockScalar.js';
import { columnOf, endOfLine, type Source, startOf } from './edit.js';
import { endOfEntry } from './lastLine.js';
import type { Entry } from './node.js';

/** Those before and behind a scalar, and those below it that are indented further than its key; each with its `#`. */
export function commentsOf(source: Source, entry: Entry): readonly string[] {
  const { key, value, map } = entry;
  if (map.flow || value.kind !== 'scalar' || value.alias) return [];
  const column = columnOf(source, startOf(source, entry));
  const block = blockScalarAt(source, value, column);
  const last = block?.end ?? value.span.end;
  const places = [
    { start: key.span.end, end: value.span.start },
    ...(block ? [{ start: block.headerEnd, end: endOfLine(source, block.headerEnd) }] : []),
    { start: last, end: Math.max(last, endOfEntry(source, entry, column)) },
  ];
  return places.flatMap(({ start, end }) =>
    [...source.text.slice(start, end).matchAll(/(?<=^|\s)#[^\r\n]*/g)].map(([comment]) => comment.trimEnd()),
  );
}
