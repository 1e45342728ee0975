import { containersOf } from '../../model/pods.js';
import { entry, keyOf } from '../../syntax/node.js';
import { requiredTextsBelow } from '../requiredTexts.js';
import { finding, rule } from '../rule.js';

export const emptyMountValue = rule({
  code: 'mount/empty-value',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'empty string where a mount needs a name or a path',
    why: 'To the API server an empty string is as good as nothing: it rejects the manifest.',
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work',
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
                mountPath: ""
                         # ^^ error mount/empty-value: mountPath must not be empty
        volumes:
          - name: cache
            emptyDir: {}`,
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
  *each(manifest, context) {
    for (const { node } of containersOf(manifest)) {
      for (const list of ['volumeMounts', 'volumeDevices']) {
        yield* requiredTextsBelow(entry(node, list)?.value, manifest, context);
      }
    }
  },
  *check(field) {
    yield finding(field.value, `${keyOf(field)} must not be empty`);
  },
});
