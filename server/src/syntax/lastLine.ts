/** Where the lines of an entry end: with the comments below it that are its own, and the blank lines that count. */
import { contentEnd, endOfLine, entryEnd, type Source } from './edit.js';
import type { Entry, Node } from './node.js';

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
  const isKept = keepsBlankLines(source, value);
  let last = endOfLine(source, end);
  for (let next = lineAfter(text, last); next !== undefined; next = lineAfter(text, next)) {
    const line = text.slice(next, endOfLine(source, next));
    const content = line.trimStart();
    if (content !== '' && !(content.startsWith('#') && line.length - content.length > column)) break;
    if (content !== '' || (isKept && text.slice(last, next).trim() === '')) last = next + line.length;
  }
  return last;
}

/** A block scalar with `+` keeps the blank lines that follow it: they are part of its value. */
function keepsBlankLines({ text }: Source, value: Node): boolean {
  let leaf: Node | undefined = value;
  while (leaf && leaf.kind !== 'scalar' && !leaf.alias) {
    const child: Entry | Node | undefined =
      leaf.kind === 'map' ? leaf.entries.findLast(({ merged }) => !merged) : leaf.items.at(-1);
    leaf = child?.kind === 'entry' ? child.value : child;
  }
  if (leaf?.kind !== 'scalar' || leaf.alias || (leaf.style !== 'literal' && leaf.style !== 'folded')) return false;
  return /^[|>]\d?\+/.test(text.slice(leaf.span.start, leaf.span.start + 3));
}

/** The start of the line after the one of `offset`; where the text ends with a line break, nothing comes after it. */
function lineAfter(text: string, offset: number): number | undefined {
  const at = text.indexOf('\n', offset);
  return at < 0 || at + 1 === text.length ? undefined : at + 1;
}
