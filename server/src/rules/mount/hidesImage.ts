import { normalPath } from '../../model/filePaths.js';
import type { Manifest } from '../../model/manifest.js';
import { containersOf } from '../../model/pods.js';
import { allMountsOf, isWrittenByKubelet, mountsOf, typeOf, type Volume, volumesByName } from '../../model/volumes.js';
import { entry, isNull } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

/** No image works without its own files in these. */
const folders: ReadonlySet<string> = new Set([
  '/',
  '/etc',
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib64',
  '/usr/bin',
  '/usr/lib',
]);

export const mountHidesImage = rule({
  code: 'mount/hides-image',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'ConfigMap, Secret or empty folder over a system folder of the image',
    why: `
      A mount hides what the image has there: programs, libraries, users. Mount it deeper, or single files with
      \`subPath\`.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
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
                mountPath: /etc
                         # ^^^^ warning mount/hides-image: a mount on /etc hides all files that the image has there
        volumes:
          - name: config
            configMap:
              name: web`,
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
              name: web`,
  },
  *each(manifest, { isPatch }) {
    if (isPatch) return;
    const volumes = volumesByName(manifest);
    const filled = filledBefore(manifest);
    for (const mount of allMountsOf(manifest)) {
      const volume = volumes.get(mount.name ?? '');
      if (volume && (isWrittenByKubelet(volume) || isEmptied(volume, filled))) yield mount;
    }
  },
  *check({ node, path, pathEntry }) {
    if (!path || !pathEntry || !folders.has(normalPath(path))) return;
    if (!isNull(entry(node, 'subPath')?.value) || !isNull(entry(node, 'subPathExpr')?.value)) return;
    yield finding(pathEntry.value, `a mount on ${path} hides all files that the image has there`);
  },
});

/** An empty folder that nobody puts files into first. */
function isEmptied(volume: Volume, filled: ReadonlySet<string>): boolean {
  return typeOf(volume) === 'emptyDir' && !filled.has(volume.name ?? '');
}

function filledBefore(manifest: Manifest): ReadonlySet<string> {
  const first = [...containersOf(manifest)].filter(({ list }) => list === 'initContainers');
  return new Set(first.flatMap(mountsOf).flatMap(({ name }) => name ?? []));
}
