/**
 * Merges a strategic merge patch into an object as kustomize does, which is not quite what the API server does: maps are
 * merged, lists with merge keys item by item (`keyedItems.ts`), null removes, `$patch` deletes or replaces. Other
 * directives, such as `$setElementOrder`, are fields like any other. Knows nothing of names and targets.
 */
import { type Merged, mergeKeyed, noKeys } from './keyedItems.js';
import { type Shape, type ShapeOfKind, shapeOfField } from './mergeKeys.js';
import { directedFields, directedItems } from './patchDirective.js';
import { charactersOfValue, inQuotesOf, isNothing, isNullScalar, type Refuse, wrongKind } from './patchValues.js';
import { refuse } from './refusal.js';
import { type Fields, type List, type Place, text, type Value } from './value.js';

/** `undefined` when the patch deletes the object. `place` is that of the patch. */
export function strategicMerge(
  target: Fields,
  patch: Fields,
  shapeOfKind: ShapeOfKind,
  place: Place,
): Fields | undefined {
  const merge: Merge = {
    shapeOfKind,
    refuse: (value, message) => refuse(value?.from ?? place, message),
  };
  const { value, isInPlace } = mergeValue(target, patch, undefined, merge);
  // Of an object that the patch wants to replace, kustomize goes on with the old one.
  if (value && !isInPlace) return target;
  return value?.kind === 'fields' ? value : undefined;
}

interface Merge {
  readonly shapeOfKind: ShapeOfKind;
  readonly refuse: Refuse;
}

const nothing: Merged = { value: undefined, isInPlace: false };

/** What a patch adds is merged with itself: there `patch` and `old` are the same. */
function mergeValue(old: Value | undefined, patch: Value | undefined, known: Shape | undefined, merge: Merge): Merged {
  const leading = old && !isNullScalar(old) ? old : patch && !isNullScalar(patch) ? patch : undefined;
  if (!leading) return { value: patch ? undefined : keptNull(old), isInPlace: true };
  if (patch && !isNullScalar(patch) && patch.kind !== leading.kind) {
    merge.refuse(patch, wrongKind(leading.kind, patch.kind));
  }
  const shape = known ?? shapeOfObject(old, merge) ?? shapeOfObject(patch, merge);
  if (leading.kind === 'fields') return mergeMaps(asFields(old), patch, shape, merge);
  if (leading.kind === 'list' && shape?.keys) return mergeLists(asList(old), patch, shape.keys, shape.items, merge);
  if (!patch) return { value: old, isInPlace: true };
  return { value: isNullScalar(patch) ? undefined : patch, isInPlace: false };
}

/** A null that is written out stays, an empty value does not. */
function keptNull(old: Value | undefined): Value | undefined {
  return old && charactersOfValue(old) !== '' ? old : undefined;
}

/** Objects inside of what is not known are known by their kind. */
function shapeOfObject(value: Value | undefined, { shapeOfKind }: Merge): Shape | undefined {
  if (value?.kind !== 'fields') return undefined;
  const apiVersion = text(value.entries.get('apiVersion'));
  const kind = text(value.entries.get('kind'));
  return apiVersion && kind ? shapeOfKind(apiVersion, kind) : undefined;
}

function asFields(value: Value | undefined): Fields | undefined {
  return value?.kind === 'fields' ? value : undefined;
}

function asList(value: Value | undefined): List | undefined {
  return value?.kind === 'list' ? value : undefined;
}

function mergeMaps(old: Fields | undefined, patch: Value | undefined, shape: Shape | undefined, merge: Merge): Merged {
  if (!patch) return { value: old && mergeFields(old, undefined, shape, merge), isInPlace: true };
  if (patch.kind !== 'fields') return nothing;
  const { directive, rest } = old ? directedFields(patch, merge.refuse) : leniently(patch);
  if (directive === 'delete') return { ...nothing, patch: rest };
  if (!old || directive === 'replace') {
    const value = mergeFields(rest, rest, shape, merge);
    return { value, isInPlace: false, patch: value };
  }
  const target = old === patch ? rest : old;
  return { value: mergeFields(target, rest, shape, merge), isInPlace: true, patch: rest };
}

/** Where nothing is to be patched, a directive that nobody knows is a field. */
function leniently(patch: Fields): ReturnType<typeof directedFields> {
  const word = patch.entries.get('$patch');
  const isKnown = word && ['delete', 'replace', 'merge'].includes(charactersOfValue(word));
  return isKnown ? directedFields(patch, neverAsked) : { directive: 'merge', rest: patch };
}

function neverAsked(): never {
  throw new Error('a known directive is not refused');
}

function mergeFields(old: Fields, patch: Fields | undefined, shape: Shape | undefined, merge: Merge): Fields {
  let entries: Map<string, Value> | undefined;
  const set = (key: string, before: Value | undefined, value: Value | undefined) => {
    const after = value && inQuotesOf(before, value);
    if (after === before) return;
    entries ??= new Map(old.entries);
    if (after) entries.set(key, after);
    else entries.delete(key);
  };
  for (const [key, before] of old.entries) {
    set(key, before, mergeValue(before, patch?.entries.get(key), shapeOfField(shape, key), merge).value);
  }
  for (const [key, added] of patch?.entries ?? []) {
    if (!old.entries.has(key)) set(key, undefined, mergeValue(undefined, added, shapeOfField(shape, key), merge).value);
  }
  return entries ? { ...old, entries } : old;
}

function mergeLists(
  old: List | undefined,
  patch: Value | undefined,
  keys: readonly string[],
  items: Shape | undefined,
  merge: Merge,
): Merged {
  if (!patch) return { value: old && settled(old, keys, items, merge), isInPlace: true };
  if (patch.kind !== 'list') return nothing;
  if (!old) return { value: mergeItems(patch, patch.items, keys, items, merge), isInPlace: false };
  const { directive, rest } = directedItems(patch.items, merge.refuse);
  if (directive === 'delete') return nothing;
  if (directive === 'replace') {
    return { value: mergeItems({ ...patch, items: rest }, rest, keys, items, merge), isInPlace: false };
  }
  const target = old === patch ? { ...old, items: rest } : old;
  return { value: mergeItems(target, rest, keys, items, merge), isInPlace: true };
}

function mergeItems(
  old: List,
  patch: readonly Value[] | undefined,
  keys: readonly string[],
  shape: Shape | undefined,
  merge: Merge,
): List {
  const mergeItem = (own: Value | undefined, other: Value | undefined) => mergeValue(own, other, shape, merge);
  const merged = mergeKeyed(old.items, patch, keys.length === 0 ? noKeys : keys, mergeItem, merge.refuse);
  return { ...old, items: merged };
}

/** A list that the patch does not mention is put in order, too. Mostly it is in order: then it stays the same. */
function settled(list: List, keys: readonly string[], shape: Shape | undefined, merge: Merge): List {
  if (!isOrderly(list.items, keys[0])) return mergeItems(list, undefined, keys, shape, merge);
  const items = list.items.map(item => mergeValue(item, undefined, shape, merge).value ?? item);
  return items.every((item, i) => item === list.items[i]) ? list : { ...list, items };
}

/** Each item is known by its first key alone. */
function isOrderly(items: readonly Value[], key: string | undefined): boolean {
  const seen = new Set<string>();
  for (const item of items) {
    const own = key === undefined ? item : item.kind === 'fields' ? item.entries.get(key) : undefined;
    if (own?.kind !== 'scalar' || isNothing(own)) return false;
    seen.add(charactersOfValue(own));
  }
  return seen.size === items.length && !seen.has('');
}
