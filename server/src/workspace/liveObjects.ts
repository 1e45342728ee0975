/** Keeps the objects of the workspace in step with its files: what changed is read again, document by document. */
import { envFileKeys } from '../model/dataFacts.js';
import type { Manifest } from '../model/manifest.js';
import type { Part, YamlDocument, YamlFile } from '../syntax/file.js';
import type { Builds } from './builds.js';
import { type DocumentFacts, factsOfClosed, factsOfOpen } from './documentFacts.js';
import type { KnownKeys, KnownObject, Objects } from './objects.js';
import { ObjectTable } from './objectTable.js';
import { type Evidence, keysOf, referencesTo, resolve, selectedBy } from './resolve.js';

/** Where the files are; keys are URIs that are written alike. */
export interface Files {
  file(key: string): YamlFile | undefined;
  isOpen(key: string): boolean;
  manifests(uri: string, part: Part): readonly Manifest[];
  builds(): Builds;
  keyOf(uri: string): string;
}

/** So many new documents of an open file are read with the request that asks first. */
const readAtOnce = 20;
const noDocuments: ReadonlyMap<YamlDocument, DocumentFacts> = new Map();

export class LiveObjects {
  readonly #files: Files;
  readonly #table = new ObjectTable();
  readonly #facts = new WeakMap<YamlDocument, DocumentFacts>();
  /** What the table has of each file. */
  readonly #documents = new Map<string, ReadonlySet<YamlDocument>>();
  /** Files that changed since they were read. */
  readonly #changed = new Set<string>();
  /** Those of them that are short and were changed in the editor. */
  readonly #changedInEditor = new Set<string>();
  /** Of these so much is to be read that no request may wait for it. */
  readonly #long = new Set<string>();
  readonly #envFiles = new Map<string, readonly string[]>();
  #builds: Builds | undefined;
  #generation = 0;
  #revision = 0;
  #isRead = true;
  #folders: readonly string[] | undefined;
  #now: Objects | undefined;

  constructor(files: Files) {
    this.#files = files;
  }

