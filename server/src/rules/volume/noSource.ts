import type { Manifest } from '../../model/manifest.js';
import { hasMoreThanName, type Volume, volumesOf, volumeTypes } from '../../model/volumes.js';
import type { Edit } from '../../syntax/edit.js';
import { insertEntries } from '../../syntax/insert.js';
import { joinItems } from '../../syntax/items.js';
import { entries, entry, isNull, keyOf, type MapNode } from '../../syntax/node.js';
import { type Fix, finding, type RuleContext, rule } from '../rule.js';

const types: ReadonlySet<string> = new Set(volumeTypes);

export const volumeWithoutSource = rule({
  code: 'volume/no-source',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'volume that does not say what it is of',
    why: `
      The API server makes an empty folder of it, an emptyDir, without a word. Often the source is there, but a line or
      two are not indented as they should be.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: cache
                mountPath: /var/cache/web
        volumes:
          - name: cache
          # ^^^^ warning volume/no-source: volume cache has no source: it becomes an empty folder`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: cache
                mountPath: /var/cache/web
        volumes:
          - name: cache
            emptyDir: {}`,
  },
  each: (manifest, context) => (context.isPatch ? [] : volumesOf(manifest).filter(volume => isBare(volume, context))),
  *check({ node, name, nameEntry }, manifest) {
    const empty = entries(node).find(field => types.has(keyOf(field)));
    const joined = sourceBehind(manifest, node);
    const message = `volume ${name ?? ''} has no source: it becomes an empty folder`.replace('  ', ' ');
    const join: readonly Fix[] = joined
      ? [{ title: 'Make the next item a part of this one', edits: () => [joined] }]
      : [];
    yield finding(empty ?? nameEntry ?? node, message, ...join, ...asEmptyDir(manifest, node, empty !== undefined));
  },
});

/** Not where a source is misspelt or stands elsewhere: that has been said already. */
function isBare({ node, sources }: Volume, { schemaProblems, homes }: RuleContext): boolean {
  if (sources.length > 0 || isNull(entry(node, 'name')?.value)) return false;
  const fields = entries(node).filter(field => keyOf(field) !== 'name');
  // What is called emptyDir is meant to be one.
  if (fields.some(field => !types.has(keyOf(field)) || keyOf(field) === 'emptyDir')) return false;
  return !schemaProblems.some(problem => problem.kind === 'unknown' && homes.of(problem.entry)?.map === node);
}

/** The next item, when it has a source and no name. */
function sourceBehind({ document }: Manifest, node: MapNode): Edit | undefined {
  const { parent } = node;
  const next = parent?.kind === 'seq' ? parent.items[parent.items.indexOf(node) + 1] : undefined;
  if (next?.kind !== 'map' || entry(next, 'name') || !hasMoreThanName(next)) return undefined;
  if (entries(node).some(field => keyOf(field) !== 'name')) return undefined;
  return entries(next).every(field => types.has(keyOf(field))) ? joinItems(document, node, next) : undefined;
}

function asEmptyDir({ document }: Manifest, node: MapNode, hasOther: boolean): readonly Fix[] {
  if (node.alias || hasOther) return [];
  return [
    { title: 'Add emptyDir: {}', edits: () => [insertEntries(document, node, [{ key: 'emptyDir', value: {} }])] },
  ];
}
