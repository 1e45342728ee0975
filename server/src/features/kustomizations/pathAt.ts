/** The path under the cursor in a kustomization: where it leads, and who else names the same. */
import type { Location, LocationLink, Position } from 'vscode-languageserver-types';
import type { Kustomization, NamedPlace } from '../../model/kustomization.js';
import { resolvePath } from '../../model/kustomization.js';
import { isKustomizationFile } from '../../model/manifest.js';
import { pathsIn } from '../../model/paths.js';
import type { YamlFile } from '../../syntax/file.js';
import { contains } from '../../syntax/locate.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import { targetOf } from '../navigation/links.js';
import { placeOf, toRange } from '../range.js';

const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A folder leads to its kustomization, a file to its beginning. */
export function definitionOfPath(index: WorkspaceIndex, file: YamlFile, position: Position): LocationLink[] {
  const found = pathAt(index, file, position);
  const target = found && targetOf(index, file.uri, found.written);
  if (!found || target === undefined) return [];
  const originSelectionRange = toRange(found.part, found.written.span);
  return [{ targetUri: target, targetRange: start, targetSelectionRange: start, originSelectionRange }];
}

/** Every path to the same place, in all kustomizations; and the place itself. */
export function referencesOfPath(
  index: WorkspaceIndex,
  file: YamlFile,
  position: Position,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
): Location[] {
  const found = pathAt(index, file, position);
  const place = found && resolvePath(file.uri, found.written.path);
  if (!found || place === undefined) return [];
  const target = includeDeclaration ? targetOf(index, file.uri, found.written) : undefined;
  const paths = index.naming(place).flatMap(own => locationsOf(index, own, keyOf(place)));
  return [...(target === undefined ? [] : [{ uri: target, range: start }]), ...paths];
}

/** Where `kustomization` names `place`, a key. */
export function locationsOf(index: WorkspaceIndex, { uri, paths }: Kustomization, place: string): readonly Location[] {
  const file = index.file(uri);
  return paths.flatMap((path: NamedPlace) => {
    const part = file?.parts[path.part];
    return file && part && path.place === place ? { uri: file.uri, range: toRange(part, path.span) } : [];
  });
}

function pathAt(index: WorkspaceIndex, file: YamlFile, position: Position) {
  const { part, offset } = placeOf(file, position);
  // Others can be kustomizations by what is in them; kustomize reads none of these.
  if (!isKustomizationFile(file.uri)) return undefined;
  const all = index.manifests(file.uri, part).flatMap(manifest => pathsIn(manifest));
  const written = all.find(({ span }) => contains(span, offset));
  return written && { part, written };
}
