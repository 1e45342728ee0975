import { filePathErrors, mendedFilePath } from '../../model/filePaths.js';
import { knownText } from '../../model/templates.js';
import { fileSourcesOf, filesOf, volumesOf } from '../../model/volumes.js';
import { isAtLeast } from '../../schema/schemas.js';
import { keyOf } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { changeTo } from '../volumes.js';

/** Older servers take any path of a token. */
const tokensSince = '1.30';

export const filePath = rule({
  code: 'volume/file-path',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'path of a file that leads out of its volume',
    why: `
      The API server rejects the manifest: the path of an item begins in the volume, has no \`..\`, and does not begin with
      two dots, as the kubelet's own files do.`,
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
                  path: /conf/web.conf
                      # ^^^^^^^^^^^^^^ error volume/file-path: path must be a relative path`,
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
                  path: conf/web.conf`,
  },
  each: manifest => volumesOf(manifest).flatMap(fileSourcesOf).flatMap(filesOf),
  *check({ path, source }, _manifest, { kubernetesVersion }) {
    const written = knownText(path.value);
    if (!written || (source.type === 'serviceAccountToken' && !isAtLeast(kubernetesVersion, tokensSince))) return;
    const errors = filePathErrors(written);
    if (errors.length === 0) return;
    const mended = mendedFilePath(written);
    const message = `${keyOf(path)} ${errors.join(', and ')}`;
    yield finding(path.value, message, ...(mended ? [changeTo(path.value, mended)] : []));
  },
});
