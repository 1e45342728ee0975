/**
 * What kustomize has to say of files: why a build stops, and what in it comes to nothing. Asks the evaluator for the
 * builds that a file takes part in; knows no rule and no editor.
 */
import type { Outcome } from '../kustomize/build.js';
import { KustomizeCache } from '../kustomize/cache.js';
import type { Advice, Notice, NoticeCode } from '../kustomize/refusal.js';
import type { Trace } from '../kustomize/trace.js';
import type { Place } from '../kustomize/value.js';
import type { Kustomization, NamedPlace } from '../model/kustomization.js';
import { isKustomizationFile } from '../model/manifest.js';
import type { Part, YamlFile } from '../syntax/file.js';
import { BuildFiles, type Look } from './buildFiles.js';
import { KustomizeTrial, type Trial } from './kustomizeTrial.js';
import { keyOf } from './uriKey.js';

/** Something to be said at `place`. */
export interface Remark {
  readonly code: 'refused' | NoticeCode;
  readonly place: Place;
  /** Why kustomize stops, in its words; of a notice, what was looked for. */
  readonly what: string;
  /** Where the cause is, when it is not at `place`. */
  readonly cause?: Place | undefined;
  /** What there is instead, where more is known than kustomize says. */
  readonly advice?: Advice | undefined;
}

/** What it must know of the workspace. URIs of kustomizations are keys. */
export interface Surroundings {
  file(uri: string): YamlFile | undefined;
  /** The kustomizations in which a path to the file or folder is written. */
  naming(uri: string): readonly Kustomization[];
  /** Those in a file. */
  in(uri: string): readonly Kustomization[];
}

/** A base of hundreds of overlays is judged by some of them. */
const mostBuilds = 12;
const nothing: readonly Remark[] = [];
const fromFolders = new Set(['resources', 'bases', 'components']);

