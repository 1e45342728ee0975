import { volumesOf } from '../../model/volumes.js';
import { replace } from '../../syntax/edit.js';
import { get } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const emptyDirSize = rule({
  code: 'volume/empty-dir-size',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'emptyDir of less than no size',
    why: 'The API server rejects the manifest: a sizeLimit is not negative. Without one there is no limit.',
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
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
            emptyDir:
              sizeLimit: -1Gi
                       # ^^^^ error volume/empty-dir-size: sizeLimit must not be negative`,
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
            emptyDir:
              sizeLimit: 1Gi`,
  },
  each: volumesOf,
  *check({ node }) {
    const size = get(node, 'emptyDir', 'sizeLimit');
    // Anything else that is no quantity the schema has been told about.
    if (size?.kind !== 'scalar' || !/^-[0-9.]*[1-9][0-9.]*([eE][+-]?[0-9]+|[KMGTPE]i?|[numk])?$/.test(size.text))
      return;
    const positive = size.text.slice(1);
    const quoted =
      size.style === 'double' ? JSON.stringify(positive) : size.style === 'single' ? `'${positive}'` : positive;
    yield finding(size, 'sizeLimit must not be negative', {
      title: `Change to ${positive}`,
      edits: () => [replace(size, quoted)],
    });
  },
});
