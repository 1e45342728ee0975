/** Above each entry of a list of patches: how many objects it is for. */
import type { CodeLens } from 'vscode-languageserver-types';
import type { YamlFile } from '../../syntax/file.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { toRange } from '../range.js';
import { nameOfResource } from './counterpart.js';
import { patchesOf } from './listedPatch.js';
import { allTargetsOf } from './namedIn.js';
import { countOf } from './patchHover.js';
import type { PatchTargets } from './patchTargets.js';
import { locationOf } from './places.js';

/** Nobody looks through more of them. */
const mostPlaces = 500;

export function patchLenses(index: WorkspaceIndex, file: YamlFile): readonly CodeLens[] {
  return patchesOf(index, file).flatMap(patch => {
    const targets = allTargetsOf(index, patch);
    if (!targets) return [];
    const { start } = patch.entry.node.span;
    const range = toRange(patch.part, { start, end: start });
    const locations = targets.resources.slice(0, mostPlaces).flatMap(resource => locationOf(index, resource));
    const title = titleOf(targets);
    const isLink = locations.length > 0;
    return [
      { range, command: { title, command: '', ...(isLink && { arguments: [file.uri, range.start, locations] }) } },
    ];
  });
}

function titleOf({ resources, among }: PatchTargets): string {
  const [only, ...more] = resources;
  if (!only) return `matches none of ${countOf(among, 'resource')}`;
  const count = `${resources.length} of ${countOf(among, 'resource')}`;
  return more.length === 0 ? `matches ${nameOfResource(only)} (${count})` : `matches ${count}`;
}
