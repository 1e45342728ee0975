/** What kustomize makes of files: which kustomizations build which files, and what they change on the way. */
import type { Role } from '../model/configurations.js';
import type { Kustomization } from '../model/kustomization.js';

export interface Build {
  /** The file is merged into others and need not be whole. */
  readonly isPatch: boolean;
  /** Some kustomization lists the file, so kustomize reads it before the API server does. */
  readonly isBuilt: boolean;
  /** What some kustomization lists it as, if not as a resource. */
  readonly role: Role | undefined;
  /** Selectors that are missing will be there in the end. */
  readonly setsSelectors: boolean;
  /** Whether fields of objects of `kind` may be added on the way. */
  completes(kind: string): boolean;
}

/** As long as not all kustomizations are read: any file may be a part of something. */
export const unknownBuild: Build = {
  isPatch: true,
  isBuilt: false,
  role: undefined,
  setsSelectors: true,
  completes: () => true,
};

/** How projects call patches that a kustomization names only now and then. */
const patchName = /(^|[-_/])patch(es)?([-_./]|$)/i;
/** How many folders above a file its kustomization may be. */
const nearFolders = 2;

/** What some kustomizations do, taken together; each set of kinds as a kustomization has it. */
interface Changes {
  readonly namespaces: ReadonlySet<string>;
  readonly setsSelectors: boolean;
  readonly completes: ReadonlySet<string | undefined>;
  readonly adds: ReadonlySet<string | undefined>;
}

const roles: readonly Role[] = ['patch', 'plugin', 'replacements', 'configuration'];

/** All kustomizations of a workspace; their URIs, and those it is asked about, are written alike. */
export class Builds {
  readonly #all: readonly Kustomization[];
  readonly #byFolder = new Map<string, Kustomization[]>();
  /** By what they list: a file, or the folder of another kustomization. */
  readonly #byResource = new Map<string, Kustomization[]>();
  readonly #byPatch = new Map<string, Kustomization[]>();
  /** By every path that is written in them. */
  readonly #byPath = new Map<string, Kustomization[]>();
  readonly #roles = new Map<string, Role>();
  readonly #above = new Map<string, readonly Kustomization[]>();
  /** In a circle, all have the same set: what was asked of one is known of the others. */
  readonly #upwards = new Map<Kustomization, ReadonlySet<Kustomization>>();
  readonly #withComponents = new WeakMap<ReadonlySet<Kustomization>, ReadonlySet<Kustomization>>();
  readonly #lists = new WeakMap<ReadonlySet<Kustomization>, readonly Kustomization[]>();
  readonly #changes = new WeakMap<readonly Kustomization[], Changes>();
  readonly #together = new WeakMap<readonly Kustomization[], ReadonlySet<Kustomization>>();
  #affixes: readonly Kustomization[] | undefined;
  readonly #of = new Map<string, Build>();

