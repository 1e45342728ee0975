/** What lies where among kustomizations: the nearest one, and what none of them names. Knows keys of URIs, not disks. */
import type { Kustomization } from '../../model/kustomization.js';
import { isConfigFile, isKustomizationFile } from '../../model/manifest.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';

export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** How projects call what is merged into resources. */
const patchName = /(^|[-_./])patch(es)?([-_./]|$)/i;

export function folderOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}

export function nameIn(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** The kustomization in `folder`, or in the nearest one above it. */
export function nearestKustomization(index: WorkspaceIndex, folder: string): Kustomization | undefined {
  for (let at = folder; at.length > 0; at = folderOf(at)) {
    const [own] = index.kustomizationsIn(at);
    if (own) return own;
  }
  return undefined;
}

/** What a file that no kustomization names would be to one; `undefined` where kustomize could make nothing of it. */
export function unlistedAs(index: WorkspaceIndex, uri: string): 'resource' | 'patch' | undefined {
  const key = keyOf(uri);
  if (isKustomizationFile(key) || isConfigFile(key) || index.naming(key).length > 0) return undefined;
  const parts = index.file(uri)?.parts ?? [];
  const known = parts.flatMap(({ document }) => index.objects.in(document));
  const written = known.filter(({ facts }) => facts.origin === 'written').map(({ facts }) => facts);
  const fits = written.every(
    ({ apiVersion, kind, name, namePattern }) =>
      apiVersion !== '' &&
      !/^(builtin|kubewright|kustomize(\.config\.k8s\.io\/.*)?)$/.test(apiVersion) &&
      ((name ?? namePattern) !== undefined || kind.endsWith('List')),
  );
  if (written.length === 0 || !fits) return undefined;
  const isMarked = parts.some(({ document }) => /^[\s-]*["']?\$patch["']?:/m.test(document.text));
  return isMarked || patchName.test(`${nameIn(folderOf(key))}/${nameIn(key)}`) ? 'patch' : 'resource';
}

/** URIs of manifests, and of folders with a kustomization, below `folder` that none names; in order. */
export function unlistedBelow(index: WorkspaceIndex, folder: string): readonly string[] {
  const top = keyOf(folder);
  const isOwn = (key: string) => key.startsWith(`${top}/`) && !isInAnother(index, top, folderOf(key));
  const files = index.uris.filter(uri => isOwn(keyOf(uri)) && unlistedAs(index, uri) === 'resource');
  const folders = index.kustomizations.flatMap(({ folder: own, isComponent }) => {
    const isFree = own.startsWith(`${top}/`) && !isInAnother(index, top, folderOf(own));
    return isFree && !isComponent && index.naming(own).length === 0 && !builds(index, own, top) ? own : [];
  });
  return [...files.map(keyOf), ...folders].sort(byPath);
}

/** Whether the kustomization in `folder` builds what is in `other`: directly, or by way of others. */
export function builds(index: WorkspaceIndex, folder: string, other: string): boolean {
  const walked = new Set([folder]);
  // A set that grows while it is walked.
  for (const at of walked) {
    if (at === other) return true;
    for (const { resources } of index.kustomizationsIn(at)) for (const place of resources) walked.add(place);
  }
  return false;
}

/** Keys of the folders whose kustomizations build what is in `folder`: directly, or by way of others. */
export function foldersBuilding(index: WorkspaceIndex, folder: string): ReadonlySet<string> {
  const found = new Set<string>();
  const walked = [folder];
  // A list that grows while it is walked.
  for (const at of walked) {
    for (const { folder: own } of index.listing(at)) {
      if (!found.has(own)) walked.push(own);
      found.add(own);
    }
  }
  return found;
}

/** Whether there is a kustomization in `folder`, or in one between it and `top`. */
function isInAnother(index: WorkspaceIndex, top: string, folder: string): boolean {
  for (let at = folder; at.length > top.length; at = folderOf(at)) {
    if (index.kustomizationsIn(at).length > 0) return true;
  }
  return false;
}

function byPath(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
