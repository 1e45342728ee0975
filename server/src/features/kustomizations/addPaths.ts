/** Puts several files and folders into the nearest kustomization around each. */

import { isKustomizationFile } from '../../model/manifest.js';
import type { AddPathsResult } from '../../protocol.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import { toTextEdits } from '../range.js';
import { type Addition, additionEdit, additionOf } from './additions.js';
import { folderOf, nameIn } from './places.js';

export function addPaths(index: WorkspaceIndex, uris: readonly string[]): AddPathsResult {
  const wanted = new Map<string, Addition[]>();
  const refusals: string[] = [];
  const keys = uris.map(uri => keyOf(uri).replace(/\/$/, ''));
  for (const key of new Set(keys.map(own => (isKustomizationFile(own) ? folderOf(own) : own)))) {
    const found = additionOf(index, key);
    if ('refusal' in found) refusals.push(found.refusal);
    else wanted.set(found.to.uri, [...(wanted.get(found.to.uri) ?? []), found]);
  }
  const changes = [...wanted].flatMap(([uri, additions]) => {
    const change = changeOf(index, uri, additions);
    if (!change) refusals.push(`${nameIn(uri)} is written in a way that cannot be added to`);
    return change ?? [];
  });
  return { changes, refusals };
}

function changeOf(index: WorkspaceIndex, uri: string, additions: readonly Addition[]) {
  const file = index.file(uri);
  const [part, ...others] = file?.parts ?? [];
  const edit = part && others.length === 0 ? additionEdit(part.document, additions) : undefined;
  return file && part && edit && { uri: file.uri, version: file.version, edits: toTextEdits(part, [edit]) };
}
