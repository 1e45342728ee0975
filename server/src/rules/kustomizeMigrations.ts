/** The deprecated fields of kustomizations and how each becomes its successor; all of them at once, too. */
import { type Edit, renameKey } from '../syntax/edit.js';
import { editsBetween } from '../syntax/editsBetween.js';
import { YamlDocument } from '../syntax/file.js';
import { get, isNull, items, keyOf, type MapNode, type Path, pathOf } from '../syntax/node.js';
import { helmCharts } from './migratedCharts.js';
import { bases, commonLabels, env, imageTags } from './migratedLists.js';
import { jsonPatches, mergePatches } from './migratedPatches.js';
import { vars } from './migratedVars.js';
import {
  edited,
  type FieldPlace,
  isRefused,
  joined,
  type Migrated,
  type Migration,
  onlyField,
  type Refused,
  type Surroundings,
  silently,
} from './migration.js';

const ofRoot: Readonly<Record<string, Migration>> = {
  patchesStrategicMerge: mergePatches,
  patchesJson6902: jsonPatches,
  bases,
  imageTags,
  commonLabels,
  helmChartInflationGenerator: helmCharts,
  vars,
};
const unknown = 'whether the result stays the same cannot be worked out here';
const generators = ['configMapGenerator', 'secretGenerator'];

/** What the field at `place` becomes, without changing what is built; judged against `document` as it is in its file. */
export function migrate(document: YamlDocument, place: FieldPlace, surroundings: Surroundings): Migrated | Refused {
  return migrateIn(document, document, place, surroundings);
}

export function editsOf(document: YamlDocument, { text }: Migrated): readonly Edit[] {
  return editsBetween(document, text);
}

export function successorOf(place: FieldPlace): string | undefined {
  if (place.field.toLowerCase() === 'fieldpath') return 'fieldPath';
  return migrationFor(place)?.successor;
}

/** Every field that can be migrated without losing anything, one after the other; `undefined` when there is none. */
export function migrateAll(document: YamlDocument, root: MapNode, surroundings: Surroundings): string | undefined {
  let now = document;
  for (const place of placesIn(root)) {
    const done = migrateIn(document, now, place, surroundings);
    if (!isRefused(done) && !done.loses) now = new YamlDocument(done.text);
  }
  const isOther = now !== document && surroundings.trial.compare(document, now.text, 'all') === 'other';
  return now.text === document.text || isOther ? undefined : now.text;
}

function migrateIn(
  original: YamlDocument,
  now: YamlDocument,
  place: FieldPlace,
  surroundings: Surroundings,
): Migrated | Refused {
  const field = onlyField(now, place);
  const migration = migrationFor(place);
  if (!field) return { reason: 'it is written twice here, or brought in by a merge key' };
  if (isNull(field.value)) return silently;
  if (!migration) return place.field === 'fieldpath' ? renamed(now, place) : silently;
  const { shape, isSafe, difference, loses } = migration;
  const edits = shape?.(now, field, surroundings) ?? [];
  if (isRefused(edits)) return edits;
  const shaped = edits.length > 0 ? edited(now, edits) : now;
  const done = shaped && joined(shaped, place, migration);
  if (!done) return { reason: `it cannot be joined with ${migration.successor} as they are written` };
  const verdict = surroundings.trial.compare(original, done.text, migration.reach);
  const isSame = verdict === 'same' || (verdict === 'unknown' && isSafe(field, surroundings));
  if (isSame) return { text: done.text, loses: loses?.(field, surroundings) ?? false };
  return { reason: verdict === 'other' ? difference : unknown };
}

function renamed(document: YamlDocument, place: FieldPlace): Migrated | Refused {
  const field = onlyField(document, place);
  const done = field && edited(document, [renameKey(field, 'fieldPath')]);
  return done ? { text: done.text, loses: false } : silently;
}

function migrationFor({ path: [list, index, ...deeper], field }: FieldPlace): Migration | undefined {
  if (list === undefined)
    return Object.entries(ofRoot).find(([name]) => name.toLowerCase() === field.toLowerCase())?.[1];
  const isGenerator = generators.some(name => name.toLowerCase() === String(list).toLowerCase());
  return isGenerator && typeof index === 'number' && deeper.length === 0 && field.toLowerCase() === 'env'
    ? env
    : undefined;
}

/** In the order in which they are migrated: what moves whole lists comes last. */
function placesIn(root: MapNode): readonly FieldPlace[] {
  const own = Object.keys(ofRoot).map(field => ({ path: pathOf(root), field }));
  const inner = root.entries.flatMap(list =>
    generators.some(name => name.toLowerCase() === keyOf(list).toLowerCase())
      ? items(list.value).map((_, i): FieldPlace => ({ path: [keyOf(list), i] as Path, field: 'env' }))
      : [],
  );
  const references = items(get(root, 'vars')).map((_, i) => ({
    path: ['vars', i, 'fieldref'] as Path,
    field: 'fieldpath',
  }));
  return [...inner, ...own, ...references];
}
