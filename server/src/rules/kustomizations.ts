/** The parts of kustomizations and plugin configurations that several rules look at. Knows kustomize's fields. */
import { isKustomization } from '../model/configurations.js';
import type { Manifest } from '../model/manifest.js';
import { perManifest } from '../model/perManifest.js';
import { isPlaceholder } from '../model/templates.js';
import { nearest } from '../schema/nearest.js';
import { replace, scalarText } from '../syntax/edit.js';
import { type Entry, entries, get, isNull, items, keyOf, type MapNode, type Node, text } from '../syntax/node.js';
import type { Fix } from './rule.js';

/** A generator of a ConfigMap or Secret: an entry of a list, or the configuration of a plugin. */
export interface Generator {
  readonly map: MapNode;
  readonly at: Node | Entry;
}

export const generatorsOf = perManifest<Generator>(function* (manifest) {
  const { apiVersion, kind, root } = manifest;
  if (apiVersion === 'builtin' && /^(ConfigMap|Secret)Generator$/.test(kind))
    yield { map: root, at: fieldOf(root, 'kind')?.value ?? root };
  if (!isKustomization(manifest)) return;
  for (const field of ['configMapGenerator', 'secretGenerator'])
    for (const map of mapsIn(get(root, field))) yield { map, at: fieldOf(map, 'name')?.value ?? map };
});

/** The replacements: of a kustomization, of a plugin, or of a file of their own. */
export function* replacementsOf(manifest: Manifest): Iterable<MapNode> {
  const { apiVersion, kind, root } = manifest;
  if (apiVersion === 'kustomize' && kind === 'replacement') yield root;
  if (isKustomization(manifest) || (apiVersion === 'builtin' && kind === 'ReplacementTransformer'))
    yield* mapsIn(get(root, 'replacements'));
}

export function mapsIn(list: Node | undefined): readonly MapNode[] {
  return items(list).flatMap(item => (item.kind === 'map' ? item : []));
}

/** The field as kustomize finds it in its own files: whatever the case of its letters. */
export function fieldOf(map: MapNode, name: string): Entry | undefined {
  const lower = name.toLowerCase();
  return entries(map).findLast(field => keyOf(field).toLowerCase() === lower);
}

/** The field, if kustomize takes it for written: not null and no empty text. */
export function filledField(map: MapNode, name: string): Entry | undefined {
  const field = fieldOf(map, name);
  return field && !isNull(field.value) && text(field.value)?.trim() !== '' ? field : undefined;
}

/** A key that other words stand for, or a value that another program fills in, is no mistake. */
export function writtenText(node: Node): string | undefined {
  return isPlaceholder(node) ? undefined : text(node);
}

/** Fixes that put one of `words` in the place of `node`; the nearest first, or alone when `others` are not wanted. */
export function wordFixes(node: Node, words: readonly string[]): readonly Fix[] {
  const guess = nearest(text(node) ?? '', words);
  const ordered = guess ? [guess, ...words.filter(word => word !== guess)] : words;
  if (node.alias) return [];
  return ordered.map(word => ({ title: `Change to ${word}`, edits: () => [replace(node, scalarText(word))] }));
}
