/**
 * Everything the server knows of files, held in memory. Features ask it questions and never touch the disk,
 * so they are synchronous and cannot fail.
 */

import { inlineManifests, manifestsInRole, type Role } from '../model/configurations.js';
import { type Kustomization, kustomizationsIn } from '../model/kustomization.js';
import { isKnownByName, isKustomizationFile, type Manifest, manifestsOf } from '../model/manifest.js';
import { type Part, readFile, type YamlDocument, type YamlFile } from '../syntax/file.js';
import { type Build, Builds, unknownBuild } from './builds.js';
import { CommittedFile } from './committed.js';
import { type DocumentFacts, mayHoldManifest } from './documentFacts.js';
import { KustomizeBuilds } from './kustomizeBuilds.js';
import { LiveObjects } from './liveObjects.js';
import type { KnownObject, Objects } from './objects.js';
import { keyOf } from './uriKey.js';

const definitionKinds = ['CustomResourceDefinition', 'MutatingWebhookConfiguration'];
const noBuilds = new Builds([]);

export class WorkspaceIndex {
  /** Open in the editor: their text is the truth. */
  readonly #open = new Map<string, YamlFile>();
  /** Read from disk. */
  readonly #onDisk = new Map<string, YamlFile>();
  /** Of files that are open: as the last commit has them. */
  readonly #committed = new Map<string, CommittedFile>();
  readonly #manifests = new WeakMap<YamlDocument, readonly Manifest[]>();
  readonly #configurations = new WeakMap<YamlDocument, Configurations>();
  readonly #parts = new WeakMap<YamlFile, ReadonlyMap<YamlDocument, Part>>();
  readonly #kustomizationsOf = new WeakMap<YamlFile, readonly Kustomization[]>();
  /** Keys of the files that are, or were, kustomizations. */
  readonly #kustomizationFiles = new Set<string>();
  /** Made again after a change of any kustomization. */
  #builds: Builds | undefined;
  #isScanning = false;
  #definitions: readonly KnownObject[] = [];
  #definitionsAt = -1;
  readonly #objects = new LiveObjects({
    file: key => this.#fileAt(key),
    isOpen: key => this.#open.has(key),
    manifests: (uri, part) => this.manifests(uri, part),
    builds: () => this.#allBuilds(),
    keyOf,
  });
  /** What kustomize would build, and has to say. Of a workspace that is not read yet, nothing. */
  readonly kustomize = new KustomizeBuilds({
    file: uri => this.file(uri),
    naming: uri => this.naming(uri),
    in: uri => this.kustomizationsIn(uri.slice(0, uri.lastIndexOf('/'))).filter(own => own.uri === keyOf(uri)),
  });

  open(uri: string, version: number, text: string): void {
    const known = this.file(uri);
    this.#open.set(keyOf(uri), readFile(uri, version, text, known));
    if (known?.text !== text) this.kustomize.changed(uri);
    this.#changed(uri, 'editor');
  }

  close(uri: string): void {
    const key = keyOf(uri);
    const opened = this.#open.get(key);
    this.#open.delete(key);
    this.#committed.delete(key);
    this.kustomize.close(uri);
    const kept = this.#onDisk.get(key);
    if (kept?.text !== opened?.text) this.kustomize.changed(uri);
    if (kept) {
      const fresh = withoutTrees(kept);
      this.#onDisk.set(key, fresh);
      this.#objects.handOver(kept, fresh);
    }
    this.#changed(uri, 'editor');
  }

  /** The text of an open file in the last commit; `undefined` when there is none, or nobody knows. */
  setCommitted(uri: string, text: string | undefined): void {
    const key = keyOf(uri);
    if (text === undefined) this.#committed.delete(key);
    else if (this.#open.has(key) && this.#committed.get(key)?.text !== text) {
      this.#committed.set(key, new CommittedFile(uri, text));
    }
  }

  /** The same object until another text is set. */
  committed(uri: string): CommittedFile | undefined {
    return this.#committed.get(keyOf(uri));
  }

  /** A file that holds no manifest is not kept. Neither is one with the keys of a generator, but its keys are. */
  setOnDisk(uri: string, text: string): void {
    const key = keyOf(uri);
    this.kustomize.changed(uri);
    if (!isYamlFile(uri)) this.#objects.setEnvFile(key, text);
    else if (!mayHoldManifest(uri, text) && !isKnownByName(uri)) this.deleteOnDisk(uri);
    else {
      this.#onDisk.set(key, slim(readFile(uri, 0, text, this.file(uri))));
      this.#changed(uri, 'disk');
    }
  }

  deleteOnDisk(uri: string): void {
    this.kustomize.changed(uri);
    if (!isYamlFile(uri)) this.#objects.setEnvFile(keyOf(uri), undefined);
    if (this.#onDisk.delete(keyOf(uri))) this.#changed(uri, 'disk');
  }

  /** From here to `endScan` files of the workspace may be missing, and nobody can say what kustomize makes of one. */
  beginScan(): void {
    this.#isScanning = true;
    this.#objects.isRead = false;
  }

  /** `part`: there was more than could be read. */
  endScan(read: 'all' | 'part'): void {
    this.#isScanning = false;
    this.#objects.isRead = read === 'all';
  }

  /** What belongs to the workspace; of what lies elsewhere the surroundings are not known. At first, everything does. */
  setFolders(folders: readonly string[]): void {
    this.#objects.folders = folders.map(uri => keyOf(uri).replace(/\/$/, ''));
  }

  /**
   * The objects of all files. Those of open files are up to date, but for long ones that just came; of others, as far
   * as `settle` has come.
   */
  get objects(): Objects {
    return this.#objects.now();
  }

  /** Reads what came in since the last time, document by document: the caller may take turns, or stop. */
  settle(): Iterable<unknown> {
    return this.#objects.settle();
  }

  /** The same for one file, however long it is. */
  learn(uri: string): Iterable<unknown> {
    return this.#objects.learn(keyOf(uri));
  }

  /** What `settle` has read of a file: plain data, for another index that has the same text. */
  factsIn(uri: string): readonly DocumentFacts[] {
    return this.#objects.factsIn(keyOf(uri));
  }

  /** Takes what another index has read of the same text, so that `settle` need not read it again. */
  takeFacts(uri: string, facts: readonly DocumentFacts[]): void {
    this.#objects.takeFacts(keyOf(uri), facts);
  }

  /** Files that are not YAML and yet say something of objects: generators of kustomize read them. */
  get wantedFiles(): readonly string[] {
    this.#objects.now();
    return this.#objects.wantedFiles;
  }

  /** The CustomResourceDefinitions of all files, and what completes their objects; the same list until one changes. */
  get definitions(): readonly KnownObject[] {
    const { objects } = this;
    if (this.#definitionsAt === this.#objects.revision) return this.#definitions;
    this.#definitionsAt = this.#objects.revision;
    const now = definitionKinds
      .flatMap(kind => objects.all(kind))
      .filter(({ facts }) => facts.defines ?? facts.mutates);
    const isSame = now.length === this.#definitions.length && now.every((known, i) => known === this.#definitions[i]);
    if (!isSame) this.#definitions = now;
    return this.#definitions;
  }

  /** URIs of all files that hold manifests. */
  get uris(): readonly string[] {
    return [...new Map([...this.#onDisk, ...this.#open]).values()].map(({ uri }) => uri);
  }

  file(uri: string): YamlFile | undefined {
    return this.#fileAt(keyOf(uri));
  }

  /** Where in its file `document` is; `undefined` when the file has another text by now. */
  part(uri: string, document: YamlDocument): Part | undefined {
    const file = this.file(uri);
    if (!file) return undefined;
    const known = this.#parts.get(file) ?? new Map([...file.parts].reverse().map(part => [part.document, part]));
    this.#parts.set(file, known);
    return known.get(document);
  }

  manifests(uri: string, { document }: Part): readonly Manifest[] {
    const known = this.#manifests.get(document);
    if (known) return known;
    const manifests = manifestsOf(uri, document);
    this.#manifests.set(document, manifests);
    return manifests;
  }

  /** Whether nothing but comments stands before the document in its file. */
  isFirst(uri: string, part: Part): boolean {
    return this.file(uri)?.parts.find(({ document }) => document.root)?.document === part.document;
  }

  /**
   * What kustomize alone reads in the document: configurations that are written in it as text, and what the file is
   * because some kustomization says so. Of such a file the first document counts.
   */
  configurations(uri: string, part: Part): readonly Manifest[] {
    const { document } = part;
    const { role } = this.build(uri);
    const known = this.#configurations.get(document);
    if (known && known.role === role) return known.manifests;
    const own = this.manifests(uri, part);
    const isNamed = role === 'configuration' || own.length === 0;
    const isListed = role !== undefined && role !== 'plugin' && isNamed && this.isFirst(uri, part);
    const manifests = isListed
      ? manifestsInRole(uri, document, document.root, role)
      : own.flatMap(manifest => inlineManifests(manifest, role));
    this.#configurations.set(document, { role, manifests });
    return manifests;
  }

  /** What kustomize makes of `uri`. The same object until some kustomization changes. */
  build(uri: string): Build {
    return this.#isScanning ? unknownBuild : this.#allBuilds().of(keyOf(uri));
  }

  /** The kustomizations that list the file or folder themselves; none as long as not all are read. */
  listing(uri: string): readonly Kustomization[] {
    return this.#allBuilds().listing(keyOf(uri));
  }

  /** The same for those in which a path to it is written, whatever for. */
  naming(uri: string): readonly Kustomization[] {
    return this.#allBuilds().naming(keyOf(uri));
  }

  /** All of them; none as long as not all are read. Their URIs, and those that they name, are keys: see `keyOf`. */
  get kustomizations(): readonly Kustomization[] {
    return this.#allBuilds().all;
  }

  kustomizationsIn(folder: string): readonly Kustomization[] {
    return this.#allBuilds().inFolder(keyOf(folder));
  }

  #fileAt(key: string): YamlFile | undefined {
    return this.#open.get(key) ?? this.#onDisk.get(key);
  }

  #allBuilds(): Builds {
    if (this.#isScanning) return noBuilds;
    this.#builds ??= new Builds(this.#readKustomizations());
    return this.#builds;
  }

  #readKustomizations(): Kustomization[] {
    return [...this.#kustomizationFiles].flatMap(key => {
      const file = this.#fileAt(key);
      return file ? this.#read(file) : [];
    });
  }

  #read(file: YamlFile): readonly Kustomization[] {
    const known = this.#kustomizationsOf.get(file);
    if (known) return known;
    // From a copy: its trees are not needed any more.
    const made = kustomizationsIn(withoutTrees(file)).map(comparable);
    this.#kustomizationsOf.set(file, made);
    return made;
  }

  #changed(uri: string, by: 'editor' | 'disk'): void {
    this.#objects.changed(keyOf(uri), by);
    if (!isKustomizationFile(uri)) return;
    this.#kustomizationFiles.add(keyOf(uri));
    // Read one by one as they come in, so that no request has to wait for all of them.
    const file = this.file(uri);
    if (file) this.#read(file);
    this.#builds = undefined;
  }
}