export class KustomizeBuilds {
  readonly #surroundings: Surroundings;
  readonly #files: BuildFiles;
  readonly #cache: KustomizeCache;
  readonly #remarks = new Map<string, readonly Remark[]>();
  /** Changes when something else is to be said of a file that somebody asked about. */
  generation = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#files = new BuildFiles(uri => surroundings.file(uri));
    this.#cache = new KustomizeCache(this.#files, {}, keyOf);
  }

  /** What `kustomize build` gives for the folder, a URI without a slash at the end. */
  buildOf(folder: string): Outcome {
    return this.#cache.buildOf(folder);
  }

  /** What a build that is known depends on, also what it did not find. */
  readsOf(folder: string): readonly string[] {
    return [...this.#cache.readsOf(folder)].map(uri => uri.replace(/\/$/, ''));
  }

  /** A file of a build, as the build sees it. */
  fileOf(uri: string): YamlFile | undefined {
    return this.#files.yaml(uri);
  }

  /** What would be built if the file at `uri` had another text. */
  trialOf(uri: string): Trial {
    const { file, naming, in: within } = this.#surroundings;
    return new KustomizeTrial(uri, {
      file,
      naming,
      in: within,
      files: this.#files,
      buildOf: folder => this.buildOf(folder),
    });
  }

  /** What the builds that tell something of the file know of patches: those of a kustomization, or of a patch in it. */
  tracesOn(uri: string): readonly Trace[] {
    return this.#foldersFor(uri).map(folder => this.#cache.traceOf(folder));
  }

  /** The same of the builds that the file ends in, by whatever way: not of all, where there are many. */
  tracesAbove(uri: string): readonly Trace[] {
    return this.#foldersAbove(uri).map(folder => this.#cache.traceOf(folder));
  }

  /** Whether there is a build that tells something of the file. */
  knows(uri: string): boolean {
    return this.#foldersAround(uri).size > 0;
  }

  /** What must be looked up before all is known that is to be said of the file; build by build. */
  *wantedFor(uri: string): Iterable<readonly string[]> {
    for (const folder of this.#foldersAround(uri)) {
      const outcome = this.buildOf(folder);
      yield 'needs' in outcome ? outcome.needs : [];
    }
  }

  #foldersAround(uri: string): ReadonlySet<string> {
    const [own] = this.#surroundings.in(uri);
    const above = own ? this.#foldersAbove(own.folder) : [];
    return new Set([...this.#foldersFor(uri), ...this.#foldersAbove(uri), ...above]);
  }

  know(uri: string, look: Look): void {
    this.#files.know(uri, look);
  }

  /** Whether builds depend on what is at `uri`, or on that nothing is there. */
  concerns(uri: string): boolean {
    return this.#files.hasLooked(uri);
  }

  /** A text changed, a file came or went. */
  changed(uri: string): void {
    this.#files.forget(uri);
    this.#cache.forget(uri);
  }

  /** The same list as long as the same is to be said. */
  remarksOn(uri: string): readonly Remark[] {
    const key = keyOf(uri);
    const known = this.#remarks.get(key);
    const now = this.#find(uri);
    if (known && JSON.stringify(known) === JSON.stringify(now)) return known;
    if (known) this.generation++;
    this.#remarks.set(key, now);
    return now;
  }

  /** Nobody looks at the file any more. */
  close(uri: string): void {
    this.#remarks.delete(keyOf(uri));
  }

  /** Asks again about all files that somebody looks at. */
  *renew(): Iterable<unknown> {
    for (const uri of [...this.#remarks.keys()]) yield this.remarksOn(uri);
  }

  #find(uri: string): readonly Remark[] {
    const folders = this.#foldersFor(uri);
    if (folders.length === 0) return nothing;
    const outcomes = folders.map(folder => this.buildOf(folder));
    const here = (place: Place) => keyOf(place.uri) === keyOf(uri);
    const refused = outcomes.flatMap((outcome, i): readonly Remark[] => {
      if (!('refusal' in outcome)) return [];
      const { place, message, advice } = outcome.refusal;
      // Which fields there are depends on the version; the schema knows it better.
      if (message.includes('unknown field')) return [];
      if (here(place)) return [{ code: 'refused', place, what: message, ...(advice && { advice }) }];
      return this.#isOf(uri, folders[i]) ? this.#onTheWay(uri, place, advice?.message ?? message) : [];
    });
    const isSeenWhole = folders.length < mostBuilds;
    const said = isSeenWhole ? noticed(outcomes).filter(({ place }) => here(place)) : [];
    return withoutRepeats([...refused, ...this.#saidAbove(uri, said)]);
  }

  /** What only the end of a build shows, the builds that include this one must say, too. */
  #saidAbove(uri: string, said: readonly Remark[]): readonly Remark[] {
    if (!said.some(isOfTheEnd)) return said;
    const [own] = this.#surroundings.in(uri);
    const folders = this.#foldersAbove(own?.folder ?? uri);
    const all = folders.length < mostBuilds ? noticed(folders.map(folder => this.buildOf(folder))) : [];
    return said.filter(
      remark => !isOfTheEnd(remark) || folders.length === 0 || all.some(other => isSame(remark, other)),
    );
  }

  /** The build stops elsewhere: the entry that leads there cannot be used. */
  #onTheWay(uri: string, cause: Place, message: string): readonly Remark[] {
    const [own] = this.#surroundings.in(uri);
    const isCycle = message.startsWith('cycle detected');
    const through = own?.paths.find(path => this.#leadsTo(path, cause, isCycle));
    if (!own || !through) return [];
    const start = this.#surroundings.file(uri)?.parts[through.part]?.start ?? 0;
    const place = { uri, start: start + through.span.start, end: start + through.span.end };
    return [{ code: 'refused', place, what: message, cause }];
  }

  #leadsTo({ place, field }: NamedPlace, cause: Place, isCycle: boolean): boolean {
    if (place === keyOf(cause.uri)) return true;
    if (![...fromFolders].some(name => field.startsWith(name))) return false;
    const outcome = this.buildOf(this.#written(place));
    if (!('refusal' in outcome)) return false;
    // Each of a circle says it of the one before.
    if (isCycle) return outcome.refusal.message.startsWith('cycle detected');
    return keyOf(outcome.refusal.place.uri) === keyOf(cause.uri);
  }

  /** The builds that tell something of the file: its own, or of those that name it. A component has none of its own. */
  #foldersFor(uri: string): readonly string[] {
    const { file } = this.#surroundings;
    const own = this.#surroundings.in(uri);
    const [first] = own;
    const isRoot = first ? !first.isComponent : isKustomizationFile(uri) && hasNoFields(file(uri));
    if (isRoot) return [folderOf(uri)];
    const found = new Set<string>();
    const place = first ? first.folder : keyOf(uri);
    const visited = new Set<Kustomization>();
    const queue = [...this.#surroundings.naming(place)];
    for (const one of queue) {
      if (visited.has(one) || found.size >= mostBuilds) continue;
      visited.add(one);
      if (one.isComponent) queue.push(...this.#surroundings.naming(one.folder));
      else found.add(folderOf(file(one.uri)?.uri ?? one.uri));
    }
    return [...found];
  }

  #foldersAbove(uri: string): readonly string[] {
    const { file, naming } = this.#surroundings;
    const found = new Set<string>();
    const queue = [...naming(keyOf(uri))];
    const visited = new Set(queue);
    for (const one of queue) {
      if (found.size >= mostBuilds) break;
      if (!one.isComponent) found.add(folderOf(file(one.uri)?.uri ?? one.uri));
      const above = naming(one.folder).filter(other => !visited.has(other));
      for (const other of above) visited.add(other);
      queue.push(...above);
    }
    return [...found];
  }

  #isOf(uri: string, folder: string | undefined): boolean {
    return folder !== undefined && keyOf(folderOf(uri)) === keyOf(folder);
  }

  /** Of a folder that is known by its key. */
  #written(folder: string): string {
    return encodeURI(folder);
  }
}

/** What comes to nothing in all builds that know of it; in one of several, it may be meant for the others. */
function noticed(outcomes: readonly Outcome[]): readonly Remark[] {
  const built = outcomes.flatMap(outcome => ('notices' in outcome ? [outcome.notices] : []));
  if (built.length < outcomes.length) return [];
  const [first = [], ...others] = built;
  const isIn = (notice: Notice) => (all: readonly Notice[]) => all.some(other => isSame(notice, other));
  return first.filter(notice => others.every(isIn(notice))).map(({ code, place, what }) => ({ code, place, what }));
}

function isOfTheEnd({ code }: Remark): boolean {
  return code === 'variable-unused' || code === 'reference-not-renamed';
}

function isSame(a: Pick<Remark, 'code' | 'place' | 'what'>, b: Pick<Remark, 'code' | 'place' | 'what'>): boolean {
  return a.code === b.code && a.place.uri === b.place.uri && a.place.start === b.place.start && a.what === b.what;
}

function withoutRepeats(remarks: readonly Remark[]): readonly Remark[] {
  return [...new Map(remarks.map(remark => [JSON.stringify([remark.place, remark.what]), remark])).values()];
}

/** Nothing that kustomize could take for a kustomization, whichever others are known. */
function hasNoFields(file: YamlFile | undefined): boolean {
  const isNone = ({ document: { root, problems } }: Part) => root?.kind !== 'map' && problems.length === 0;
  return file?.parts.every(isNone) === true;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
