import { fileSourcesOf, itemsOf, volumesOf } from '../../model/volumes.js';
import { entries, entry, isNull, keyOf } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { keepOnly } from '../volumes.js';

/** What an item may have. */
const fields: ReadonlySet<string> = new Set(['path', 'mode', 'fieldRef', 'resourceFieldRef']);

export const downwardItem = rule({
  code: 'volume/downward-item',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'file of a downwardAPI volume that shows two things, or none',
    why: 'The API server rejects the manifest: each file shows one field of the pod, or one resource of a container.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/',
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
              - name: info
                mountPath: /etc/info
        volumes:
          - name: info
            downwardAPI:
              items:
                - path: labels
                  fieldRef:
                    fieldPath: metadata.labels
                  resourceFieldRef:
                # ^^^^^^^^^^^^^^^^ error volume/downward-item: fieldRef and resourceFieldRef can not be specified simultaneously
                    containerName: web
                    resource: limits.cpu`,
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
              - name: info
                mountPath: /etc/info
        volumes:
          - name: info
            downwardAPI:
              items:
                - path: labels
                  fieldRef:
                    fieldPath: metadata.labels`,
  },
  each: manifest =>
    volumesOf(manifest)
      .flatMap(fileSourcesOf)
      .filter(({ type }) => type === 'downwardAPI')
      .flatMap(itemsOf),
  *check(item, { document }, { isPatch }) {
    const found = ['fieldRef', 'resourceFieldRef'].flatMap(name => entry(item, name) ?? []);
    const written = found.filter(({ value }) => !isNull(value));
    const [, second] = written;
    if (second) {
      yield finding(
        second,
        'fieldRef and resourceFieldRef can not be specified simultaneously',
        ...keepOnly(document, item, written),
      );
    } else if (written.length === 0 && !isPatch && entries(item).every(field => fields.has(keyOf(field)))) {
      yield finding(found[0] ?? item.entries[0] ?? item, 'one of fieldRef and resourceFieldRef is required');
    }
  },
});
