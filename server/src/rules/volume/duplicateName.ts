import type { Manifest } from '../../model/manifest.js';
import { type Volume, volumesOf } from '../../model/volumes.js';
import { finding, rule } from '../rule.js';
import { changeTo, freeVolumeName, losing, removeFromList } from '../volumes.js';

export const duplicateVolumeName = rule({
  code: 'volume/duplicate-name',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'two volumes of one name',
    why: 'The API server rejects the manifest: a mount names its volume, so the names in a pod must be unique.',
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/',
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
          - name: config
                # ^^^^^^ error volume/duplicate-name: volume names must be unique: there is another volume config
            secret:
              secretName: web`,
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
          - name: config-2
            secret:
              secretName: web`,
  },
  each: (manifest, { isPatch }) => (isPatch ? [] : repeated(manifest)),
  *check({ volume, name }, manifest) {
    const { nameEntry, node } = volume;
    if (!nameEntry) return;
    const rename = changeTo(nameEntry.value, freeVolumeName(manifest, name));
    const remove = losing(removeFromList(manifest.document, node, 'Remove this volume'));
    const message = `volume names must be unique: there is another volume ${name}`;
    yield finding(nameEntry.value, message, rename, ...remove);
  },
});

function repeated(manifest: Manifest): readonly { readonly volume: Volume; readonly name: string }[] {
  const seen = new Set<string>();
  return volumesOf(manifest).flatMap(volume => {
    const { name } = volume;
    if (!name) return [];
    if (seen.has(name)) return [{ volume, name }];
    seen.add(name);
    return [];
  });
}