  set isRead(isRead: boolean) {
    if (this.#isRead !== isRead) this.#news();
    this.#isRead = isRead;
  }

  set folders(folders: readonly string[]) {
    this.#folders = folders;
    this.#news();
  }

  /** Another number after each change of any document, also of such as tell nothing new. */
  get revision(): number {
    return this.#revision;
  }

  get wantedFiles(): readonly string[] {
    return this.#table.envFiles;
  }

  /** What the editor changed is read with the next request; what the disk did, when there is time. */
  changed(key: string, by: 'editor' | 'disk'): void {
    this.#changed.add(key);
    const unknown = this.#files.file(key)?.parts.filter(({ document }) => !this.#factsOf(document, key)) ?? [];
    if (unknown.length === 0) finish(this.#settleFile(key));
    else if (unknown.length > readAtOnce) this.#long.add(key);
    else if (by === 'editor') this.#changedInEditor.add(key);
  }

  /** `text` is `undefined` when the file is gone. */
  setEnvFile(key: string, text: string | undefined): void {
    if (text === undefined) this.#envFiles.delete(key);
    else this.#envFiles.set(key, envFileKeys(text));
    this.#news();
  }

  /** What was read of a file: plain data, for another index that has the same text. */
  factsIn(key: string): readonly DocumentFacts[] {
    return (this.#files.file(key)?.parts ?? []).flatMap(({ document }) => this.#facts.get(document) ?? []);
  }

  /** Takes what another index has read of the same text, instead of reading it. */
  takeFacts(key: string, facts: readonly DocumentFacts[]): void {
    const parts = this.#files.file(key)?.parts ?? [];
    if (parts.length !== facts.length) return;
    for (const [i, known] of facts.entries()) if (parts[i]) this.#facts.set(parts[i].document, known);
  }

  /** What is known of the documents of one file holds for another with the same text. */
  handOver(from: YamlFile, to: YamlFile): void {
    for (const [i, { document }] of from.parts.entries()) {
      const facts = this.#facts.get(document);
      const other = to.parts[i]?.document;
      if (facts && other?.text === document.text) this.#facts.set(other, facts);
    }
  }

  *settle(): Iterable<unknown> {
    // A set that shrinks and grows while it is walked: what changes meanwhile has its turn, too.
    for (const key of this.#changed) yield* this.#settleFile(key);
  }

  *learn(key: string): Iterable<unknown> {
    if (this.#changed.has(key)) yield* this.#settleFile(key);
  }

  now(): Objects {
    for (const key of this.#changedInEditor) {
      finish(this.#settleFile(key));
      this.#changedInEditor.delete(key);
    }
    const builds = this.#files.builds();
    const isComplete = this.#isRead && this.#changed.size === 0;
    if (builds !== this.#builds || isComplete !== this.#now?.isComplete) this.#news();
    this.#builds = builds;
    this.#now ??= this.#make(builds, isComplete);
    return this.#now;
  }

  *#settleFile(key: string): Iterable<unknown> {
    const file = this.#files.file(key);
    const isOpen = this.#files.isOpen(key);
    const facts = new Map<YamlDocument, DocumentFacts>();
    for (const part of file?.isUnread ? [] : (file?.parts ?? [])) {
      const known = this.#factsOf(part.document, key);
      facts.set(part.document, known ?? this.#read(file?.uri ?? '', part, isOpen));
      if (!known) yield;
    }
    // While this one was read, another text may have come.
    this.#changed.delete(key);
    this.#long.delete(key);
    if (this.#files.file(key) !== file) {
      this.#changed.add(key);
      return;
    }
    const before = this.#documents.get(key) ?? new Set();
    this.#revision++;
    const news = this.#table.replace(file?.uri ?? '', before, facts.size > 0 ? facts : noDocuments);
    if (facts.size > 0) this.#documents.set(key, new Set(facts.keys()));
    else this.#documents.delete(key);
    if (news === 'news') this.#news();
  }

  /** Of what is open, everything is to be known. */
  #factsOf(document: YamlDocument, key: string): DocumentFacts | undefined {
    const known = this.#facts.get(document);
    return known?.isPartial && this.#files.isOpen(key) ? undefined : known;
  }

  #read(uri: string, part: Part, isOpen: boolean): DocumentFacts {
    const { document } = part;
    const facts = isOpen ? factsOfOpen(document, this.#files.manifests(uri, part)) : factsOfClosed(uri, document);
    this.#facts.set(document, facts);
    return facts;
  }

  /** Services that look in the same place for the same labels get the same answer, until a document changes. */
  #alike(ask: Objects['selectedBy']): Objects['selectedBy'] {
    const known = new Map<string, ReturnType<typeof ask>>();
    let revision = this.#revision;
    return object => {
      if (revision !== this.#revision) known.clear();
      revision = this.#revision;
      const { namespace, selector } = object.facts;
      const key = JSON.stringify([object.uri, namespace, selector?.isComplete, selector?.labels]);
      const found = known.get(key) ?? ask(object);
      known.set(key, found);
      return found;
    };
  }

  #news(): void {
    this.#generation++;
    this.#now = undefined;
  }

  /** Answers from the maps as they are when it is asked: only the evidence is fixed. */
  #make(builds: Builds, isComplete: boolean): Objects {
    const table = this.#table;
    const evidence: Evidence = {
      table,
      builds,
      isComplete,
      isInWorkspace: key => this.#folders?.some(folder => key.startsWith(`${folder}/`)) ?? true,
      hasFile: key => this.#files.file(key) !== undefined,
      envKeys: key => this.#envFiles.get(key),
      keyOf: this.#files.keyOf,
    };
    return {
      generation: this.#generation,
      isComplete,
      every: () => table.every(),
      all: kind => table.all(kind),
      named: (kind, name) => table.named(kind, name),
      usersOf: (kind, name) => table.usersOf(kind, name),
      in: document => table.in(document),
      of: ({ document, root }) => table.writtenAt(document, root.span.start),
      resolve: (from, reference) => resolve(evidence, from, reference),
      referencesTo: object => referencesTo(evidence, object),
      keysOf: remembered(found => keysOf(evidence, found)),
      selectedBy: this.#alike(object => selectedBy(evidence, object)),
    };
  }
}

/** Many references mean the same objects, and these may have thousands of keys. */
function remembered(ask: Objects['keysOf']): Objects['keysOf'] {
  const known = new WeakMap<KnownObject, { readonly found: readonly KnownObject[]; readonly keys: KnownKeys }>();
  return found => {
    const [first] = found;
    const last = first && known.get(first);
    if (last?.found.length === found.length && last.found.every((object, i) => object === found[i])) return last.keys;
    const keys = ask(found);
    if (first) known.set(first, { found, keys });
    return keys;
  };
}

function finish(steps: Iterable<unknown>): void {
  for (const _ of steps);
}
