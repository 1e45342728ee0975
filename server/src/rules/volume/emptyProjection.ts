import { projectionsIn, volumesOf } from '../../model/volumes.js';
import { entries, get, isNull, items } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { removeFromList } from '../volumes.js';

export const emptyProjection = rule({
  code: 'volume/empty-projection',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'source of a projected volume that says nothing',
    why: 'The API server takes it with a warning, and it adds no file to the volume.',
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
                - {}
                # ^^ warning volume/empty-projection: a source must have a type, such as configMap or secret`,
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
                    name: web`,
  },
  each: (manifest, { isPatch }) =>
    isPatch ? [] : volumesOf(manifest).flatMap(({ node }) => items(get(node, 'projected', 'sources'))),
  *check(source, { document }) {
    if (source.kind !== 'map' || projectionsIn(source).length > 0) return;
    // Of a source that is misspelt it has been said.
    if (entries(source).some(({ value }) => !isNull(value))) return;
    yield finding(
      source.entries[0] ?? source,
      'a source must have a type, such as configMap or secret',
      ...removeFromList(document, source, 'Remove this source'),
    );
  },
});
