import { pathLengthErrors } from '../../model/filePaths.js';
import { knownText } from '../../model/templates.js';
import { fileSourcesOf, filesOf, volumesOf } from '../../model/volumes.js';
import { keyOf } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

const long = 'a'.repeat(256);

export const longFilePath = rule({
  code: 'volume/long-file-path',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'path of a file that is longer than the node can write',
    why: `
      The API server takes it, but the kubelet cannot write the volume, and the pod waits in ContainerCreating: a path has
      at most 4096 bytes, each name in it 255.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#configmap',
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
            configMap:
              name: web
              items:
                - key: web.conf
                  path: ${long}
                      # ${'^'.repeat(256)} warning volume/long-file-path: path must have no name of more than 255 bytes, or the volume cannot be written`,
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
            configMap:
              name: web
              items:
                - key: web.conf
                  path: web.conf`,
  },
  each: manifest => volumesOf(manifest).flatMap(fileSourcesOf).flatMap(filesOf),
  *check({ path }) {
    for (const error of pathLengthErrors(knownText(path.value) ?? '')) {
      yield finding(path.value, `${keyOf(path)} ${error}, or the volume cannot be written`);
    }
  },
});
