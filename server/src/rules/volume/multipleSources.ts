import type { Manifest } from '../../model/manifest.js';
import { type Volume, volumesOf } from '../../model/volumes.js';
import { ownEntries } from '../../syntax/edit.js';
import { splitItem } from '../../syntax/items.js';
import { type Entry, keyOf } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';
import { freeVolumeName, kebab, keepOnly } from '../volumes.js';

export const multipleVolumeSources = rule({
  code: 'volume/multiple-sources',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'volume that is of two things',
    why: `
      The API server rejects the manifest: a volume has one source. What comes from several ConfigMaps and Secrets can
      stand in one folder with a \`projected\` volume.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/projected-volumes/',
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
              - name: config
                mountPath: /etc/web
        volumes:
          - name: config
            secret:
              secretName: web
            configMap:
          # ^^^^^^^^^ error volume/multiple-sources: a volume must have one source only: it has secret already
              name: web`,
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
              - name: config
                mountPath: /etc/web
        volumes:
          - name: config
            secret:
              secretName: web
          - name: config-config-map
            configMap:
              name: web`,
  },
  each: volumesOf,
  *check(volume, manifest) {
    const { sources, node } = volume;
    const [first, ...others] = sources;
    if (!first) return;
    const keep = keepOnly(manifest.document, node, sources);
    for (const further of others) {
      const message = `a volume must have one source only: it has ${keyOf(first)} already`;
      yield finding(further, message, ...split(manifest, volume, further), ...keep);
    }
  },
});

/** A volume of its own for the source that is written last. */
function split(manifest: Manifest, { name, node, sources }: Volume, further: Entry): readonly Fix[] {
  const own = ownEntries(node);
  const later = own.slice(own.indexOf(further) + 1);
  if (!name || sources.length > 2 || later.length > 0) return [];
  const free = freeVolumeName(manifest, `${name}-${kebab(keyOf(further))}`);
  const edit = splitItem(manifest.document, further, { name: free });
  return edit ? [{ title: `Make ${keyOf(further)} a volume of its own, ${free}`, edits: () => [edit] }] : [];
}
