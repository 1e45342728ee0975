/**
 * Builds of many folders that share bases: what a folder gives is kept until a file changes that it read. Knows which
 * builds depend on which files.
 */
import { type BuildOptions, type Evaluated, evaluate, type Outcome } from './build.js';
import type { Files } from './files.js';
import type { Kept } from './session.js';
import type { Trace } from './trace.js';

export class KustomizeCache {
  readonly #files: Files;
  readonly #options: BuildOptions;
  readonly #folders: Dependents<Kept>;
  readonly #outcomes: Dependents<Evaluated>;

  /** Uris with the same key are one file. */
  constructor(files: Files, options: BuildOptions = {}, keyOf: (uri: string) => string = uri => uri) {
    this.#files = files;
    this.#options = options;
    this.#folders = new Dependents(keyOf);
    this.#outcomes = new Dependents(keyOf);
  }

  /** `folder` is a uri without a slash at the end. */
  buildOf(folder: string): Outcome {
    return this.#evaluated(folder).outcome;
  }

  /** What is known of the patches of the build, as far as it comes. */
  traceOf(folder: string): Trace {
    return this.#evaluated(folder).trace;
  }

  #evaluated(folder: string): Evaluated {
    const known = this.#outcomes.get(folder);
    if (known) return known;
    const evaluated = evaluate(folder, this.#files, this.#options, this.#folders);
    if (!('needs' in evaluated.outcome)) this.#outcomes.set(folder, evaluated);
    return evaluated;
  }

  /** The files and folders that the build depends on, as far as it is known. */
  readsOf(folder: string): ReadonlySet<string> {
    return this.#outcomes.get(folder)?.reads ?? new Set();
  }

  /** The file at `uri`, or that there is one, has changed. Gives the folders whose builds are no longer known. */
  forget(uri: string): readonly string[] {
    this.#folders.forget(uri);
    return this.#outcomes.forget(uri);
  }
}

/** Values by folder, and which of them depend on a file. */
class Dependents<Value extends { readonly reads: ReadonlySet<string> }> {
  readonly #values = new Map<string, Value>();
  readonly #readers = new Map<string, Set<string>>();
  readonly #keyOf: (uri: string) => string;

  constructor(keyOf: (uri: string) => string) {
    this.#keyOf = keyOf;
  }

  get(folder: string): Value | undefined {
    return this.#values.get(folder);
  }

  set(folder: string, value: Value): void {
    if (this.#values.get(folder) === value) return;
    this.#values.set(folder, value);
    for (const uri of value.reads) {
      const key = this.#keyOf(uri);
      const readers = this.#readers.get(key);
      if (readers) readers.add(folder);
      else this.#readers.set(key, new Set([folder]));
    }
  }

  /** A folder comes into being with the first file in it, so that those who missed the folder are concerned, too. */
  forget(uri: string): readonly string[] {
    const key = this.#keyOf(uri);
    const concerned = new Set(this.#readers.get(key));
    for (let at = key; at.includes('/'); at = at.slice(0, at.lastIndexOf('/'))) {
      for (const folder of this.#readers.get(`${at}/`) ?? []) concerned.add(folder);
    }
    return [...concerned].filter(folder => this.#remove(folder));
  }

  #remove(folder: string): boolean {
    const value = this.#values.get(folder);
    if (!value) return false;
    this.#values.delete(folder);
    for (const uri of value.reads) {
      const key = this.#keyOf(uri);
      const readers = this.#readers.get(key);
      readers?.delete(folder);
      if (readers?.size === 0) this.#readers.delete(key);
    }
    return true;
  }
}
