/** The edits that make one text another, line by line: what is the same in both is not touched. */
import type { Edit, Source } from './edit.js';

/** Longer differences are one edit. */
const mostCells = 1_000_000;

export function editsBetween({ text }: Pick<Source, 'text'>, wanted: string): readonly Edit[] {
  const before = linesOf(text);
  const after = linesOf(wanted);
  let first = 0;
  while (first < before.length && first < after.length && before[first] === after[first]) first++;
  let last = 0;
  const most = Math.min(before.length, after.length) - first;
  while (last < most && before.at(-1 - last) === after.at(-1 - last)) last++;
  const start = lengthOf(before.slice(0, first));
  return changes(before.slice(first, before.length - last), after.slice(first, after.length - last), start);
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}

function changes(before: readonly string[], after: readonly string[], start: number): readonly Edit[] {
  if (before.length === 0 && after.length === 0) return [];
  const kept = before.length * after.length > mostCells ? [] : commonLines(before, after);
  const edits: Edit[] = [];
  let [from, to, offset] = [0, 0, start];
  for (const [i, j] of [...kept, [before.length, after.length] as const]) {
    const end = offset + lengthOf(before.slice(from, i));
    const text = after.slice(to, j).join('');
    if (end > offset || text !== '') edits.push({ span: { start: offset, end }, text });
    offset = end + (before[i]?.length ?? 0);
    [from, to] = [i + 1, j + 1];
  }
  return edits;
}

/** The longest sequence of lines that both have, by their indices. */
function commonLines(before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] {
  const lengths = before.map(() => new Uint32Array(after.length + 1));
  lengths.push(new Uint32Array(after.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
