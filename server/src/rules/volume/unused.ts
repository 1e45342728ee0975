import type { Manifest } from '../../model/manifest.js';
import { containersOf } from '../../model/pods.js';
import { knownText } from '../../model/templates.js';
import {
  areVolumesKnown,
  claimTemplatesOf,
  devicesOf,
  isWrittenByKubelet,
  mountsOf,
  type Volume,
  volumesOf,
} from '../../model/volumes.js';
import { type Edit, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { flowMap, insertEntries, type NewMap } from '../../syntax/insert.js';
import { appendItem } from '../../syntax/items.js';
import { entry, get, isNull, items, type MapNode } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';
import { losing, removeFromList } from '../volumes.js';

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
  *check(volume, manifest) {
    const { name = '', node, nameEntry } = volume;
    if (!nameEntry) return;
    const remove = losing(removeFromList(manifest.document, node, `Remove volume ${name}`));
    yield finding(nameEntry.value, `no container mounts volume ${name}`, ...remove, ...mounts(manifest, volume, name));
  },
});

/** More containers than these are too many to choose from. */
const mostOffered = 3;

/** Where nobody can know the path, it is one that is easily seen and changed. */
function mounts(manifest: Manifest, volume: Volume, name: string): readonly Fix[] {
  const path = isWrittenByKubelet(volume) ? `/etc/${name}` : `/mnt/${name}`;
  const containers = [...containersOf(manifest)].filter(({ list }) => list === 'containers').slice(0, mostOffered);
  return containers.flatMap(container => {
    const edit = addMount(manifest.document, container.node, { name, mountPath: path });
    const title = `Mount it in container ${container.name ?? ''}`.trimEnd();
    return edit ? [{ title: `${title} on ${path}`, edits: () => [edit] }] : [];
  });
}

function addMount(document: YamlDocument, container: MapNode, mount: NewMap): Edit | undefined {
  const list = entry(container, 'volumeMounts');
  if (container.alias || list?.merged || list?.value.alias) return undefined;
  if (!list) return insertEntries(document, container, [{ key: 'volumeMounts', value: [mount] }]);
  if (isNull(list.value)) return setValue(document, list, `[${flowMap(document, mount, container)}]`);
  return list.value.kind === 'seq' ? appendItem(document, list.value, mount) : undefined;
}

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
