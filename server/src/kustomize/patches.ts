/**
 * `patches`, `patchesStrategicMerge` and `patchesJson6902`: which objects a patch is for, and that it finds them. Each
 * function reads its patch at once, as kustomize reads all before it applies one, and gives back what applies it.
 */
import { goQuote } from '../syntax/goQuote.js';
import type { Context } from './context.js';
import { duplicateOf, keepsIds, positionsOf } from './objectIndex.js';
import { type Allowed, aimedAt, edited, merged, withNote } from './patchObject.js';
import { readObjects } from './readObjects.js';
import { readOperations, readPatch } from './readPatch.js';
import { Refusal, refuse } from './refusal.js';
import { idOf, type Resource } from './resource.js';
import { idText, withPreviousId } from './resourceIds.js';
import { selecting } from './selector.js';
import type { Patch, Selector, Text } from './settings.js';
import type { Source } from './source.js';
import { targetAdvice } from './targetAdvice.js';
import { type Fields, get, type Place, type Value } from './value.js';

export type Transform = (resources: readonly Resource[]) => readonly Resource[];

/** All entries of `patches`. */
export function preparePatches(patches: readonly Patch[], context: Context): Transform {
  return inOrder(patches.map(patch => preparePatch(patch, context)));
}

/** All entries of `patchesJson6902`. */
export function prepareJsonPatches(patches: readonly Patch[], context: Context): Transform {
  return inOrder(patches.map(patch => prepareJsonPatch(patch, context)));
}

function inOrder(transforms: readonly Transform[]): Transform {
  return resources => transforms.reduce((changed, transform) => transform(changed), resources);
}

/** An entry of `patches`, or a PatchTransformer. */
export function preparePatch(patch: Patch, context: Context): Transform {
  const { path, patch: inline, target, options, from } = patch;
  const text = inline && inline.text.trim() !== '' ? inline : undefined;
  if (!path && !text) return refuse(from, 'must specify one of patch and path in');
  if (path && text) return refuse(from, "patch and path can't be set at the same time");
  const name = text ? `[patch: ${goQuote(text.text.trim())}]` : `[path: ${goQuote(path?.text ?? '')}]`;
  const cause = text?.from ?? path?.from ?? from;
  const allowed: Allowed = {
    name: options.get('allowNameChange') ?? false,
    kind: options.get('allowKindChange') ?? false,
  };
  const { objects: read, operations } = readPatch(sourceOf(text, path, context), name, cause);
  const objects = read?.map(object => withNote(object, allowed));
  if (!objects) {
    if (!target) return () => refuse(cause, `must specify a target for JSON patch ${name}`);
    return editing(operations ?? [], { target, cause, entry: from, remembers: true }, context);
  }
  if (!target) return resources => mergingByName(resources, objects, { allowed, cause, entry: from }, context);
  return resources => {
    const [only, ...more] = objects;
    if (!only || more.length > 0) {
      return refuse(
        target.from,
        `Multiple Strategic-Merge Patches in one \`patches\` entry is not allowed to set \`patches.target\` field: ${name}`,
      );
    }
    const selected = selectedBy(resources, target, from, context);
    return mergingInto(resources, selected, only, allowed, cause);
  };
}

function sourceOf(text: Text | undefined, path: Text | undefined, context: Context): Source {
  if (text) return context.inline(text);
  if (path) return context.open(path);
  throw new Error('a patch has a text or a path');
}

/** A PatchStrategicMergeTransformer. */
export interface MergePatches {
  /** Each a path, or a patch itself. */
  readonly paths: readonly Text[];
  /** Patches in one text. */
  readonly patches?: Text | undefined;
  readonly from: Place;
}

export function prepareMergePatches({ paths, patches, from }: MergePatches, context: Context): Transform {
  if (paths.length === 0 && !patches) return refuse(from, 'empty file path and empty patch content');
  const inline = patches ? readObjects(context.inline(patches)).map(patch => ({ patch, entry: patches.from })) : [];
  const named = paths.flatMap(path => objectsAt(path, context).map(patch => ({ patch, entry: path.from })));
  const objects = [...named, ...inline];
  if (objects.length === 0) {
    const files = paths.map(({ text }) => text).join(' ');
    return refuse(from, `patch appears to be empty; files=[${files}], Patch=${patches?.text ?? ''}`);
  }
  return all =>
    objects.reduce((resources, { patch, entry }) => {
      const place = patch.from ?? from;
      const position = positionOf(resources, patch, place, '');
      tell(resources, [position], entry, context);
      return mergingInto(resources, [position], patch, { name: false, kind: false }, place);
    }, all);
}

/** What cannot be read as a patch is a path. */
function objectsAt(path: Text, context: Context): readonly Fields[] {
  try {
    return readObjects(context.inline(path));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return readObjects(context.open(path));
  }
}

