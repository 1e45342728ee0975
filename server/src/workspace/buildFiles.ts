/**
 * The files of builds, as the evaluator of kustomize asks for them: manifests from the index, everything else as somebody
 * looked it up on the disk. What nobody has looked up yet is wanted; nothing here waits for it.
 */
import type { FileKind, Files } from '../kustomize/files.js';
import { readFile, type YamlFile } from '../syntax/file.js';
import { keyOf } from './uriKey.js';

/** What is at a place of the disk. A file without bytes cannot be read, or is too long. */
export type Look =
  | { readonly kind: 'file'; readonly bytes: Uint8Array | undefined; readonly realUri?: string }
  | { readonly kind: 'folder'; readonly realUri?: string }
  | { readonly kind: 'none' };

/** So many files keep their trees, which is enough for the builds of one edit. */
const mostTrees = 64;

export class BuildFiles implements Files {
  readonly #indexed: (uri: string) => YamlFile | undefined;
  readonly #looks = new Map<string, Look>();
  /**
   * Copies, because the index keeps no trees of files that are not open; one that is not fresh has what is the same by
   * now. The last used is the last.
   */
  readonly #trees = new Map<string, { readonly file: YamlFile; readonly isFresh: boolean }>();
  readonly #identities = new Map<string, object>();

  constructor(indexed: (uri: string) => YamlFile | undefined) {
    this.#indexed = indexed;
  }

  kindOf(uri: string): FileKind | undefined {
    return this.#indexed(uri) ? 'file' : this.#looks.get(keyOf(uri))?.kind;
  }

  yaml(uri: string): YamlFile | undefined {
    const indexed = this.#indexed(uri);
    if (indexed) return this.#tree(uri, () => indexed.text);
    const look = this.#looks.get(keyOf(uri));
    if (look?.kind !== 'file') return undefined;
    return this.#tree(uri, () => Buffer.from(look.bytes ?? []).toString('utf8'));
  }

  identity(uri: string): object | undefined {
    if (this.kindOf(uri) !== 'file') return undefined;
    const identity = this.#identities.get(keyOf(uri)) ?? {};
    this.#identities.set(keyOf(uri), identity);
    return identity;
  }

  bytes(uri: string): Uint8Array | undefined {
    const indexed = this.#indexed(uri);
    if (indexed) return Buffer.from(indexed.text);
    const look = this.#looks.get(keyOf(uri));
    return look?.kind === 'file' ? (look.bytes ?? Buffer.alloc(0)) : undefined;
  }

  realUri(uri: string): string {
    const look = this.#looks.get(keyOf(uri));
    return look && look.kind !== 'none' ? (look.realUri ?? uri) : uri;
  }

  /** Somebody looked. */
  know(uri: string, look: Look): void {
    this.forget(uri);
    this.#looks.set(keyOf(uri), look);
  }

  /** Whether anybody ever wanted to know what is there. */
  hasLooked(uri: string): boolean {
    return this.#looks.has(keyOf(uri));
  }

  /** What is there may be another thing now. */
  forget(uri: string): void {
    const key = keyOf(uri);
    this.#looks.delete(key);
    this.#identities.delete(key);
    const known = this.#trees.get(key);
    if (known) this.#trees.set(key, { ...known, isFresh: false });
  }

  #tree(uri: string, text: () => string): YamlFile {
    const key = keyOf(uri);
    const known = this.#trees.get(key);
    const file = known?.isFresh ? known.file : readFile(uri, 0, text(), known?.file);
    this.#trees.delete(key);
    this.#trees.set(key, { file, isFresh: true });
    const [oldest] = this.#trees.size > mostTrees ? this.#trees.keys() : [];
    if (oldest !== undefined) this.#trees.delete(oldest);
    return file;
  }
}
