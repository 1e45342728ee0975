/**
 * How the evaluator sees the files around it: by uri, whatever is behind. It asks, and never waits: what is not in memory
 * makes the build stop with what it needs.
 */
import type { YamlFile } from '../syntax/file.js';
import type { Place } from './value.js';

export type FileKind = 'file' | 'folder' | 'none';

export interface Files {
  /** What is at `uri` (of folders without a slash at the end); `undefined` where nobody has looked yet. */
  kindOf(uri: string): FileKind | undefined;
  /** The text, cut into documents, of a file of that kind; `undefined` where it is not in memory. */
  yaml(uri: string): YamlFile | undefined;
  bytes(uri: string): Uint8Array | undefined;
  /** The same object as long as the same is in the file; without it, what `yaml` gives must be that. */
  identity?(uri: string): object | undefined;
  /** Where links lead; without it nothing is a link. */
  realUri?(uri: string): string;
}

/** Thrown when a file is not in memory, caught by `build.ts` alone. */
export class Missing extends Error {
  readonly uris: readonly string[];

  constructor(uris: readonly string[]) {
    super('not in memory');
    this.uris = uris;
  }
}

/** Thrown where a build needs what is not evaluated here (the net, helm, programs), caught by `build.ts` alone. */
export class Unsupported extends Error {
  readonly place: Place;
  readonly what: UnsupportedThing;

  constructor(place: Place, what: UnsupportedThing) {
    super(what);
    this.place = place;
    this.what = what;
  }
}

export type UnsupportedThing = 'remote' | 'helm' | 'plugin' | 'openapi' | 'size';
