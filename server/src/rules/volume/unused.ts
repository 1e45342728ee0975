import type { Manifest } from '../../model/manifest.js';
import { containersOf } from '../../model/pods.js';
import { knownText } from '../../model/templates.js';
import { areVolumesKnown, claimTemplatesOf, devicesOf, mountsOf, volumesOf } from '../../model/volumes.js';
import { get, items } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { removeFromList } from '../volumes.js';

export const unusedVolume = rule({
  code: 'volume/unused',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'volume that no container mounts',
    why: `
      The pod waits until the volume is there, and does nothing with it. Often the mount is missing, or stands in another
      container.`,
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
          - name: cache
                # ^^^^^ warning volume/unused: no container mounts volume cache
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
              - name: config
                mountPath: /etc/web
        volumes:
          - name: config
            configMap:
              name: web`,
  },
  *each(manifest, { isPatch }) {
    const used = isPatch || !areVolumesKnown(manifest) ? undefined : namesUsed(manifest);
    if (used) for (const volume of volumesOf(manifest)) if (volume.name && !used.has(volume.name)) yield volume;
  },
  *check({ name, node, nameEntry }, { document }) {
    if (nameEntry)
      yield finding(
        nameEntry.value,
        `no container mounts volume ${name}`,
        ...removeFromList(document, node, `Remove volume ${name}`),
      );
  },
});

/** `undefined` where a name is to be filled in. */
function namesUsed(manifest: Manifest): ReadonlySet<string> | undefined {
  // A claim template takes the place of the volume that has its name.
  const names = new Set(claimTemplatesOf(manifest).flatMap(name => knownText(name) ?? []));
  for (const container of containersOf(manifest)) {
    for (const { nameEntry, name } of [...mountsOf(container), ...devicesOf(container)]) {
      if (!nameEntry || name === undefined) return undefined;
      names.add(name);
    }
    for (const variable of items(get(container.node, 'env'))) {
      const file = knownText(get(variable, 'valueFrom', 'fileKeyRef', 'volumeName'));
      if (file) names.add(file);
    }
  }
  return names;
}
