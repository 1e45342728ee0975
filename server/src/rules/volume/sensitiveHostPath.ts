import { normalPath } from '../../model/filePaths.js';
import { knownText } from '../../model/templates.js';
import { volumesOf } from '../../model/volumes.js';
import { get } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

const folders: ReadonlySet<string> = new Set(['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr']);
const socket = /\/(docker|containerd|crio|cri-dockerd|podman)\.sock$/;

export const sensitiveHostPath = rule({
  code: 'volume/sensitive-host-path',
  severity: 'warning',
  strict: true,
  fixable: false,
  docs: {
    summary: 'volume with the system folders or the container runtime of the node',
    why: `
      Who gets into the container gets hold of the node: with its files, or with a runtime that starts any container.
      Node agents may need it, applications do not.`,
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
              - name: docker
                mountPath: /var/run/docker.sock
                readOnly: true
        volumes:
          - name: docker
            hostPath:
              path: /var/run/docker.sock
                  # ^^^^^^^^^^^^^^^^^^^^ warning volume/sensitive-host-path: the container runtime of the node should not be given to a container`,
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
                readOnly: true
        volumes:
          - name: logs
            hostPath:
              path: /var/log/web`,
  },
  each: volumesOf,
  *check({ node }) {
    const value = get(node, 'hostPath', 'path');
    const path = normalPath(knownText(value) ?? '.');
    if (!value) return;
    if (folders.has(path)) yield finding(value, `${path} of the node should not be given to a container`);
    if (socket.test(path)) yield finding(value, 'the container runtime of the node should not be given to a container');
  },
});
