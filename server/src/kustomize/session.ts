/** One build on its way: what it read and noticed, and what it can take over from builds before it. */
import type { Accumulated } from './accumulate.js';
import { type Files, Unsupported } from './files.js';
import { type Disk, type Folder, openUri, refuseCycle } from './folder.js';
import { type Notice, Refusal } from './refusal.js';
import type { Resource } from './resource.js';
import type { Source } from './source.js';
import type { Patching, Stage, Trace } from './trace.js';
import type { Place } from './value.js';

/** What a folder gave, and everything that it depends on. */
export interface Kept {
  readonly result: Accumulated | Error;
  readonly reads: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  readonly notices: readonly Notice[];
  readonly trace: Trace;
}

/** Where folders are kept from build to build. */
export interface Store {
  get(folder: string): Kept | undefined;
  set(folder: string, kept: Kept): void;
}

interface Frame {
  readonly reads: Set<string>;
  readonly folders: Set<string>;
  readonly notices: Notice[];
  readonly trace: { readonly patchings: Patching[]; readonly stages: Stage[] };
}

/** By the identities of files. */
const objectsOf = new WeakMap<object, readonly Resource[]>();

export class Session implements Disk {
  readonly files: Files;
  readonly isUnrestricted: boolean;
  readonly #store: Store;
  #frame: Frame = newFrame();

  constructor(files: Files, isUnrestricted: boolean, store: Store) {
    this.files = files;
    this.isUnrestricted = isUnrestricted;
    this.#store = store;
  }

  get reads(): ReadonlySet<string> {
    return this.#frame.reads;
  }

  get notices(): readonly Notice[] {
    return this.#frame.notices;
  }

  get trace(): Trace {
    return this.#frame.trace;
  }

  patching(patching: Patching): void {
    this.#frame.trace.patchings.push(patching);
  }

  stage(stage: Stage): void {
    this.#frame.trace.stages.push(stage);
  }

  read(uri: string): void {
    this.#frame.reads.add(uri);
  }

  notice(notice: Notice): void {
    this.#frame.notices.push(notice);
  }

  /** The resources of a file, made once for all that list it. */
  objects(uri: string, make: (source: Source) => readonly Resource[]): readonly Resource[] {
    const identity = this.files.identity?.(uri) ?? this.files.yaml(uri);
    const known = identity && objectsOf.get(identity);
    if (known) {
      this.read(uri);
      return known;
    }
    const made = make(openUri(this, uri));
    if (identity) objectsOf.set(identity, made);
    return made;
  }

  /** What `folder` builds by itself; `place` is who includes it. */
  accumulated(folder: Folder, origin: string | undefined, place: Place, make: () => Accumulated): Accumulated {
    // What an object tells of its origin differs from build to build.
    const kept = (origin === undefined ? this.#store.get(folder.uri) : undefined) ?? this.#make(folder, make);
    if (origin === undefined) this.#store.set(folder.uri, kept);
    const { reads, folders, notices, trace } = this.#frame;
    for (const uri of kept.reads) reads.add(uri);
    for (const uri of kept.folders) {
      folders.add(uri);
      if (uri !== folder.uri && folder.referrer) refuseCycle(folder.referrer, uri, place);
    }
    notices.push(...kept.notices);
    trace.patchings.push(...kept.trace.patchings);
    trace.stages.push(...kept.trace.stages);
    if (kept.result instanceof Error) throw kept.result;
    return kept.result;
  }

  #make(folder: Folder, make: () => Accumulated): Kept {
    const outer = this.#frame;
    const frame = newFrame();
    frame.folders.add(folder.uri);
    this.#frame = frame;
    try {
      return { ...frame, result: make() };
    } catch (error) {
      if (isKept(error)) return { ...frame, result: error };
      throw error;
    } finally {
      this.#frame = outer;
    }
  }
}

/** A cycle is one for those on the way to it alone. */
function isKept(error: unknown): error is Error {
  return (error instanceof Refusal && !error.message.startsWith('cycle')) || error instanceof Unsupported;
}

function newFrame(): Frame {
  return { reads: new Set(), folders: new Set(), notices: [], trace: { patchings: [], stages: [] } };
}
