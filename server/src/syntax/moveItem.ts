/** Moving an item of a list to another place in it: lines and comments with it, or in brackets with its comma. */
import { columnOf, type Edit, newlineOf, type Source, startOfLine } from './edit.js';
import type { Node, SeqNode, Span } from './node.js';
import { removeItem } from './remove.js';

/** Puts `item` before `target`, an earlier item; `undefined` where one of them has no lines of its own. */
export function moveItemBefore(source: Source, seq: SeqNode, item: Node, target: Node): readonly Edit[] | undefined {
  if (seq.alias || item.alias || target.alias) return undefined;
  if (seq.flow) return [insertInFlow(source, item, target), removeItem(source, seq, item)];
  const from = linesOf(source, seq, item);
  const to = linesOf(source, seq, target);
  if (!from || !to) return undefined;
  const newline = newlineOf(source);
  // The last lines of a file may have no line break behind, but one before them.
  const text = source.text.slice(from.start, from.end).replace(/^\r?\n|\r?\n$/g, '');
  return [
    { span: { start: to.start, end: to.start }, text: text + newline },
    { span: from, text: '' },
  ];
}

function insertInFlow(source: Source, item: Node, { span: { start } }: Node): Edit {
  const lineStart = startOfLine(source, start);
  const before = source.text.slice(lineStart, start);
  const separator = before.trim() === '' ? `${newlineOf(source)}${before}` : ' ';
  return { span: { start, end: start }, text: `${source.text.slice(item.span.start, item.span.end)},${separator}` };
}

/** The lines of the item, and the comments right above it in the column of its dash. */
function linesOf(source: Source, seq: SeqNode, item: Node): Span | undefined {
  const { span, text } = removeItem(source, seq, item);
  const column = columnOf(source, seq.span.start);
  // Where the list begins behind another dash, its first item has no line of its own.
  if (text !== '' || (column > 0 && source.text[span.start] === '-')) return undefined;
  let start = span.start;
  while (start > 0 && startOfLine(source, start) === start) {
    const above = startOfLine(source, start - 1);
    const line = source.text.slice(above, start);
    if (!line.trimStart().startsWith('#') || line.length - line.trimStart().length !== column) break;
    start = above;
  }
  return { start, end: span.end };
}
