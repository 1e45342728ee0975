/**
 * One value in several places. kustomize puts the same label into the metadata, the selector and the template of an
 * object, and later changes it in all of them when somebody changes one. Here values never change, so that this is played:
 * whoever makes a new value of an object in place ends with `withValue`.
 */
import type { Resource } from './resource.js';
import type { Fields, Scalar, Value } from './value.js';

/** `resource` with `value`, and what is shared in it changed everywhere. */
export function withValue(resource: Resource, value: Fields): Resource {
  if (value === resource.value) return resource;
  const { shared } = resource;
  if (!shared) return { ...resource, value };
  const changed = new Map<Scalar, Scalar>();
  findChanged(resource.value, value, { shared: new Set<Value>(shared), changed });
  if (changed.size === 0) return { ...resource, value };
  const all = replaceAll(value, changed);
  return { ...resource, value: all.kind === 'fields' ? all : value, shared: shared.map(at => changed.get(at) ?? at) };
}

/** `resource` with `value` that kustomize reads anew, as after a JSON patch: nothing is shared any more. */
export function withValueRead({ shared: _, ...resource }: Resource, value: Fields): Resource {
  return { ...resource, value };
}

interface Changes {
  readonly shared: ReadonlySet<Value>;
  readonly changed: Map<Scalar, Scalar>;
}

function findChanged(before: Value, after: Value, changes: Changes): void {
  if (before === after) return;
  if (before.kind === 'scalar') {
    if (after.kind === 'scalar' && changes.shared.has(before)) changes.changed.set(before, after);
  } else if (before.kind === 'fields') {
    if (after.kind !== 'fields') return;
    for (const [key, value] of before.entries) {
      const now = after.entries.get(key);
      if (now) findChanged(value, now, changes);
    }
  } else if (after.kind === 'list') {
    before.items.forEach((item, index) => {
      const now = after.items[index];
      if (now) findChanged(item, now, changes);
    });
  }
}

function replaceAll(node: Value, changed: ReadonlyMap<Scalar, Scalar>): Value {
  if (node.kind === 'scalar') return changed.get(node) ?? node;
  if (node.kind === 'list') {
    const items = node.items.map(item => replaceAll(item, changed));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  let entries: Map<string, Value> | undefined;
  for (const [key, value] of node.entries) {
    const now = replaceAll(value, changed);
    if (now === value) continue;
    entries ??= new Map(node.entries);
    entries.set(key, now);
  }
  return entries ? { ...node, entries } : node;
}
