/** What kustomize would build if one kustomization had another text: the same of everything that includes it, or not. */
import type { Outcome } from '../kustomize/build.js';
import { KustomizeCache } from '../kustomize/cache.js';
import type { Files } from '../kustomize/files.js';
import { printResources } from '../kustomize/print.js';
import type { Resource } from '../kustomize/resource.js';
import { type VariableUses, variableUses } from '../kustomize/variableUses.js';
import type { Kustomization } from '../model/kustomization.js';
import { readFile, type YamlDocument, type YamlFile } from '../syntax/file.js';
import { keyOf } from './uriKey.js';

/** `unknown`: not all can be built here, neither before nor after. */
export type Verdict = 'same' | 'other' | 'unknown';

/** The build of the kustomization itself, or also those of all that include it. */
export type Reach = 'own' | 'all';

/** What a change of a kustomization may ask before it is offered. */
export interface Trial {
  /** Whether what is built stays letter for letter, when `document` has this text. */
  compare(document: YamlDocument, text: string, reach: Reach): Verdict;
  /** Where the `vars` of the kustomization stand in what it builds. */
  readonly variableUses: VariableUses | undefined;
  /** The text of the file at `path`, seen from the kustomization; `undefined` where it is not known. */
  textAt(path: string): string | undefined;
}

export type { VariableUse, VariableUses } from '../kustomize/variableUses.js';

export interface Workshop {
  readonly files: Files;
  file(uri: string): YamlFile | undefined;
  in(uri: string): readonly Kustomization[];
  naming(uri: string): readonly Kustomization[];
  buildOf(folder: string): Outcome;
}

/** A base that more include is judged by some of them. */
const mostBuilds = 12;

/** Of builds that are compared again and again. */
const texts = new WeakMap<readonly Resource[], string>();

export class KustomizeTrial implements Trial {
  readonly #uri: string;
  readonly #workshop: Workshop;
  #folders: readonly string[] | undefined;

  constructor(uri: string, workshop: Workshop) {
    this.#uri = uri;
    this.#workshop = workshop;
  }

  get variableUses(): VariableUses | undefined {
    const [own] = this.#workshop.in(this.#uri);
    return own?.isComponent ? undefined : variableUses(folderOf(this.#uri), this.#workshop.files);
  }

  textAt(path: string): string | undefined {
    try {
      return this.#workshop.files.yaml(new URL(path, this.#uri).href)?.text;
    } catch {
      return undefined;
    }
  }

  compare(document: YamlDocument, text: string, reach: Reach): Verdict {
    const file = this.#workshop.file(this.#uri);
    const part = file?.parts.find(own => own.document === document);
    if (!file || !part) return 'unknown';
    const end = part.start + document.text.length;
    const changed = readFile(file.uri, 0, file.text.slice(0, part.start) + text + file.text.slice(end));
    const cache = new KustomizeCache(withFile(this.#workshop.files, changed));
    this.#folders ??= foldersAbove(this.#uri, this.#workshop);
    let built = 0;
    let isKnown = true;
    for (const folder of reach === 'own' ? this.#folders.slice(0, 1) : this.#folders) {
      const before = this.#workshop.buildOf(folder);
      if ('refusal' in before) continue;
      const after = cache.buildOf(folder);
      if ('refusal' in after) return 'other';
      if (!('resources' in before) || !('resources' in after)) isKnown = false;
      else if (printedOnce(before.resources) !== printResources(after.resources)) return 'other';
      else built++;
    }
    return isKnown && built > 0 ? 'same' : 'unknown';
  }
}

function printedOnce(resources: readonly Resource[]): string {
  const text = texts.get(resources) ?? printResources(resources);
  texts.set(resources, text);
  return text;
}

function withFile(files: Files, changed: YamlFile): Files {
  const isIt = (uri: string) => keyOf(uri) === keyOf(changed.uri);
  return {
    kindOf: uri => (isIt(uri) ? 'file' : files.kindOf(uri)),
    yaml: uri => (isIt(uri) ? changed : files.yaml(uri)),
    bytes: uri => (isIt(uri) ? Buffer.from(changed.text) : files.bytes(uri)),
    identity: uri => (isIt(uri) ? changed : files.identity?.(uri)),
    realUri: uri => files.realUri?.(uri) ?? uri,
  };
}

/** Folders of all kustomizations that build from the file, its own among them. Components have no build of their own. */
function foldersAbove(uri: string, { file, in: within, naming }: Workshop): readonly string[] {
  const [own] = within(uri);
  if (!own) return [];
  const queue: Kustomization[] = [own];
  const known = new Set(queue.map(one => one.uri));
  const found: string[] = [];
  for (const one of queue) {
    if (found.length >= mostBuilds) break;
    if (!one.isComponent) found.push(folderOf(file(one.uri)?.uri ?? one.uri));
    for (const above of naming(one.folder)) {
      if (known.has(above.uri)) continue;
      known.add(above.uri);
      queue.push(above);
    }
  }
  return found;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
