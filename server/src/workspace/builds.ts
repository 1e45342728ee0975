/** What kustomize makes of files: which kustomizations build which files, and what they change on the way. */
import type { Kustomization } from '../model/kustomization.js';

export interface Build {
  /** The file is merged into others and need not be whole. */
  readonly isPatch: boolean;
  /** Some kustomization lists the file, so kustomize reads it before the API server does. */
  readonly isBuilt: boolean;
  /** Selectors that are missing will be there in the end. */
  readonly setsSelectors: boolean;
  /** Whether fields of objects of `kind` may be added on the way. */
  completes(kind: string): boolean;
}

/** As long as not all kustomizations are read: any file may be a part of something. */
export const unknownBuild: Build = { isPatch: true, isBuilt: false, setsSelectors: true, completes: () => true };

/** How projects call patches that a kustomization names only now and then. */
const patchName = /(^|[-_/])patch(es)?([-_./]|$)/i;
/** How many folders above a file its kustomization may be. */
const nearFolders = 2;

/** All kustomizations of a workspace; their URIs, and those it is asked about, are written alike. */
export class Builds {
  readonly #all: readonly Kustomization[];
  readonly #byFolder = new Map<string, Kustomization[]>();
  /** By what they list: a file, or the folder of another kustomization. */
  readonly #byResource = new Map<string, Kustomization[]>();
  readonly #byPatch = new Map<string, Kustomization[]>();
  readonly #above = new Map<string, readonly Kustomization[]>();
  #affixes: readonly Kustomization[] | undefined;
  readonly #of = new Map<string, Build>();
  readonly #below = new Map<Kustomization, readonly Kustomization[]>();

  constructor(kustomizations: readonly Kustomization[]) {
    this.#all = kustomizations;
    for (const kustomization of kustomizations) {
      add(this.#byFolder, kustomization.folder, kustomization);
      for (const uri of kustomization.resources) add(this.#byResource, uri, kustomization);
      for (const uri of kustomization.patchFiles) add(this.#byPatch, uri, kustomization);
    }
  }

  /** The same object each time. */
  of(uri: string): Build {
    const known = this.#of.get(uri);
    if (known) return known;
    const above = this.#listing(uri);
    const isBuilt = above.length > 0;
    const build: Build = {
      isPatch: this.#byPatch.has(uri) || (!isBuilt && this.#looksLikePatch(uri)),
      isBuilt,
      setsSelectors: above.some(kustomization => kustomization.setsSelectors),
      completes: kind => above.some(({ completes }) => covers(completes, kind)),
    };
    this.#of.set(uri, build);
    return build;
  }

  /** The kustomizations that list the file, use it as a patch, or are written in it; those that list these; and so on. */
  above(uri: string): readonly Kustomization[] {
    const known = this.#above.get(uri);
    if (known) return known;
    const own = this.#all.length === 0 ? [] : (this.#byFolder.get(folderOf(uri)) ?? []).filter(k => k.uri === uri);
    const first = [...own, ...(this.#byPatch.get(uri) ?? [])];
    const found = new Set([...first, ...this.#listing(uri), ...first.flatMap(({ folder }) => this.#listing(folder))]);
    const above = [...found];
    this.#above.set(uri, above);
    return above;
  }

  /** Whether something on the way may add fields to objects of `kind` in the file. */
  adds(uri: string, kind: string): boolean {
    return this.above(uri).some(({ adds }) => covers(adds, kind));
  }

  /** Everything that is built together with the file: what is above it, and all that these build from. */
  together(uri: string): ReadonlySet<Kustomization> {
    return new Set(this.above(uri).flatMap(kustomization => this.#allBelow(kustomization)));
  }

  /** Those that change names. */
  get affixes(): readonly Kustomization[] {
    this.#affixes ??= this.#all.filter(({ namePrefix, nameSuffix }) => namePrefix !== '' || nameSuffix !== '');
    return this.#affixes;
  }

  /** Whether there is a kustomization in the folder. */
  folderIsKnown(uri: string): boolean {
    return this.#byFolder.has(uri);
  }

  #listing(start: string): readonly Kustomization[] {
    const found = new Set<Kustomization>();
    const open = [start];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      for (const kustomization of this.#byResource.get(place) ?? []) {
        if (found.has(kustomization)) continue;
        found.add(kustomization);
        open.push(kustomization.folder);
      }
    }
    return [...found];
  }

  #allBelow(kustomization: Kustomization): readonly Kustomization[] {
    const known = this.#below.get(kustomization);
    if (known) return known;
    const found = new Set([kustomization]);
    // A set that grows while it is walked: what is below those that are below belongs to it.
    for (const { resources } of found) {
      for (const uri of resources) for (const other of this.#byFolder.get(uri) ?? []) found.add(other);
    }
    const below = [...found];
    this.#below.set(kustomization, below);
    return below;
  }

  /** Beside a kustomization, not listed by it, and called a patch; or close below one that lists nothing of it. */
  #looksLikePatch(uri: string): boolean {
    const folders = uri.split('/');
    if (patchName.test(folders.slice(-2).join('/'))) return this.#all.length > 0;
    for (let up = 1; up <= nearFolders; up++) {
      if (this.#byFolder.has(folders.slice(0, -up).join('/'))) return true;
    }
    return false;
  }
}

function covers(kinds: readonly (string | undefined)[], kind: string): boolean {
  return kinds.some(patched => patched === undefined || patched === kind);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
