import { allMountsOf, isWrittenByKubelet, volumesByName } from '../../model/volumes.js';
import { entry, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const subPathNeverUpdated = rule({
  code: 'mount/sub-path-never-updated',
  severity: 'warning',
  strict: true,
  fixable: false,
  docs: {
    summary: 'file of a ConfigMap or Secret that stays as it is until the container starts again',
    why: `
      The kubelet updates volumes of ConfigMaps, Secrets and pod fields while the pod runs, but not what is mounted with
      \`subPath\`. Mount the folder where new content has to arrive.`,
    reference:
      'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
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
                mountPath: /etc/nginx/nginx.conf
                subPath: nginx.conf
              # ^^^^^^^ warning mount/sub-path-never-updated: a file mounted with subPath is never updated
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
                mountPath: /etc/nginx/conf.d
        volumes:
          - name: config
            configMap:
              name: web`,
  },
  *each(manifest) {
    const volumes = volumesByName(manifest);
    for (const mount of allMountsOf(manifest)) {
      const volume = volumes.get(mount.name ?? '');
      if (volume && isWrittenByKubelet(volume)) yield mount;
    }
  },
  *check({ node }) {
    const field = entry(node, 'subPath') ?? entry(node, 'subPathExpr');
    if (field && text(field.value)) yield finding(field, 'a file mounted with subPath is never updated');
  },
});
