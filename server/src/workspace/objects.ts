/** The objects of the workspace, found by kind and name. Answers from memory; knows no files and no LSP. */
import type { ObjectFacts, Reference } from '../model/objects.js';
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

export interface Objects {
  /** Grows with each change of what is known, so that answers can be kept. */
  readonly generation: number;
  /** The whole workspace was read. Before that, nothing can be called missing. */
  readonly isComplete: boolean;
  /** In the order in which they were found; `namespace` is the one that is written, `undefined` where none is. */
  all(kind: string): readonly KnownObject[];
  named(kind: string, name: string): readonly KnownObject[];
  /** Who refers to an object of this kind and name. */
  usersOf(kind: string, name: string): readonly KnownReference[];
}

/** A workspace of which nothing is known. */
export const noObjects: Objects = {
  generation: 0,
  isComplete: false,
  all: () => [],
  named: () => [],
  usersOf: () => [],
};
