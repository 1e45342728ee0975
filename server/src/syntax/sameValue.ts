/** Whether two readings mean the same, however they are written. What an alias stands for counts where it is used. */
import type { Entry, MapNode, Node } from './node.js';
import { areSame } from './sameBut.js';

/** Entries whose values may differ, be missing or be added: those of a map of the first reading, with these keys. */
export interface Exception {
  readonly map: MapNode;
  readonly keys: readonly string[];
}

export function isSameValue(before: Node | undefined, after: Node | undefined, except?: Exception): boolean {
  if (!before || !after) return before === after;
  if (before.kind === 'scalar') {
    return after.kind === 'scalar' && Object.is(before.value, after.value) && before.text === after.text;
  }
  if (before.kind === 'seq') {
    return after.kind === 'seq' && areSame(before.items, after.items, (a, b) => isSameValue(a, b, except));
  }
  if (after.kind !== 'map') return false;
  const counts = ({ key }: Entry) => before !== except?.map || !except.keys.includes(key.text);
  return areSame(before.entries.filter(counts), after.entries.filter(counts), (a, b) => {
    return a.key.text === b.key.text && Object.is(a.key.value, b.key.value) && isSameValue(a.value, b.value, except);
  });
}
