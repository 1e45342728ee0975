/** From the name or the target of a patch to the objects that it is for. */
import type { LocationLink, Position } from 'vscode-languageserver-types';
import { isOperation } from '../../model/patches.js';
import type { YamlFile } from '../../syntax/file.js';
import { contains } from '../../syntax/locate.js';
import { get, type Span } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { placeOf, toRange } from '../range.js';
import { type ListedPatch, patchesOf } from './listedPatch.js';
import { listedAt } from './patchHover.js';
import { targetsOf } from './patchTargets.js';
import { locationOf } from './places.js';

export function definitionOfPatch(index: WorkspaceIndex, file: YamlFile, position: Position): LocationLink[] {
  const { part, offset } = placeOf(file, position);
  const link = (at: Span, patch: ListedPatch, named?: Parameters<typeof targetsOf>[2]) =>
    (targetsOf(index, patch, named)?.resources ?? []).flatMap(resource =>
      locationOf(index, resource).map(({ uri, range }) => ({
        targetUri: uri,
        targetRange: range,
        targetSelectionRange: range,
        originSelectionRange: toRange(part, at),
      })),
    );
  for (const patch of patchesOf(index, file)) {
    const { target } = patch.entry;
    if (patch.part !== part || !target || !contains(target.span, offset)) continue;
    const field = target.entries.find(({ value }) => contains(value.span, offset));
    return field ? link(field.value.span, patch) : [];
  }
  const manifest = [...index.manifests(file.uri, part), ...index.configurations(file.uri, part)].findLast(({ root }) =>
    contains(root.span, offset),
  );
  const name = manifest && !isOperation(manifest) ? get(manifest.root, 'metadata', 'name') : undefined;
  if (!name || !contains(name.span, offset)) return [];
  return withoutRepeats(listedAt(index, file, { part, offset }).flatMap(patch => link(name.span, patch, manifest)));
}

function withoutRepeats(links: readonly LocationLink[]): LocationLink[] {
  return [...new Map(links.map(link => [JSON.stringify([link.targetUri, link.targetRange]), link])).values()];
}
