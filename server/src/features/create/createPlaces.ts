/** Where a new ConfigMap or Secret could go: the objects of that kind, and the kustomizations that may read its files. */
import { dataOf } from '../../model/configData.js';
import { isEncrypted, isKustomizationFile } from '../../model/manifest.js';
import type { CreatePlacesResult } from '../../protocol.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import { holdersIn } from '../values/valueTarget.js';

/** `near`: URIs of what it is made of, the nearest places come first. */
export function createPlaces(
  index: WorkspaceIndex,
  kind: 'ConfigMap' | 'Secret',
  near: readonly string[],
): CreatePlacesResult {
  const folders = near.map(uri => keyOf(uri.slice(0, uri.lastIndexOf('/'))));
  const [first = ''] = folders;
  const byNearness = <Place extends { readonly uri: string }>(places: readonly Place[]) =>
    [...places].sort((a, b) => common(keyOf(b.uri), first) - common(keyOf(a.uri), first));
  const uris = new Set(index.objects.all(kind).flatMap(({ uri, facts }) => (facts.origin === 'written' ? uri : [])));
  return {
    objects: byNearness([...uris].flatMap(uri => objectsIn(index, kind, uri))),
    kustomizations: byNearness(
      index.uris
        .filter(uri => isKustomizationFile(uri) && folders.every(folder => isIn(folder, keyOf(folderOf(uri)))))
        .map(uri => ({ uri })),
    ).map(({ uri }) => uri),
  };
}

function objectsIn(index: WorkspaceIndex, kind: string, uri: string): CreatePlacesResult['objects'] {
  const file = index.file(uri);
  if (!file || file.isUnread) return [];
  return holdersIn(index, file).flatMap(holder => {
    const { manifest, nth } = holder;
    if (manifest.kind !== kind || isEncrypted(manifest)) return [];
    const { name = '', namespace } = manifest;
    const keys = new Set(dataOf(manifest).map(({ key }) => key)).size;
    return {
      uri: file.uri,
      keys,
      object: { name, ...(namespace !== undefined && { namespace }), ...(nth > 0 && { nth }) },
    };
  });
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function isIn(folder: string, above: string): boolean {
  return folder === above || folder.startsWith(`${above}/`);
}

function common(uri: string, folder: string): number {
  const [a, b] = [uri.split('/'), folder.split('/')];
  let same = 0;
  while (same < b.length && a[same] === b[same]) same++;
  // Of two that are as near, the one less deep.
  return same * 1000 - a.length;
}
