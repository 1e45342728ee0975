/** What may be lost when something is removed: its own lines, and the comments that stand deeper than it does. */
import assert from 'node:assert/strict';
import { apply, type Edit } from '../../server/src/syntax/edit.js';
import type { YamlDocument } from '../../server/src/syntax/file.js';
import type { Entry, MapNode, Node, SeqNode } from '../../server/src/syntax/node.js';

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
  const column = columnOf(text, own.span.start) - (own.kind === 'entry' ? 0 : 1);
  for (const comment of text.matchAll(/(?<=^|\s)# [^\r\n]+/g)) {
    if (isBehind(text, own, comment.index, column)) continue;
    assert.ok(result.includes(comment[0]), `${comment[0]} is gone from\n${text}\nwhich became\n${result}`);
  }
}

/** Whether the comment is inside `own`, on its last line, or below it and deeper. */
function isBehind(text: string, own: Entry | Node, comment: number, column: number): boolean {
  if (comment < own.span.start) return false;
  const between = text.slice(own.span.end, comment);
  if (comment < own.span.end || !between.includes('\n')) return columnOf(text, comment) > column;
  const lines = between.split('\n').slice(1);
  const allComments = lines.every(line => /^\s*(#|$)/.test(line));
  return allComments && columnOf(text, comment) > column;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
