/** Whether two readings say the same, one value aside: the proof that an edit changed nothing else. */
import { ownEntries } from './edit.js';
import type { Entry, Node } from './node.js';

/** `after` has `wanted` as the value of `entry`, which is one of `before`, and is the same otherwise. */
export function isSameBut(before: Node, after: Node, entry: Entry, wanted: string): boolean {
  // What an alias stands for is compared where it is written; the alias itself was not touched.
  if (before.alias || after.alias) return before.alias !== undefined && after.alias !== undefined;
  if (before.kind === 'scalar') {
    return after.kind === 'scalar' && Object.is(before.value, after.value) && before.text === after.text;
  }
  if (after.kind === 'scalar' || before.flow !== after.flow) return false;
  if (before.kind === 'seq') {
    return after.kind === 'seq' && areSame(before.items, after.items, (a, b) => isSameBut(a, b, entry, wanted));
  }
  if (after.kind !== 'map' || before.entries.length !== after.entries.length) return false;
  return areSame(ownEntries(before), ownEntries(after), (a, b) => {
    if (a.key.text !== b.key.text || !Object.is(a.key.value, b.key.value)) return false;
    return a === entry ? isText(b.value, wanted) : isSameBut(a.value, b.value, entry, wanted);
  });
}

function isText(node: Node, wanted: string): boolean {
  return node.kind === 'scalar' && !node.alias && node.value === wanted;
}

export function areSame<Part>(
  before: readonly Part[],
  after: readonly Part[],
  same: (a: Part, b: Part) => boolean,
): boolean {
  return (
    before.length === after.length &&
    before.every((a, i) => {
      const b = after[i];
      return b !== undefined && same(a, b);
    })
  );
}
