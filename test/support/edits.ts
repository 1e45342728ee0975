/** What may be lost when something is removed: its own lines, and the comments that stand deeper than it does. */
import assert from 'node:assert/strict';
import { apply, type Edit } from '../../server/src/syntax/edit.js';
import type { YamlDocument } from '../../server/src/syntax/file.js';
import type { Entry, MapNode, Node, SeqNode, Span } from '../../server/src/syntax/node.js';

/** Asserts that removing `removed` from `parent` by `edits` keeps every comment that is not its own. */
export function checkFrame(
  source: YamlDocument,
  edits: readonly Edit[],
  parent: MapNode | SeqNode,
  removed: Entry | Node,
): void {
  const { text } = source;
  const result = apply(text, edits);
  const siblings: readonly (Entry | Node)[] = parent.kind === 'map' ? parent.entries : parent.items;
  // What goes with the last one of a collection is the collection itself.
  const own = siblings.length === 1 && parent.parent?.kind === 'entry' ? parent.parent : removed;
  const start = own.kind === 'entry' ? own.span.start : (siblings[siblings.indexOf(own) - 1]?.span.end ?? 0);
  const column = columnOf(text, own.kind === 'entry' ? own.span.start : parent.span.start);
  for (const comment of text.matchAll(/(?<=^|\s)# [^\r\n]+/g)) {
    if (belongsTo(text, { start, end: own.span.end }, comment.index, column)) continue;
    assert.ok(result.includes(comment[0]), `${comment[0]} is gone from\n${text}\nwhich became\n${result}`);
  }
}

/** Whether the comment is within the span, with something behind it there; or deeper than `column`, right below it. */
function belongsTo(text: string, { start, end }: Span, comment: number, column: number): boolean {
  if (comment < start) return false;
  const [near, far] = comment < end ? [comment, end] : [end, comment];
  const onlyComments = text
    .slice(near, far)
    .split('\n')
    .slice(1)
    .every(line => /^\s*(#|$)/.test(line));
  return comment < end && !onlyComments ? true : onlyComments && columnOf(text, comment) > column;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
