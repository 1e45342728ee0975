/**
 * What a build leaves behind of its patches, also where it stops: which objects each was for, and what there was before
 * the first of them. Only types; `session.ts` collects them.
 */
import type { Resource } from './resource.js';
import type { Place } from './value.js';

/** A patch and the objects that it changes, as they were before. */
export interface Patching {
  /** The entry of a list of patches, the item of `patchesStrategicMerge`, or the configuration of a plugin. */
  readonly entry: Place;
  readonly resources: readonly Resource[];
  /** How many objects there were. */
  readonly among: number;
}

/** What a kustomization changes: all that it builds from, before its own transformers. */
export interface Stage {
  /** A uri without a slash at the end. */
  readonly folder: string;
  readonly resources: readonly Resource[];
}

export interface Trace {
  readonly patchings: readonly Patching[];
  readonly stages: readonly Stage[];
}
