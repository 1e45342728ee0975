/** A file as the last commit has it: which object there is an object of the file now. Knows nothing of git. */
import { isEncrypted, isMarkedAsPatch, type Manifest, manifestsOf } from '../model/manifest.js';
import { isTemplate } from '../model/templates.js';
import { readFile, type YamlDocument } from '../syntax/file.js';

/** Nobody writes longer ones by hand, and of generated ones nobody asks what was in them before. */
const longest = 1024 * 1024;
const mostDocuments = 1000;

export class CommittedFile {
  readonly text: string;
  readonly #uri: string;
  #documents: readonly YamlDocument[] | undefined;
  #texts: ReadonlySet<string> | undefined;
  readonly #manifests = new Map<YamlDocument, readonly Manifest[]>();

  constructor(uri: string, text: string) {
    this.#uri = uri;
    this.text = text;
  }

  /** The object as it was; `undefined` where there was none, or several, or nothing in its document is different. */
  of(manifest: Manifest): Manifest | undefined {
    const { name, kind, document } = manifest;
    if (name === undefined) return undefined;
    this.#documents ??= documentsIn(this.#uri, this.text);
    this.#texts ??= new Set(this.#documents.map(({ text }) => withoutReturns(text)));
    if (this.#texts.has(withoutReturns(document.text))) return undefined;
    // Only what may be it is parsed.
    const candidates = this.#documents.filter(({ text }) => text.includes(name) && text.includes(kind));
    const found = candidates.flatMap(candidate => this.#in(candidate).filter(other => isSameObject(other, manifest)));
    return found.length === 1 ? found[0] : undefined;
  }

  #in(document: YamlDocument): readonly Manifest[] {
    const known = this.#manifests.get(document);
    if (known) return known;
    const isSound = document.problems.length === 0 && !isTemplate(document);
    const manifests = isSound ? manifestsOf(this.#uri, document).filter(isWhole) : [];
    this.#manifests.set(document, manifests);
    return manifests;
  }
}

function documentsIn(uri: string, text: string): readonly YamlDocument[] {
  if (text.length > longest) return [];
  const { parts } = readFile(uri, 0, text);
  return parts.length > mostDocuments ? [] : parts.map(({ document }) => document);
}

/** git may write other line ends into the folder than it keeps. */
function withoutReturns(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function isWhole(manifest: Manifest): boolean {
  return !isEncrypted(manifest) && !isMarkedAsPatch(manifest);
}

function isSameObject(a: Manifest, b: Manifest): boolean {
  const isSameKind = a.kind === b.kind && groupOf(a) === groupOf(b);
  return isSameKind && a.name === b.name && a.namespace === b.namespace;
}

function groupOf({ apiVersion }: Manifest): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
