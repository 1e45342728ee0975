/** The objects of the workspace, found by kind and name. Answers from memory; knows no LSP. */
import type { Manifest } from '../model/manifest.js';
import type { KeyFacts, ObjectFacts, Reference } from '../model/objects.js';
import type { YamlDocument } from '../syntax/file.js';

/** An object and where it is written. */
export interface KnownObject {
  readonly uri: string;
  readonly document: YamlDocument;
  readonly facts: ObjectFacts;
}

/** A reference and the object that makes it. */
export interface KnownReference {
  readonly from: KnownObject;
  readonly reference: Reference;
}

/** The keys of one ConfigMap or Secret, wherever they are written. */
export interface KnownKeys {
  readonly keys: readonly (KeyFacts & { readonly object: KnownObject })[];
  /** There are no others. */
  readonly isComplete: boolean;
}

export interface Objects {
  /** Another number after each change of what is known, so that answers can be kept. Where it is written is not asked. */
  readonly generation: number;
  /** The whole workspace was read. Before that, nothing can be called missing. */
  readonly isComplete: boolean;
  every(): Iterable<KnownObject>;
  /** In the order in which they were found. */
  all(kind: string): readonly KnownObject[];
  named(kind: string, name: string): readonly KnownObject[];
  /** Who names an object of this kind and name, in whatever namespace. */
  usersOf(kind: string, name: string): readonly KnownReference[];
  /** What a document holds and declares. */
  in(document: YamlDocument): readonly KnownObject[];
  of(manifest: Manifest): KnownObject | undefined;
  /**
   * The objects that a reference means; several, where a workspace holds several versions of one. An empty list says
   * that there is none; `unknown`, that there may be one which cannot be seen from here.
   */
  resolve(from: KnownObject, reference: Reference): 'unknown' | readonly KnownObject[];
  /** The references that mean `object`, as far as that is known. */
  referencesTo(object: KnownObject): readonly KnownReference[];
  /** All keys of the objects that `resolve` gave: together, as overlays add to what they build on. */
  keysOf(found: readonly KnownObject[]): KnownKeys;
  /** The workloads whose pods `object` selects; `unknown` as for `resolve`. */
  selectedBy(object: KnownObject): 'unknown' | readonly KnownObject[];
}

/** A workspace of which nothing is known. */
export const noObjects: Objects = {
  generation: 0,
  isComplete: false,
  every: () => [],
  all: () => [],
  named: () => [],
  usersOf: () => [],
  in: () => [],
  of: () => undefined,
  resolve: () => 'unknown',
  referencesTo: () => [],
  keysOf: () => ({ keys: [], isComplete: false }),
  selectedBy: () => 'unknown',
};
