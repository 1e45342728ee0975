/** `helmChartInflationGenerator` as `helmCharts` and `helmGlobals`. What kustomize no longer reads of it goes. */
import { type Edit, renameKey } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { insertBefore } from '../syntax/insert.js';
import { type Entry, items, keyOf, type MapNode, text } from '../syntax/node.js';
import { leavesNothing, removeEntries } from '../syntax/remove.js';
import { fieldOf, filledField, mapsIn } from './kustomizations.js';
import { type Migration, named, silently } from './migration.js';

const newNames: ReadonlyMap<string, string> = new Map([
  ['chartname', 'name'],
  ['chartversion', 'version'],
  ['chartrepourl', 'repo'],
  ['values', 'valuesFile'],
  ['valueslocal', 'valuesInline'],
]);
const globals: ReadonlyMap<string, string> = new Map([
  ['charthome', 'chartHome'],
  ['helmhome', 'configHome'],
]);
const unread = ['helmBin', 'chartRepoName', 'releaseNamespace', 'extraArgs'];

export const helmCharts: Migration = {
  successor: 'helmCharts',
  side: 'behind',
  reach: 'own',
  isSafe: () => true,
  difference: 'the result would be another',
  loses: ({ value }) => mapsIn(value).some(map => unread.some(name => filledField(map, name))),
  shape(document, field) {
    const maps = mapsIn(field.value);
    if (maps.length === 0 || maps.length < items(field.value).length) return silently;
    if (maps.some(map => map.alias || !isPlain(document, map))) return silently;
    return [...globalEdits(document, field, maps), ...maps.flatMap(map => edits(document, map))];
  },
};

function isPlain(document: YamlDocument, map: MapNode): boolean {
  const names = map.entries.map(field => keyOf(field).toLowerCase());
  const isOnce = new Set(names.map(name => newNames.get(name) ?? name)).size === names.length;
  return isOnce && map.entries.every(({ merged }) => !merged) && !leavesNothing(document, map, doomedIn(map));
}

function doomedIn(map: MapNode): readonly Entry[] {
  return [...globals.keys(), ...unread].flatMap(name => named(map, name));
}

function edits(document: YamlDocument, map: MapNode): readonly Edit[] {
  const renames = map.entries.flatMap(field => {
    const name = newNames.get(keyOf(field).toLowerCase());
    return name === undefined ? [] : [renameKey(field, name)];
  });
  const doomed = doomedIn(map);
  return [...renames, ...(doomed.length > 0 ? removeEntries(document, map, doomed) : [])];
}

/** The last chart that says it says it for all, unless that is said already. */
function globalEdits(document: YamlDocument, field: Entry, maps: readonly MapNode[]): readonly Edit[] {
  if (fieldOf(field.map, 'helmGlobals')) return [];
  const found = [...globals].flatMap(([name, key]) => {
    const value = text(maps.flatMap(map => filledField(map, name) ?? []).at(-1)?.value);
    return value === undefined ? [] : [[key, value] as const];
  });
  if (found.length === 0) return [];
  return [insertBefore(document, field, [{ key: 'helmGlobals', value: Object.fromEntries(found) }])];
}
