/** Who builds a file: the kustomizations that name it, those that build from these, and so on. */
import type { CodeLens, Location } from 'vscode-languageserver-types';
import type { Kustomization } from '../../model/kustomization.js';
import { isKustomizationFile } from '../../model/manifest.js';
import type { YamlFile } from '../../syntax/file.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import { toRange } from '../range.js';
import { locationsOf } from './pathAt.js';
import { folderOf, nameIn } from './places.js';

/** So many are called by their names. */
const mostNamed = 3;
/** Nobody looks through more of them. */
const mostPlaces = 500;

/** One above the first object of the file, or none. */
export function builtByLens(index: WorkspaceIndex, file: YamlFile): readonly CodeLens[] {
  const key = keyOf(file.uri);
  const place = isKustomizationFile(key) ? folderOf(key) : key;
  const part = file.parts.find(own => index.manifests(file.uri, own).length > 0);
  const [first] = part ? index.manifests(file.uri, part) : [];
  const builders = buildersOf(index, place);
  if (!part || !first || builders.length === 0) return [];
  const { start } = first.root.span;
  const range = toRange(part, { start, end: start });
  const isBuilt = index.listing(place).length > 0;
  const title = `${isBuilt ? 'built' : 'used'} by ${named(builders, place)}`;
  const locations = builders.flatMap(({ at }) => at).slice(0, mostPlaces);
  return [{ range, command: { title, command: '', arguments: [file.uri, range.start, locations] } }];
}

interface Builder {
  readonly kustomization: Kustomization;
  /** The paths by which it comes there. */
  readonly at: readonly Location[];
}

/** The nearest first. */
function buildersOf(index: WorkspaceIndex, place: string): readonly Builder[] {
  const found = new Map<string, Builder>();
  const walked = new Set([place]);
  // A set that grows while it is walked.
  for (const at of walked) {
    const naming = at === place ? index.naming(at) : index.listing(at);
    for (const kustomization of naming) {
      if (found.has(kustomization.uri)) continue;
      found.set(kustomization.uri, { kustomization, at: locationsOf(index, kustomization, at) });
      walked.add(kustomization.folder);
    }
  }
  return [...found.values()];
}

function named(builders: readonly Builder[], place: string): string {
  const names = new Set(builders.map(({ kustomization: { folder } }) => shortName(folder, place)));
  return names.size > mostNamed ? `${names.size} kustomizations` : [...names].join(', ');
}

/** The way to `folder` from where the ways to both part. */
export function shortName(folder: string, place: string): string {
  const [own, other] = [folder.split('/'), place.split('/')];
  let common = 0;
  while (common < own.length && own[common] === other[common]) common++;
  return own.slice(common).join('/') || nameIn(folder);
}
