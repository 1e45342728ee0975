/** Where kustomizations, and plugins that patch, list what is a patch: a file, or a text in them. */
import { resolvePath } from '../../model/kustomization.js';
import { isKustomizationFile, type Manifest, manifestsOf } from '../../model/manifest.js';
import { type PatchEntry, patchesIn } from '../../model/patches.js';
import { type Part, YamlDocument, type YamlFile } from '../../syntax/file.js';
import type { ScalarNode } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';

export interface ListedPatch {
  /** Of the file with the entry. */
  readonly uri: string;
  readonly part: Part;
  readonly entry: PatchEntry;
}

/** Who lists more is not asked about all. */
const mostListing = 12;

/** The entries that are written in the file. */
export function patchesOf(index: WorkspaceIndex, { uri, parts }: YamlFile): readonly ListedPatch[] {
  return parts.flatMap(part => {
    if (!mayListPatches.test(part.document.text)) return [];
    const manifests = [...index.manifests(uri, part), ...index.configurations(uri, part)];
    return manifests.flatMap(manifest => patchesIn(manifest).map(entry => ({ uri, part, entry })));
  });
}

const mayListPatches = /patch|jsonOp/i;

/** The entry of the text `node` in `outer`. */
export function patchOfText(part: Part, outer: Manifest, node: ScalarNode): readonly ListedPatch[] {
  return patchesIn(outer).flatMap(entry => (entry.text === node ? { uri: outer.uri, part, entry } : []));
}

/** The entries by which others list the file. */
export function patchesListing(index: WorkspaceIndex, uri: string): readonly ListedPatch[] {
  const key = keyOf(uri);
  if (isKustomizationFile(uri) || index.build(uri).role !== 'patch') return [];
  return index
    .naming(uri)
    .slice(0, mostListing)
    .flatMap(kustomization => {
      const file = index.file(kustomization.uri);
      return file ? patchesInCopy(file) : [];
    })
    .filter(({ uri: own, entry: { path } }) => {
      const place = resolvePath(own, path?.text);
      return place !== undefined && keyOf(place) === key;
    });
}

/** Trees of files that are not open are not kept. */
export function patchesInCopy({ uri, parts }: YamlFile): readonly ListedPatch[] {
  return parts.flatMap(({ document: { text }, start, startLine }) => {
    const part = { document: new YamlDocument(text), start, startLine };
    return manifestsOf(uri, part.document).flatMap(manifest =>
      patchesIn(manifest).map(entry => ({ uri, part, entry })),
    );
  });
}
