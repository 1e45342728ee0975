/**
 * Everything the server knows of files, held in memory. Features ask it questions and never touch the disk,
 * so they are synchronous and cannot fail.
 */

import { type Kustomization, kustomizationsIn } from '../model/kustomization.js';
import { isKustomizationFile, type Manifest, manifestsOf } from '../model/manifest.js';
import { type Part, readFile, type YamlDocument, type YamlFile } from '../syntax/file.js';
import { type Build, buildOf, unknownBuild } from './builds.js';
import { noObjects, type Objects } from './objects.js';

export class WorkspaceIndex {
  /** Open in the editor: their text is the truth. */
  readonly #open = new Map<string, YamlFile>();
  /** Read from disk. */
  readonly #onDisk = new Map<string, YamlFile>();
  readonly #manifests = new WeakMap<YamlDocument, readonly Manifest[]>();
  readonly #kustomizationsOf = new WeakMap<YamlFile, readonly Kustomization[]>();
  /** Both are made again after a change of any kustomization. */
  #kustomizations: readonly Kustomization[] | undefined;
  readonly #builds = new Map<string, Build>();
  #isScanning = false;

  open(uri: string, version: number, text: string): void {
    this.#open.set(keyOf(uri), readFile(uri, version, text, this.file(uri)));
    this.#forget(uri);
  }

  close(uri: string): void {
    this.#open.delete(keyOf(uri));
    this.#forget(uri);
  }

  setOnDisk(uri: string, text: string): void {
    const file = readFile(uri, 0, text, this.#onDisk.get(keyOf(uri)));
    this.#onDisk.set(keyOf(uri), file);
    this.#read(file);
    this.#forget(uri);
  }

  deleteOnDisk(uri: string): void {
    this.#onDisk.delete(keyOf(uri));
    this.#forget(uri);
  }

  /** From here to `endScan` files of the workspace may be missing, and nobody can say what kustomize makes of one. */
  beginScan(): void {
    this.#isScanning = true;
  }

  endScan(): void {
    this.#isScanning = false;
  }

  /** The objects of all files. */
  get objects(): Objects {
    return noObjects;
  }

  file(uri: string): YamlFile | undefined {
    return this.#open.get(keyOf(uri)) ?? this.#onDisk.get(keyOf(uri));
  }

  /** Where in its file `document` is; `undefined` when the file has another text by now. */
  part(uri: string, document: YamlDocument): Part | undefined {
    return this.file(uri)?.parts.find(part => part.document === document);
  }

  manifests(uri: string, { document }: Part): readonly Manifest[] {
    const known = this.#manifests.get(document);
    if (known) return known;
    const manifests = manifestsOf(uri, document);
    this.#manifests.set(document, manifests);
    return manifests;
  }

  /** What kustomize makes of `uri`. The same object until some kustomization changes. */
  build(uri: string): Build {
    if (this.#isScanning) return unknownBuild;
    const known = this.#builds.get(uri);
    if (known) return known;
    this.#kustomizations ??= this.#readKustomizations();
    const build = buildOf(keyOf(uri), this.#kustomizations);
    this.#builds.set(uri, build);
    return build;
  }

  #readKustomizations(): Kustomization[] {
    return [...new Map([...this.#onDisk, ...this.#open]).values()].flatMap(file => this.#read(file));
  }

  /** Read when the file comes in, one by one, so that no request has to wait for all of them. */
  #read(file: YamlFile): readonly Kustomization[] {
    if (!isKustomizationFile(file.uri)) return [];
    const known = this.#kustomizationsOf.get(file);
    if (known) return known;
    const made = kustomizationsIn(file).map(comparable);
    this.#kustomizationsOf.set(file, made);
    return made;
  }

  #forget(uri: string): void {
    if (!isKustomizationFile(uri)) return;
    this.#kustomizations = undefined;
    this.#builds.clear();
  }
}

function comparable({ folder, resources, patchFiles, ...rest }: Kustomization): Kustomization {
  return { ...rest, folder: keyOf(folder), resources: resources.map(keyOf), patchFiles: patchFiles.map(keyOf) };
}

/** Editors and Node escape different characters of a path: `file:///a%2Bb` and `file:///a+b` are one file. */
function keyOf(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
