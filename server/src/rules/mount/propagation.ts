import { isPlaceholder } from '../../model/templates.js';
import { allMountsOf } from '../../model/volumes.js';
import { entry, get, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { changeTo } from '../volumes.js';

export const mountPropagation = rule({
  code: 'mount/propagation',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'mountPropagation Bidirectional in a container that is not privileged',
    why: `
      The API server rejects the manifest: what the container mounts would appear on the node and in other pods. With
      HostToContainer it sees what is mounted on the node.`,
    reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation',
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
                mountPropagation: Bidirectional
                                # ^^^^^^^^^^^^^ error mount/propagation: Bidirectional mount propagation is available only to privileged containers
        volumes:
          - name: data
            hostPath:
              path: /data`,
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
                mountPropagation: HostToContainer
        volumes:
          - name: data
            hostPath:
              path: /data`,
  },
  each: (manifest, { isPatch }) => (isPatch ? [] : allMountsOf(manifest)),
  *check({ node, container }) {
    const value = entry(node, 'mountPropagation')?.value;
    if (!value || text(value) !== 'Bidirectional') return;
    const privileged = get(container.node, 'securityContext', 'privileged');
    if (privileged?.kind === 'scalar' && (privileged.value === true || isPlaceholder(privileged))) return;
    const message = 'Bidirectional mount propagation is available only to privileged containers';
    yield finding(value, message, changeTo(value, 'HostToContainer'));
  },
});
