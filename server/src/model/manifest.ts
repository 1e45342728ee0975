/** What Kubernetes object a YAML document describes. Knows Kubernetes; nothing of editors, disks or schemas. */
import type { YamlDocument } from '../syntax/file.js';
import { entries, get, items, type MapNode, type Node, text } from '../syntax/node.js';

export interface Manifest {
  readonly uri: string;
  readonly document: YamlDocument;
  /** The object itself: the document's root, or an item of a list. */
  readonly root: MapNode;
  /** Empty, as `kind` may be, in a manifest that is not finished. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** Written as a patch into a kustomization, and so a part of an object. */
  readonly isPatch?: true;
}

/**
 * The objects that `document` describes: none, one, or a `List` followed by its items.
 *
 * A manifest is known by its content, `apiVersion` and `kind`; only a kustomization may leave them out
 * and is known by its file name, as the choices of a project are.
 */
export function manifestsOf(uri: string, document: YamlDocument): readonly Manifest[] {
  // Most JSON files are something else, and need not be parsed to see it.
  return mayBeManifest(uri, document) ? manifestsIn(uri, document, document.root) : [];
}

function mayBeManifest(uri: string, { text }: YamlDocument): boolean {
  return isKnownByName(uri) || /apiVersion|kind/.test(text);
}

/** The same for another reading of the document's text, with `root` as its tree. */
export function manifestsIn(uri: string, document: YamlDocument, root: Node | undefined): readonly Manifest[] {
  if (root?.kind !== 'map') return [];
  if (isConfigFile(uri)) return [manifest(uri, document, root, 'kubewright', 'KubewrightConfig')];
  const found =
    readManifest(uri, document, root) ?? unnamedKustomization(uri, document, root) ?? unfinished(uri, document, root);
  if (!found) return [];
  return found.kind.endsWith('List') ? [found, ...itemsOf(found)] : [found];
}

/** `kubectl get -o yaml` wraps objects in a `List`, some generators in a `ConfigMapList` and the like. */
function itemsOf(list: Manifest): Manifest[] {
  return items(get(list.root, 'items')).flatMap(item =>
    item.kind === 'map' ? (readManifest(list.uri, list.document, item) ?? []) : [],
  );
}

function readManifest(uri: string, document: YamlDocument, root: MapNode): Manifest | undefined {
  const apiVersion = text(get(root, 'apiVersion'));
  const kind = text(get(root, 'kind'));
  return apiVersion && kind && isName(apiVersion) && isName(kind)
    ? manifest(uri, document, root, apiVersion, kind)
    : undefined;
}

/** Not an expression that some other program fills in. */
function isName(word: string): boolean {
  return /^[A-Za-z0-9./-]+$/.test(word);
}

const kustomizationFile = /\/(kustomization\.ya?ml|Kustomization)$/;

export function isKustomizationFile(uri: string): boolean {
  return kustomizationFile.test(uri);
}

/** The choices of a project: `.kubewright.yaml`, which only Kubewright reads. */
export function isConfigFile(uri: string): boolean {
  return /\/\.kubewright\.yaml$/.test(uri);
}

/** Files that are ours whatever they contain. */
export function isKnownByName(uri: string): boolean {
  return isKustomizationFile(uri) || isConfigFile(uri);
}

function unnamedKustomization(uri: string, document: YamlDocument, root: MapNode): Manifest | undefined {
  if (!isKustomizationFile(uri)) return undefined;
  const kind = text(get(root, 'kind')) || 'Kustomization';
  const version = kind === 'Component' ? 'v1alpha1' : 'v1beta1';
  return manifest(uri, document, root, `kustomize.config.k8s.io/${version}`, kind);
}

function manifest(uri: string, document: YamlDocument, root: MapNode, apiVersion: string, kind: string): Manifest {
  return {
    uri,
    document,
    root,
    apiVersion,
    kind,
    name: text(get(root, 'metadata', 'name')),
    namespace: text(get(root, 'metadata', 'namespace')),
  };
}

/** Looks like a manifest someone has not finished: it says only one of `apiVersion` and `kind`, and has a body. */
function unfinished(uri: string, document: YamlDocument, root: MapNode): Manifest | undefined {
  if (get(root, 'metadata')?.kind !== 'map') return undefined;
  const apiVersion = text(get(root, 'apiVersion')) ?? '';
  const kind = text(get(root, 'kind')) ?? '';
  const saysOne = (apiVersion === '') !== (kind === '');
  return saysOne && isName(apiVersion || kind) ? manifest(uri, document, root, apiVersion, kind) : undefined;
}

/** The values are encrypted by SOPS: what they are, and what the API server gets to see, is not known here. */
export function isEncrypted({ root }: Manifest): boolean {
  return get(root, 'sops')?.kind === 'map';
}

/** Says of itself that it is a strategic merge patch, or stands where only a patch can. */
export function isMarkedAsPatch({ document, root, isPatch }: Manifest): boolean {
  if (isPatch) return true;
  return document.text.includes('$') && hasPatchDirective(root);
}

/** Marks of a strategic merge patch: such a document is a part of an object, to be merged into the whole. */
export function hasPatchDirective(node: Node): boolean {
  if (node.alias) return false;
  if (node.kind === 'seq') return node.items.some(hasPatchDirective);
  return entries(node).some(({ key, value }) => isPatchDirective(key.text) || hasPatchDirective(value));
}

export function isPatchDirective(key: string): boolean {
  return /^\$(patch|retainKeys|setElementOrder\/.+|deleteFromPrimitiveList\/.+)$/.test(key);
}
