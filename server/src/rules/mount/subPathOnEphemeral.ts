import { allMountsOf } from '../../model/volumes.js';
import { entry, keyOf, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { losing, removeField } from '../volumes.js';

export const subPathOnEphemeral = rule({
  code: 'mount/sub-path-on-ephemeral',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'subPath in an ephemeral container',
    why: 'The API server rejects the manifest: an ephemeral container can mount whole volumes only.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
        ephemeralContainers:
          - name: debug
            image: busybox
            volumeMounts:
              - name: data
                mountPath: /data
                subPath: web
              # ^^^^^^^ error mount/sub-path-on-ephemeral: subPath cannot be set for an ephemeral container
        volumes:
          - name: data
            persistentVolumeClaim:
              claimName: data`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
        ephemeralContainers:
          - name: debug
            image: busybox
            volumeMounts:
              - name: data
                mountPath: /data
        volumes:
          - name: data
            persistentVolumeClaim:
              claimName: data`,
  },
  each: allMountsOf,
  *check({ node, container }, { document }) {
    if (container.list !== 'ephemeralContainers') return;
    for (const name of ['subPath', 'subPathExpr']) {
      const field = entry(node, name);
      if (!field || !text(field.value)) continue;
      yield finding(
        field,
        `${keyOf(field)} cannot be set for an ephemeral container`,
        ...losing(removeField(document, field)),
      );
    }
  },
});
