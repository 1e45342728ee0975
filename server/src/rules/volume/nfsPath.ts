import { knownText } from '../../model/templates.js';
import { volumesOf } from '../../model/volumes.js';
import { get } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { changeTo } from '../volumes.js';

export const nfsPath = rule({
  code: 'volume/nfs-path',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'path of an NFS server that does not start with /',
    why: 'The API server rejects the manifest: what the server exports has an absolute path.',
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#nfs',
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
              - name: films
                mountPath: /films
        volumes:
          - name: films
            nfs:
              server: files.example.com
              path: films
                  # ^^^^^ error volume/nfs-path: path must be an absolute path`,
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
              - name: films
                mountPath: /films
        volumes:
          - name: films
            nfs:
              server: files.example.com
              path: /films`,
  },
  *each(manifest) {
    if (manifest.apiVersion === 'v1' && manifest.kind === 'PersistentVolume')
      yield get(manifest.root, 'spec', 'nfs', 'path');
    for (const { node } of volumesOf(manifest)) yield get(node, 'nfs', 'path');
  },
  *check(node) {
    const path = knownText(node);
    if (!node || path === undefined || path.startsWith('/')) return;
    const fixes = /^\w/.test(path) ? [changeTo(node, `/${path}`)] : [];
    yield finding(node, 'path must be an absolute path', ...fixes);
  },
});
