/**
 * In what a part of an object differs from an earlier version of it. Says so only where it is sure: of what is not known
 * yet, and of what may have got its default, it says nothing.
 */
import { type Entry, entries, isNull, keyOf, type MapNode, type Node, type ScalarNode } from '../syntax/node.js';
import { parseQuantity } from './quantity.js';
import { isPlaceholder } from './templates.js';

export type Change =
  /** Both have a value. */
  | { readonly kind: 'changed'; readonly field: Entry | undefined; readonly now: Node; readonly before: Node }
  | { readonly kind: 'added'; readonly field: Entry }
  /** `map` had the field. */
  | { readonly kind: 'removed'; readonly map: MapNode; readonly before: Entry };

/** Who chooses the names in these maps knows all of them. */
const freeMaps: ReadonlySet<string> = new Set([
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'parameters',
  'limits',
  'requests',
]);
/** Of these the API server chooses no value where they are left out. */
const withoutDefault: ReadonlySet<string> = new Set(['storageClassName', 'command', 'args', 'env', 'envFrom']);

/** `field` is where `now` stands. */
export function* changesIn(now: Node, before: Node, field?: Entry): Iterable<Change> {
  if (isUnknown(now) || isUnknown(before)) return;
  if (now.kind === 'map' && before.kind === 'map') return yield* changesInMap(now, before, field);
  if (now.kind === 'seq' && before.kind === 'seq' && now.items.length === before.items.length) {
    for (const [i, item] of now.items.entries()) {
      const old = before.items[i];
      if (old) yield* changesIn(item, old);
    }
    return;
  }
  const isSame = now.kind === 'scalar' && before.kind === 'scalar' && isSameScalar(now, before);
  if (!isSame) yield { kind: 'changed', field, now, before };
}

function* changesInMap(now: MapNode, before: MapNode, field: Entry | undefined): Iterable<Change> {
  const isFree = field !== undefined && freeMaps.has(keyOf(field));
  const counts = (own: Entry): boolean => (isFree ? !isUnknown(own.value) : isSurelyOwn(own));
  const old = fieldsOf(before);
  const own = fieldsOf(now);
  for (const [key, entry] of own) {
    const earlier = old.get(key);
    if (earlier) yield* changesIn(entry.value, earlier.value, entry);
    else if (counts(entry)) yield { kind: 'added', field: entry };
  }
  for (const [key, earlier] of old) {
    if (!own.has(key) && counts(earlier)) yield { kind: 'removed', map: now, before: earlier };
  }
}

/** What is null or empty is as good as absent; of keys that stand twice the last one counts. */
function fieldsOf(map: MapNode): ReadonlyMap<string, Entry> {
  return new Map(map.entries.filter(({ value }) => !isEmpty(value)).map(field => [keyOf(field), field]));
}

/** No default can have been the same. */
function isSurelyOwn(field: Entry): boolean {
  const isNamed = withoutDefault.has(keyOf(field)) || freeMaps.has(keyOf(field));
  return isNamed ? !isUnknown(field.value) : field.value.kind === 'seq';
}

export function isEmpty(node: Node | undefined): boolean {
  if (!node || isNull(node)) return true;
  if (node.kind === 'scalar') return false;
  return node.kind === 'map' ? entries(node).length === 0 : node.items.length === 0;
}

function isUnknown(node: Node): boolean {
  return isPlaceholder(node) || (node.kind === 'scalar' && /^(__.+__|<.+>|@.+@)$/.test(node.text));
}

export function isSameScalar(a: ScalarNode, b: ScalarNode): boolean {
  if (String(a.value) === String(b.value)) return true;
  const amount = parseQuantity(String(a.value));
  return amount !== undefined && amount === parseQuantity(String(b.value));
}
