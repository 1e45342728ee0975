/** What is written between the scalars: comments, anchors, aliases, tags. Knows YAML alone. */
import { type Edit, entryEnd, type Source, startOf } from '../../syntax/edit.js';
import { type Entry, isNull, keyOf, type Node, type Span, walk } from '../../syntax/node.js';

/** Whether something in the entry is known under a name, or is written elsewhere, or has a tag. */
export function refersToOthers(source: Source, entry: Entry): boolean {
  const span = { start: startOf(source, entry), end: entryEnd(source, entry) };
  return entry.merged || /[&*!]|<</.test(withoutComments(betweenScalars(source, entry, span)));
}

/** Whether `edits`, all within `around`, take a comment away. */
export function losesComments(source: Source, around: Entry, edits: readonly Edit[]): boolean {
  return edits.some(({ span }) => hasComment(source, around, span));
}

/** Whether a comment stands in `span`, which lies within the lines of `around`. */
export function hasComment(source: Source, around: Entry, span: Span): boolean {
  return /(^|\s)#/m.test(betweenScalars(source, around, span));
}

/** The text of `span` with all scalars of `around` blanked out. */
function betweenScalars({ text }: Source, around: Entry, { start, end }: Span): string {
  let out = '';
  let at = start;
  for (const scalar of [...scalarsOf(around)].sort((a, b) => a.start - b.start)) {
    if (scalar.start < at || scalar.start >= end) continue;
    out += text.slice(at, scalar.start) + '_'.repeat(Math.min(end, scalar.end) - scalar.start);
    at = Math.min(end, scalar.end);
  }
  return out + text.slice(at, end);
}

function* scalarsOf(around: Entry): Iterable<Span> {
  yield around.key.span;
  for (const node of walk(around.value)) {
    if (node.kind === 'scalar' && !node.alias) yield node.span;
    if (node.kind === 'map') for (const { key, merged } of node.entries) if (!merged) yield key.span;
  }
}

function withoutComments(text: string): string {
  return text.replace(/(^|\s)#.*$/gm, '$1');
}

/** Whether all fields of `node` are among `names`; what is null is not there. */
export function hasOnly(node: Node, names: readonly string[]): boolean {
  return node.kind === 'map' && node.entries.every(field => names.includes(keyOf(field)) || isNull(field.value));
}
