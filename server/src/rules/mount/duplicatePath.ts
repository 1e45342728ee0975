import { normalPath } from '../../model/filePaths.js';
import { containersOf } from '../../model/pods.js';
import { type Mount, mountsOf } from '../../model/volumes.js';
import type { YamlDocument } from '../../syntax/file.js';
import { entries } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';
import { losing, removeFromList } from '../volumes.js';

export const duplicateMountPath = rule({
  code: 'mount/duplicate-path',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'two mounts of a container in one place',
    why: `
      The API server rejects the manifest when two paths are the same, letter for letter. When they are two ways to write
      one path, such as \`/data\` and \`/data/\`, it takes it, and one of the mounts hides the other.`,
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
              - name: config
                mountPath: /etc/web
              - name: config
                mountPath: /etc/web
                         # ^^^^^^^^ error mount/duplicate-path: mountPath must be unique: /etc/web is taken
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
    for (const container of isPatch ? [] : containersOf(manifest)) yield mountsOf(container);
  },
  *check(mounts, { document }) {
    const paths = new Set<string>();
    const places = new Map<string, Mount>();
    for (const mount of mounts) {
      const { path, pathEntry } = mount;
      if (!path || !pathEntry) continue;
      const other = places.get(normalPath(path));
      if (!other) places.set(normalPath(path), mount);
      else if (paths.has(path)) {
        yield finding(
          pathEntry.value,
          `mountPath must be unique: ${path} is taken`,
          ...removal(document, mount, other),
        );
      } else {
        const message = `mountPath ${path} is the same place as ${other.path}: one mount hides the other`;
        yield { ...finding(pathEntry.value, message, ...removal(document, mount, other)), severity: 'warning' };
      }
      paths.add(path);
    }
  },
});

function removal(document: YamlDocument, mount: Mount, other: Mount): readonly Fix[] {
  const fixes = removeFromList(document, mount.node, 'Remove this mount');
  const isSame = [...entries(mount.node), ...entries(other.node)].every(
    ({ key }) => key.text === 'name' || key.text === 'mountPath',
  );
  return isSame && mount.name === other.name ? fixes : losing(fixes);
}
