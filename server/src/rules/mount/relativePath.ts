import { allMountsOf } from '../../model/volumes.js';
import { finding, rule } from '../rule.js';
import { changeTo } from '../volumes.js';

export const relativeMountPath = rule({
  code: 'mount/relative-path',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'mountPath that does not begin with a slash',
    why: 'The API server takes it. The kubelet puts the slash before it: it is not relative to workingDir.',
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
                mountPath: var/cache/web
                         # ^^^^^^^^^^^^^ warning mount/relative-path: mountPath must be absolute: it is read as /var/cache/web
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
  each: allMountsOf,
  *check({ path, pathEntry }) {
    // Windows has drives, and backslashes.
    if (!path || !pathEntry || /^[/\\\\]|^[A-Za-z]:/.test(path)) return;
    const absolute = `/${path.replace(/^(\.\/)+/, '')}`;
    yield finding(
      pathEntry.value,
      `mountPath must be absolute: it is read as ${absolute}`,
      changeTo(pathEntry.value, absolute),
    );
  },
});