interface Configurations {
  readonly role: Role | undefined;
  readonly manifests: readonly Manifest[];
}

/** A file of many documents need not keep their texts twice. */
function slim(file: YamlFile): YamlFile {
  const { uri, version, parts, isUnread, text } = file;
  if (isUnread) return { ...file, text: text.slice(0, parts[0]?.document.text.length ?? 0) };
  return {
    uri,
    version,
    parts,
    isUnread,
    get text() {
      return parts.map(({ document }) => document.text).join('');
    },
  };
}

/** Nobody looks at it any more: its trees can go. */
function withoutTrees({ uri, version, text }: YamlFile): YamlFile {
  return slim(readFile(uri, version, text));
}

function isYamlFile(uri: string): boolean {
  return isKnownByName(uri) || /\.(ya?ml|json)$/i.test(uri);
}

function comparable({ uri, folder, resources, patchFiles, listed, paths, ...rest }: Kustomization): Kustomization {
  return {
    ...rest,
    paths: paths.map(path => ({ ...path, place: keyOf(path.place) })),
    listed: {
      configuration: listed.configuration.map(keyOf),
      replacements: listed.replacements.map(keyOf),
      plugin: listed.plugin.map(keyOf),
      patch: listed.patch.map(keyOf),
    },
    uri: keyOf(uri),
    folder: keyOf(folder),
    resources: resources.map(keyOf),
    patchFiles: patchFiles.map(keyOf),
  };
}
