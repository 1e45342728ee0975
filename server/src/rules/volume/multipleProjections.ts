import type { Manifest } from '../../model/manifest.js';
import { projectionsIn, volumesOf } from '../../model/volumes.js';
import { ownEntries } from '../../syntax/edit.js';
import { splitItem } from '../../syntax/items.js';
import { type Entry, get, items, keyOf, type MapNode } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';
import { keepOnly } from '../volumes.js';

export const multipleProjections = rule({
  code: 'volume/multiple-projections',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'source of a projected volume that is of two things',
    why: 'The API server rejects the manifest: each item of `sources` has one type, and there may be many items.',
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
            projected:
              sources:
                - configMap:
                    name: web
                  secret:
                # ^^^^^^ error volume/multiple-projections: a source must have one type only: it has configMap already
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
            projected:
              sources:
                - configMap:
                    name: web
                - secret:
                    name: web`,
  },
  each: manifest => volumesOf(manifest).flatMap(({ node }) => items(get(node, 'projected', 'sources'))),
  *check(source, manifest) {
    if (source.kind !== 'map') return;
    const types = [...projectionsIn(source)].sort((a, b) => a.span.start - b.span.start);
    const [first, ...others] = types;
    if (!first) return;
    for (const further of others) {
      const message = `a source must have one type only: it has ${keyOf(first)} already`;
      yield finding(
        further,
        message,
        ...split(manifest, source, further),
        ...keepOnly(manifest.document, source, types),
      );
    }
  },
});

function split({ document }: Manifest, source: MapNode, further: Entry): readonly Fix[] {
  // With three of them, what follows would come along.
  if (ownEntries(source).at(-1) !== further || ownEntries(source).length > 2) return [];
  const edit = splitItem(document, further, {});
  return edit ? [{ title: `Make ${keyOf(further)} a source of its own`, edits: () => [edit] }] : [];
}
