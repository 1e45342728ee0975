import { backstepErrors, normalPath } from '../../model/filePaths.js';
import { knownText } from '../../model/templates.js';
import { volumesOf } from '../../model/volumes.js';
import { get } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { changeTo } from '../volumes.js';

export const hostPath = rule({
  code: 'volume/host-path',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'path of the node with .. in it',
    why: 'The API server rejects the manifest.',
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
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
              - name: logs
                mountPath: /logs
        volumes:
          - name: logs
            hostPath:
              path: /data/web/../logs
                  # ^^^^^^^^^^^^^^^^^ error volume/host-path: path must not contain '..'`,
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
              - name: logs
                mountPath: /logs
        volumes:
          - name: logs
            hostPath:
              path: /data/logs`,
  },
  each: volumesOf,
  *check({ node }) {
    const value = get(node, 'hostPath', 'path');
    const path = knownText(value);
    if (!value || !path) return;
    const normal = normalPath(path);
    const fixes = backstepErrors(normal).length === 0 ? [changeTo(value, normal)] : [];
    for (const error of backstepErrors(path)) yield finding(value, `path ${error}`, ...fixes);
  },
});
