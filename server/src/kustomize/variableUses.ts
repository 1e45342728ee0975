/**
 * Where the `vars` of one kustomization are used in what it builds: which texts change when they get their values. For
 * those who want to write the same as replacements.
 */
import { accumulate, nothing, siteOf } from './accumulate.js';
import { type Files, Missing, Unsupported } from './files.js';
import { Refusal } from './refusal.js';
import { idOf, type Resource, type ResourceId } from './resource.js';
import { firstId, previousIds } from './resourceIds.js';
import { Session } from './session.js';
import type { Value } from './value.js';
import { resolveVars } from './vars.js';

export interface VariableUse {
  /** The object, by its first name. */
  readonly id: ResourceId;
  /** A path to the text as replacements have it; `undefined` where none leads there alone. */
  readonly fieldPath: string | undefined;
  readonly text: string;
}

export interface VariableUses {
  readonly uses: readonly VariableUse[];
  /** All ids of all objects, to see which ones a name would mean. */
  readonly ids: readonly (readonly ResourceId[])[];
}

/** `undefined` where the kustomization in `folder` cannot be built by itself. */
export function variableUses(folder: string, files: Files): VariableUses | undefined {
  try {
    return usesIn(folder, files);
  } catch (error) {
    if (error instanceof Refusal || error instanceof Unsupported || error instanceof Missing) return undefined;
    throw error;
  }
}

function usesIn(uri: string, files: Files): VariableUses {
  const session = new Session(files, false, { get: () => undefined, set: () => {} });
  const folder = { uri: files.realUri?.(uri) ?? uri, referrer: undefined };
  const site = siteOf(session, folder, { uri, start: 0, end: 0 }, undefined);
  const { resources, configuration } = accumulate(site, nothing);
  const resolved = resolveVars(resources, site.kustomization.vars, configuration.varReference, site.context);
  const uses = resources.flatMap((resource, i) => {
    const after = resolved[i]?.value;
    const id = firstId(resource);
    return after ? [...changes(resource.value, after, [])].map(change => ({ id, ...change })) : [];
  });
  return { uses, ids: resources.map(idsOf) };
}

function idsOf(resource: Resource): readonly ResourceId[] {
  return [idOf(resource), ...previousIds(resource)];
}

function* changes(
  before: Value,
  after: Value,
  path: readonly (string | undefined)[],
): Iterable<Pick<VariableUse, 'fieldPath' | 'text'>> {
  if (before === after) return;
  if (before.kind === 'scalar') {
    const isWhole = path.every(step => step !== undefined);
    if (after.kind !== 'scalar' || after.value !== before.value)
      yield { fieldPath: isWhole ? path.join('.') : undefined, text: String(before.value) };
  } else if (before.kind === 'list' && after.kind === 'list') {
    for (const [i, item] of before.items.entries()) {
      const own = after.items[i];
      if (own) yield* changes(item, own, [...path, itemStep(before.items, i)]);
    }
  } else if (before.kind === 'fields' && after.kind === 'fields') {
    for (const [key, value] of before.entries) {
      const own = after.entries.get(key);
      if (own) yield* changes(value, own, [...path, fieldStep(key)]);
    }
  }
}

function fieldStep(key: string): string | undefined {
  if (/^[A-Za-z_][\w-]*$/.test(key)) return key;
  return /^[\w./-]+$/.test(key) && !/^\d+$/.test(key) ? `[${key}]` : undefined;
}

/** By its name, where no other name holds that one: kustomize takes it for a pattern. */
function itemStep(items: readonly Value[], i: number): string {
  const names = items.map(nameOf);
  const own = names[i];
  const isPlain = own !== undefined && /^[\w-]+$/.test(own) && names.every(one => one !== undefined);
  return isPlain && names.filter(one => one?.includes(own)).length === 1 ? `[name=${own}]` : String(i);
}

function nameOf(item: Value): string | undefined {
  const name = item.kind === 'fields' ? item.entries.get('name') : undefined;
  return name?.kind === 'scalar' && typeof name.value === 'string' ? name.value : undefined;
}
