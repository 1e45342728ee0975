/** Finds objects by any id that they have or had. Kept for a list of objects as long as their ids stay the same. */
import { idOf, type Resource, type ResourceId } from './resource.js';
import { idKey, previousIds } from './resourceIds.js';

interface ObjectIndex {
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** The first object with the present id of another one. */
  readonly duplicate: ResourceId | undefined;
}

const kept = new WeakMap<readonly Resource[], ObjectIndex>();

/** Where the objects are that have, or had, the id. */
export function positionsOf(resources: readonly Resource[], id: ResourceId): readonly number[] {
  return indexOf(resources).positions.get(idKey(id)) ?? [];
}

export function duplicateOf(resources: readonly Resource[]): ResourceId | undefined {
  return indexOf(resources).duplicate;
}

/** `after` has the objects of `before` with the same ids in the same places. */
export function keepsIds(before: readonly Resource[], after: readonly Resource[]): readonly Resource[] {
  const index = kept.get(before);
  if (index) kept.set(after, index);
  return after;
}

function indexOf(resources: readonly Resource[]): ObjectIndex {
  const known = kept.get(resources);
  if (known) return known;
  const positions = new Map<string, number[]>();
  const present = new Set<string>();
  let duplicate: ResourceId | undefined;
  for (const [position, resource] of resources.entries()) {
    const now = idOf(resource);
    const key = idKey(now);
    if (present.has(key)) duplicate ??= now;
    present.add(key);
    for (const own of new Set([...previousIds(resource).map(idKey), key])) {
      const others = positions.get(own);
      if (others) others.push(position);
      else positions.set(own, [position]);
    }
  }
  const index = { positions, duplicate };
  kept.set(resources, index);
  return index;
}
