import { backstepErrors } from '../../model/filePaths.js';
import { type Container, containersOf } from '../../model/pods.js';
import { devicesOf, mountsOf } from '../../model/volumes.js';
import { type Finding, finding, rule } from '../rule.js';
import { losing, removeFromList } from '../volumes.js';

export const deviceClash = rule({
  code: 'mount/device-clash',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'volume or path that a container has as a device, and once more',
    why: 'The API server rejects the manifest: a volume is either a device or a folder, and each has its own path.',
    reference: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support',
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
              - name: data
                mountPath: /data
            volumeDevices:
              - name: data
                    # ^^^^ error mount/device-clash: volume data must not already exist in volumeMounts
                devicePath: /dev/xvda
        volumes:
          - name: data
            persistentVolumeClaim:
              claimName: data`,
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
              - name: data
                mountPath: /data
            volumeDevices: []
        volumes:
          - name: data
            persistentVolumeClaim:
              claimName: data`,
  },
  each: (manifest, { isPatch }) => (isPatch ? [] : containersOf(manifest)),
  check: (container, { document }) => clashes(container, document),
});

function* clashes(container: Container, document: Parameters<typeof removeFromList>[0]): Iterable<Finding> {
  const mounts = mountsOf(container);
  const mounted = new Set(mounts.flatMap(({ name }) => name || []));
  const places = new Set(mounts.flatMap(({ path }) => path || []));
  const names = new Set<string>();
  const paths = new Set<string>();
  for (const { node, name, nameEntry, path, pathEntry } of devicesOf(container)) {
    const fixes = losing(removeFromList(document, node, 'Remove this device'));
    if (name && nameEntry) {
      if (mounted.has(name))
        yield finding(nameEntry.value, `volume ${name} must not already exist in volumeMounts`, ...fixes);
      else if (names.has(name))
        yield finding(nameEntry.value, `volume ${name} must be unique in volumeDevices`, ...fixes);
      names.add(name);
    }
    if (path && pathEntry) {
      if (places.has(path))
        yield finding(pathEntry.value, `${path} must not already exist as a path in volumeMounts`, ...fixes);
      else if (paths.has(path)) yield finding(pathEntry.value, `devicePath must be unique: ${path} is taken`, ...fixes);
      if (backstepErrors(path).length > 0)
        yield finding(pathEntry.value, "devicePath can not contain backsteps ('..')");
      paths.add(path);
    }
  }
}
