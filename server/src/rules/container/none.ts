import { podSpecOf } from '../../model/pods.js';
import { entry } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const noContainers = rule({
  code: 'container/none',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'pod without a container',
    why: `
      The API server rejects the manifest: a pod needs at least one container beside its init containers.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers: []
      # ^^^^^^^^^^ error container/none: containers must have at least one container`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx`,
  },
  *each(manifest, { isPatch, build }) {
    const containers = entry(podSpecOf(manifest), 'containers');
    if (containers && !isPatch && !build.completes(manifest.kind)) yield containers;
  },
  *check(containers) {
    const { value } = containers;
    if (value.kind !== 'seq' || value.items.length > 0) return;
    yield finding(containers, 'containers must have at least one container');
  },
});
