/** Where the lines of an entry end: with the comments below it that are its own, and the blank lines that count. */
import { blockScalarAt } from './blockScalar.js';
import { columnOf, contentEnd, endOfLine, entryEnd, type Source, startOf } from './edit.js';
import type { Entry, Node, ScalarNode } from './node.js';

/** The end of the last line of `entry`, before its line break; `column` is where its siblings begin. */
export function endOfEntry(source: Source, entry: Entry, column: number): number {
  return extend(source, entryEnd(source, entry), entry.value, column);
}

/** The same for an item of a list whose dashes stand in `column`. */
export function endOfItem(source: Source, item: Node, end: number, column: number): number {
  return extend(source, Math.max(end, contentEnd(source, item)), item, column);
}

function extend(source: Source, end: number, value: Node, column: number): number {
  const { text } = source;
  let last = Math.max(endOfLine(source, end), endOfBlock(source, value));
  for (let next = lineAfter(text, last); next !== undefined; next = lineAfter(text, next)) {
    const line = text.slice(next, endOfLine(source, next));
    const content = line.trimStart();
    if (content !== '' && !(content.startsWith('#') && line.length - content.length > column)) break;
    if (content !== '') last = next + line.length;
  }
  return last;
}

/** Where the block scalar ends with which `value` ends: with the lines of blanks that are a part of its text. */
function endOfBlock(source: Source, value: Node): number {
  const leaf = lastScalar(value);
  const block = leaf && blockScalarAt(source, leaf, columnAround(source, leaf));
  if (!block) return 0;
  return block.chomping === '+' ? block.blankEnd : block.end;
}

/** What is written last in `value`; `undefined` where that is an alias. */
export function lastScalar(value: Node | undefined): ScalarNode | undefined {
  let leaf = value;
  while (leaf && leaf.kind !== 'scalar' && !leaf.alias) {
    const child: Entry | Node | undefined =
      leaf.kind === 'map' ? leaf.entries.findLast(({ merged }) => !merged) : leaf.items.at(-1);
    leaf = child?.kind === 'entry' ? child.value : child;
  }
  return leaf?.kind === 'scalar' && !leaf.alias ? leaf : undefined;
}

/** The column from which the indentation of a scalar counts: of its key, or of its dash. */
export function columnAround(source: Source, { parent }: ScalarNode): number {
  if (!parent) return -1;
  return columnOf(source, parent.kind === 'entry' ? startOf(source, parent) : parent.span.start);
}

/** The start of the line after the one of `offset`; where the text ends with a line break, nothing comes after it. */
function lineAfter(text: string, offset: number): number | undefined {
  const at = text.indexOf('\n', offset);
  return at < 0 || at + 1 === text.length ? undefined : at + 1;
}