  constructor(kustomizations: readonly Kustomization[]) {
    this.#all = kustomizations;
    for (const kustomization of kustomizations) {
      add(this.#byFolder, kustomization.folder, kustomization);
      for (const uri of kustomization.resources) add(this.#byResource, uri, kustomization);
      for (const uri of kustomization.patchFiles) add(this.#byPatch, uri, kustomization);
      for (const uri of new Set(kustomization.paths.map(({ place }) => place))) add(this.#byPath, uri, kustomization);
      for (const role of roles) for (const uri of kustomization.listed[role]) this.#roles.set(uri, role);
    }
  }

  /** The same object each time. */
  of(uri: string): Build {
    const known = this.#of.get(uri);
    if (known) return known;
    const above = this.#listOf(this.#listing(uri));
    const isBuilt = above.length > 0;
    const build: Build = {
      isPatch: this.#byPatch.has(uri) || (!isBuilt && this.#looksLikePatch(uri)),
      isBuilt,
      role: this.#roles.get(uri),
      setsSelectors: this.#changesOf(above).setsSelectors,
      completes: kind => covers(this.#changesOf(above).completes, kind),
    };
    this.#of.set(uri, build);
    return build;
  }

  /** The kustomizations that list the file or folder themselves. */
  listing(place: string): readonly Kustomization[] {
    return this.#byResource.get(place) ?? [];
  }

  /** The kustomizations in which a path to the file or folder is written, whatever for. */
  naming(place: string): readonly Kustomization[] {
    return this.#byPath.get(place) ?? [];
  }

  get all(): readonly Kustomization[] {
    return this.#all;
  }

  inFolder(folder: string): readonly Kustomization[] {
    return this.#byFolder.get(folder) ?? [];
  }

  /** The kustomizations that list the file, use it as a patch, or are written in it; those that list these; and so on. */
  above(uri: string): readonly Kustomization[] {
    const known = this.#above.get(uri);
    if (known) return known;
    const own = this.#all.length === 0 ? [] : (this.#byFolder.get(folderOf(uri)) ?? []).filter(k => k.uri === uri);
    const first = [...own, ...(this.#byPatch.get(uri) ?? [])];
    const above = this.#listOf(
      union([new Set(first), ...[uri, ...first.map(k => k.folder)].map(k => this.#listing(k))]),
    );
    this.#above.set(uri, above);
    return above;
  }

  /** Whether something on the way may add fields to objects of `kind` in the file. */
  adds(uri: string, kind: string): boolean {
    return covers(this.#changesOf(this.above(uri)).adds, kind);
  }

  /** The namespaces that these set. */
  namespacesAbove(uri: string): ReadonlySet<string> {
    return this.#changesOf(this.above(uri)).namespaces;
  }

  /** Everything that is built together with the file: what is above it, and all that these build from. */
  together(uri: string): ReadonlySet<Kustomization> {
    const above = this.above(uri);
    const known = this.#together.get(above);
    if (known) return known;
    const found = new Set(above);
    // A set that grows while it is walked: what is below those that are below belongs to it.
    for (const { resources } of found) {
      for (const place of resources) for (const other of this.#byFolder.get(place) ?? []) found.add(other);
    }
    this.#together.set(above, found);
    return found;
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

  #listing(place: string): ReadonlySet<Kustomization> {
    const listing = union((this.#byResource.get(place) ?? []).map(kustomization => this.#upwardsFrom(kustomization)));
    const known = this.#withComponents.get(listing);
    if (known) return known;
    const found = new Set(listing);
    // A component changes what those that list it build. The set grows: a component can list others.
    for (const { resources } of found) {
      for (const uri of resources) {
        for (const other of this.#byFolder.get(uri) ?? []) if (other.isComponent) found.add(other);
      }
    }
    const all = found.size === listing.size ? listing : found;
    this.#withComponents.set(listing, all);
    return all;
  }

  /** It and those that list it, and so on. */
  #upwardsFrom(start: Kustomization): ReadonlySet<Kustomization> {
    const known = this.#upwards.get(start);
    if (known) return known;
    let found: ReadonlySet<Kustomization> | undefined;
    const walked = new Set([start]);
    for (const { folder } of walked) {
      for (const kustomization of this.#byResource.get(folder) ?? []) {
        if (this.#upwards.get(kustomization)?.has(start)) found = this.#upwards.get(kustomization);
        walked.add(kustomization);
      }
      if (found) break;
    }
    found ??= walked;
    this.#upwards.set(start, found);
    return found;
  }

  #changesOf(all: readonly Kustomization[]): Changes {
    const known = this.#changes.get(all);
    if (known) return known;
    const changes: Changes = {
      namespaces: new Set(all.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace]))),
      setsSelectors: all.some(({ setsSelectors }) => setsSelectors),
      completes: new Set(all.flatMap(({ completes }) => completes)),
      adds: new Set(all.flatMap(({ adds }) => adds)),
    };
    this.#changes.set(all, changes);
    return changes;
  }

  /** The same list for the same set. */
  #listOf(set: ReadonlySet<Kustomization>): readonly Kustomization[] {
    const list = this.#lists.get(set) ?? [...set];
    this.#lists.set(set, list);
    return list;
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

/** One of them, where it holds the others. */
function union(sets: readonly ReadonlySet<Kustomization>[]): ReadonlySet<Kustomization> {
  const [first, ...others] = [...new Set(sets)].sort((a, b) => b.size - a.size);
  if (!first) return new Set();
  const more = others.flatMap(other => [...other].filter(kustomization => !first.has(kustomization)));
  return more.length > 0 ? new Set([...first, ...more]) : first;
}

/** `undefined` stands for every kind. */
function covers(kinds: ReadonlySet<string | undefined>, kind: string): boolean {
  return kinds.has(undefined) || kinds.has(kind);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
