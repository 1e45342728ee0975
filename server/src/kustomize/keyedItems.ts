/**
 * How kustomize merges the items of a list that has merge keys: by the characters of the keys, in which order, and what
 * becomes of items that lack a key. What looks odd here is what kustomize does; the order of the steps matters.
 */
import { charactersOfValue, isNothing, isNullScalar, type Refuse, wrongKind } from './patchValues.js';
import type { Value } from './value.js';

type Texts = readonly string[];
/** The key of a list of scalars. */
export const noKeys: Texts = [''];

export interface Merged {
  /** `undefined` where nothing is left. */
  readonly value: Value | undefined;
  /** The old value was changed; otherwise that of the patch took its place. */
  readonly isInPlace: boolean;
  /** What has become of the patch on the way, without its directive. */
  readonly patch?: Value;
}

export type MergeItem = (old: Value | undefined, patch: Value | undefined) => Merged;

/** `patch` may be `old` itself, an addition that is put in order. */
export function mergeKeyed(
  old: readonly Value[],
  patch: readonly Value[] | undefined,
  keys: Texts,
  mergeItem: MergeItem,
  refuse: Refuse,
): readonly Value[] {
  const target = [...old];
  const source = patch === old ? target : patch && [...patch];
  const texts = keys === noKeys ? textsOfScalars(source, target) : textsOfKeys(source, target, keys);
  const all = keys.length > 1 ? alike(texts) : texts;
  let added: readonly Value[] = [];
  let last: Used | undefined;
  for (const own of all) {
    const used = usedKeys(all, own, keys);
    last = used;
    const value = mergedItem(target, source, usedKeys([used.texts], used.texts, used.keys), mergeItem);
    if (isNothing(value)) replaceAll(target, setElement(target, undefined, used.keys, used.texts, refuse));
    else added = setElement(added, value, used.keys, used.texts, refuse);
  }
  return last ? joined(added, target, last.keys, refuse) : target;
}

function mergedItem(target: Value[], source: Value[] | undefined, used: Used, mergeItem: MergeItem): Value | undefined {
  const at = indexOf(target, used);
  const from = source ? indexOf(source, used) : -1;
  const { value, isInPlace, patch } = mergeItem(target[at], source?.[from]);
  if (source && from >= 0 && patch) source[from] = patch;
  if (value && isInPlace && at >= 0) target[at] = value;
  return value;
}

function replaceAll(list: Value[], items: readonly Value[]): void {
  list.splice(0, list.length, ...items);
}

/** The keys of all items, each combination once: first those of the patch. */
function textsOfKeys(source: readonly Value[] | undefined, target: readonly Value[], keys: Texts): readonly Texts[] {
  const found = new Map<string, Texts>();
  for (const item of [...(source ?? []), ...target]) {
    const texts = keys.map(key => keyText(item, key));
    found.set(JSON.stringify(texts), texts);
  }
  return [...found.values()];
}

function keyText(item: Value, key: string): string {
  const value = item.kind === 'fields' ? item.entries.get(key) : undefined;
  return value && !isNullScalar(value) ? charactersOfValue(value) : '';
}

function textsOfScalars(source: readonly Value[] | undefined, target: readonly Value[]): readonly Texts[] {
  return [...new Set([...(source ?? []), ...target].map(charactersOfValue))].map(text => [text]);
}

/** Where one of two combinations leaves out what the other has, they are made one. */
function alike(texts: readonly Texts[]): readonly Texts[] {
  const all = [...texts];
  for (let i = 0; i < all.length; i++) {
    const own = all[i] ?? [];
    for (let k = 0; k < all.length; k++) {
      const common = commonTexts(own, all[k] ?? []);
      if (!common) continue;
      all[i] = common;
      all[k] = common;
    }
  }
  return all;
}

function commonTexts(a: Texts, b: Texts): Texts | undefined {
  if (!a.some((text, i) => text === b[i])) return undefined;
  if (a.some((text, i) => text !== b[i] && text !== '' && b[i] !== '')) return undefined;
  return a.map((text, i) => text || (b[i] ?? ''));
}

interface Used {
  readonly keys: Texts;
  readonly texts: Texts;
}

/** The keys that any of `all` has, and the texts of `own` for them; all keys where none has any. */
function usedKeys(all: readonly Texts[], own: Texts, keys: Texts): Used {
  const isUsed = keys.map((_, i) => all.some(texts => (texts[i] ?? '') !== ''));
  if (!isUsed.includes(true)) return { keys, texts: own };
  return { keys: keys.filter((_, i) => isUsed[i]), texts: own.filter((_, i) => isUsed[i]) };
}

function indexOf(items: readonly Value[], { keys, texts }: Used): number {
  if (keys[0] === '') return items.findIndex(item => charactersOfValue(item) === texts[0]);
  return items.findIndex(item => keys.every((key, i) => hasText(item, key, texts[i] ?? '')));
}

function hasText(item: Value, key: string, text: string): boolean {
  const value = item.kind === 'fields' ? item.entries.get(key) : undefined;
  return value !== undefined && charactersOfValue(value) === text;
}

/** The items with all that have these keys replaced by `element`, which comes last if none had; without it, removed. */
export function setElement(
  items: readonly Value[],
  element: Value | undefined,
  keys: Texts,
  texts: Texts,
  refuse: Refuse,
): readonly Value[] {
  const result: Value[] = [];
  const wantsMap = keys[0] !== '' && (texts[0] ?? '') !== '';
  let isFound = false;
  for (const item of items) {
    if (isNothing(item)) continue;
    if (wantsMap && item.kind !== 'fields') result.push(item);
    else if (!matches(item, keys, texts, refuse)) {
      if (texts.length > 0) result.push(item);
    } else {
      isFound = true;
      if (element) result.push(element);
    }
  }
  if (element && !isNullScalar(element) && !isFound) result.push(element);
  return result;
}

/** An empty text asks only for the key; a key without text has the answer of the one before. */
function matches(item: Value, keys: Texts, texts: Texts, refuse: Refuse): boolean {
  let answer = false;
  for (const [i, key] of keys.entries()) {
    const text = texts[i];
    if (text !== undefined) answer = has(item, key, text, refuse);
    if (!answer) return false;
  }
  return true;
}

function has(item: Value, key: string, text: string, refuse: Refuse): boolean {
  if (key === '') {
    if (item.kind !== 'scalar') return refuse(item, wrongKind('scalar', item.kind));
    return charactersOfValue(item) === text;
  }
  if (item.kind !== 'fields') return refuse(item, wrongKind('fields', item.kind));
  const value = item.entries.get(key);
  return value !== undefined && (text === '' || charactersOfValue(value) === text);
}

/** `added` with the items of `target`, which take the places of those with the same keys. */
function joined(added: readonly Value[], target: readonly Value[], keys: Texts, refuse: Refuse): readonly Value[] {
  let result = added;
  for (const item of target) {
    if (keys[0] === '') {
      result = setElement(result, item, keys, [charactersOfValue(item)], refuse);
      continue;
    }
    const texts: string[] = [];
    for (const key of keys) {
      const value = valueOfKey(item, key, refuse);
      if (value) texts.push(charactersOfValue(value));
      else result = [...result, item];
    }
    if (keys.length > 1) result = setElement(result, undefined, keys, texts, refuse);
    result = setElement(result, item, keys, texts, refuse);
  }
  return result;
}

function valueOfKey(item: Value, key: string, refuse: Refuse): Value | undefined {
  if (isNullScalar(item)) return undefined;
  if (item.kind !== 'fields') return refuse(item, wrongKind('fields', item.kind));
  return item.entries.get(key);
}
