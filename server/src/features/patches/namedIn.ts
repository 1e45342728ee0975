/** The objects that patches without a target are for: those that they name. */
import { resolvePath } from '../../model/kustomization.js';
import { type Manifest, manifestsOf } from '../../model/manifest.js';
import { manifestsOfPatch } from '../../model/patches.js';
import { YamlDocument } from '../../syntax/file.js';
import { inlineDocuments } from '../../syntax/inlineDocuments.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { ListedPatch } from './listedPatch.js';
import { distinct, type PatchTargets, targetsOf } from './patchTargets.js';

/** The targets of an entry, whatever its patch says; `undefined` where they are not known. */
export function allTargetsOf(index: WorkspaceIndex, patch: ListedPatch): PatchTargets | undefined {
  if (patch.entry.target) return targetsOf(index, patch);
  const named = namedIn(index, patch);
  const found = named.flatMap(own => targetsOf(index, patch, own) ?? []);
  if (found.length === 0 || found.length < named.length) return undefined;
  return {
    resources: distinct(found.flatMap(({ resources }) => resources)),
    among: Math.max(...found.map(({ among }) => among)),
  };
}

function namedIn(index: WorkspaceIndex, patch: ListedPatch): readonly Manifest[] {
  const { uri, entry, part } = patch;
  if (entry.text) {
    return inlineDocuments(part.document, entry.text).flatMap(document =>
      document.root ? manifestsOfPatch(uri, document, document.root).filter(({ isPatch }) => isPatch) : [],
    );
  }
  const place = resolvePath(uri, entry.path?.text);
  const file = place === undefined ? undefined : index.file(place);
  return (
    file?.parts.flatMap(({ document: { text } }) => {
      const document = new YamlDocument(text);
      return manifestsOf(file.uri, document);
    }) ?? []
  );
}
