import { isPlaceholder } from '../../model/templates.js';
import { allMountsOf, typeOf, volumesByName } from '../../model/volumes.js';
import { entry } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { setReadOnly } from '../volumes.js';

export const writableHostPath = rule({
  code: 'mount/writable-host-path',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'folder of the node that a container can write to',
    why: 'What the container writes stays on the node when the pod is gone, and other pods may trust it.',
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
              - name: logs
                    # ^^^^ warning mount/writable-host-path: a mount of a folder of the node should have readOnly: true
                mountPath: /logs
        volumes:
          - name: logs
            hostPath:
              path: /var/log/web`,
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
  *each(manifest, { isPatch }) {
    if (isPatch) return;
    const volumes = volumesByName(manifest);
    for (const mount of allMountsOf(manifest)) {
      const volume = volumes.get(mount.name ?? '');
      if (volume && typeOf(volume) === 'hostPath') yield mount;
    }
  },
  *check({ node, nameEntry }, { document }) {
    const readOnly = entry(node, 'readOnly')?.value;
    if (!nameEntry || (readOnly?.kind === 'scalar' && (readOnly.value === true || isPlaceholder(readOnly)))) return;
    yield finding(
      nameEntry.value,
      'a mount of a folder of the node should have readOnly: true',
      ...setReadOnly(document, node),
    );
  },
});
