import { knownText } from '../../model/templates.js';
import { fileSourcesOf, itemsOf, volumesOf } from '../../model/volumes.js';
import { nearest } from '../../schema/nearest.js';
import { oneOf } from '../../schema/words.js';
import { get } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';
import { changeTo } from '../volumes.js';

const allowed = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations'];
/** Of these, one label or annotation can be shown. */
const subscripted = /^metadata\.(labels|annotations)\['[^']+'\]$/;

export const downwardField = rule({
  code: 'volume/downward-field',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'field of the pod that a file cannot show',
    why: `
      The API server rejects the manifest. Files show the name, namespace, uid, labels and annotations of the pod; its
      node, IP addresses and service account are to be had as environment variables.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields',
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
                    fieldPath: metadata.label
                             # ^^^^^^^^^^^^^^ error volume/downward-field: fieldPath must be metadata.name, metadata.namespace, metadata.uid, metadata.labels or metadata.annotations in a volume`,
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
  *check(item) {
    const node = get(item, 'fieldRef', 'fieldPath');
    const path = knownText(node);
    if (!node || !path || allowed.includes(path) || subscripted.test(path)) return;
    const guess = nearest(path, allowed);
    const fixes: readonly Fix[] = guess ? [changeTo(node, guess)] : [];
    yield finding(node, `fieldPath must be ${oneOf(allowed)} in a volume`, ...fixes);
  },
});
