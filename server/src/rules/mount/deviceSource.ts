import { containersOf } from '../../model/pods.js';
import { claimTemplatesOf, devicesOf, typeOf, volumesByName } from '../../model/volumes.js';
import { text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const deviceSource = rule({
  code: 'mount/device-source',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'device made of a volume that is no claim',
    why: 'The API server rejects the manifest: only a persistentVolumeClaim or an ephemeral volume can be a device.',
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
            volumeDevices:
              - name: data
                    # ^^^^ error mount/device-source: a device must be of a persistentVolumeClaim or ephemeral volume: data is of type emptyDir
                devicePath: /dev/xvda
        volumes:
          - name: data
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
            volumeDevices:
              - name: data
                devicePath: /dev/xvda
        volumes:
          - name: data
            persistentVolumeClaim:
              claimName: data`,
  },
  *each(manifest, { isPatch }) {
    if (isPatch) return;
    const volumes = volumesByName(manifest);
    const claims = new Set(claimTemplatesOf(manifest).map(text));
    for (const device of [...containersOf(manifest)].flatMap(devicesOf)) {
      const volume = claims.has(device.name) ? undefined : volumes.get(device.name ?? '');
      if (volume) yield { device, volume };
    }
  },
  *check({ device: { nameEntry, name }, volume }) {
    const type = typeOf(volume);
    // Of a volume with several sources, or none, another rule speaks.
    if (!nameEntry || !type || type === 'persistentVolumeClaim' || type === 'ephemeral') return;
    yield finding(
      nameEntry.value,
      `a device must be of a persistentVolumeClaim or ephemeral volume: ${name} is of type ${type}`,
    );
  },
});