/** An entry of `patchesJson6902`, or a PatchJson6902Transformer with `jsonOp` as its patch. */
export function prepareJsonPatch({ path, patch, target, from }: Patch, context: Context): Transform {
  if (!target?.name) return refuse(target?.from ?? from, 'must specify the target name');
  if (!path && !patch) return refuse(from, 'empty file path and empty jsonOp');
  if (path && patch) return refuse(from, 'must specify a file path or jsonOp, not both');
  const source = sourceOf(patch, path, context);
  if (source.text === '') return refuse(path?.from ?? from, `patch file '${path?.text ?? ''}' empty seems to be empty`);
  const operations = readOperations(source);
  const cause = patch?.from ?? path?.from ?? from;
  if (operations.length === 0) {
    return refuse(cause, `patch appears to be empty; file=${path?.text ?? ''}, JsonOp=${patch?.text ?? ''}`);
  }
  return editing(operations, { target, cause, entry: from, remembers: false }, context);
}

interface Aim {
  readonly target: Selector;
  readonly cause: Place;
  /** Where the patch is listed. */
  readonly entry: Place;
  /** Whether the objects stay known by the ids that they had. */
  readonly remembers: boolean;
}

function editing(operations: readonly Value[], { target, cause, entry, remembers }: Aim, context: Context): Transform {
  return all => {
    const changed = [...all];
    for (const position of selectedBy(all, target, entry, context)) {
      const resource = all[position];
      if (resource) changed[position] = edited(remembers ? withPreviousId(resource) : resource, operations, cause);
    }
    return changed;
  };
}

function selectedBy(
  resources: readonly Resource[],
  target: Selector,
  entry: Place,
  context: Context,
): readonly number[] {
  const { from, ...conditions } = target;
  const wanted = Object.values(conditions).filter(text => text !== undefined);
  const selects = selecting(target);
  const positions = [...resources.keys()].filter(position => {
    const resource = resources[position];
    return resource !== undefined && selects(resource);
  });
  const what = wanted.map(({ text }) => text).join(' ');
  if (wanted.length === 0) context.notice({ code: 'patch-matches-all', place: from, what });
  else if (positions.length === 0) context.notice({ code: 'patch-matches-nothing', place: from, what });
  tell(resources, positions, entry, context);
  return positions;
}

function tell(resources: readonly Resource[], positions: readonly number[], entry: Place, context: Context): void {
  const found = positions.flatMap(position => resources[position] ?? []);
  context.patching({ entry, resources: found, among: resources.length });
}

/** Merges into all selected objects; after that no two may have the same id. */
function mergingInto(
  resources: readonly Resource[],
  selected: readonly number[],
  patch: Fields,
  allowed: Allowed,
  place: Place,
): readonly Resource[] {
  const changed: (Resource | undefined)[] = [...resources];
  for (const position of selected) {
    const resource = resources[position];
    if (resource) changed[position] = merged(resource, aimedAt(patch, resource), allowed, patch.from ?? place);
  }
  const left = changed.filter(resource => resource !== undefined);
  const isKept = left.length === resources.length && !allowed.name && !allowed.kind;
  const result = isKept ? keepsIds(resources, left) : left;
  const duplicate = duplicateOf(result);
  if (duplicate) refuse(place, `may not add resource with an already registered id: ${idText(duplicate)}`);
  return result;
}

/** Each patch for the one object that has, or had, its id. */
function mergingByName(
  all: readonly Resource[],
  patches: readonly Fields[],
  { allowed, cause, entry }: { readonly allowed: Allowed; readonly cause: Place; readonly entry: Place },
  context: Context,
): readonly Resource[] {
  let resources = all;
  for (const [i, patch] of patches.entries()) {
    const place = patch.from ?? cause;
    const quoted = goQuote(idText(idOfPatch(patch)));
    const position = positionOf(resources, patch, place, `no resource matches strategic merge patch ${quoted}: `);
    const resource = resources[position];
    tell(resources, [position], entry, context);
    const changed = resource && merged(resource, patch, allowed, place);
    const isLast = i === patches.length - 1;
    if (!changed && !isLast) refuse(place, 'runtime error: invalid memory address or nil pointer dereference');
    if (!changed) return resources.toSpliced(position, 1);
    const next = resources.with(position, changed);
    resources = allowed.name || allowed.kind ? next : keepsIds(resources, next);
  }
  return resources;
}

function positionOf(resources: readonly Resource[], patch: Fields, place: Place, prefix: string): number {
  const id = idOfPatch(patch);
  const [position, ...more] = positionsOf(resources, id);
  if (position !== undefined && more.length === 0) return position;
  const found = more.length > 0 ? 'multiple matches' : 'no matches';
  const head = get(patch, 'metadata', 'name')?.from ?? place;
  const message = `${prefix}${found} for Id ${idText(id)}; failed to find unique target for patch ${idText(id)}`;
  return refuse(head, message, more.length > 0 ? undefined : targetAdvice(resources, id));
}

function idOfPatch(patch: Fields) {
  return idOf({ value: patch });
}
