import { containersOf } from '../../model/pods.js';
import { knownText } from '../../model/templates.js';
import { isAtLeast } from '../../schema/schemas.js';
import { entry, get, items, type Node } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

/** Before that, servers leave the field out. */
const since = '1.33';

export const resizePolicyTwice = rule({
  code: 'resources/resize-policy-twice',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'two resize policies of a container for one resource',
    why: `
      The API server rejects the manifest: what happens when a resource is resized can be said once. Before Kubernetes
      1.33 it knows the field only where that is turned on.`,
    reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            resizePolicy:
              - resourceName: cpu
                restartPolicy: NotRequired
              - resourceName: cpu
                            # ^^^ error resources/resize-policy-twice: resizePolicy must name cpu once
                restartPolicy: RestartContainer`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            resizePolicy:
              - resourceName: cpu
                restartPolicy: NotRequired
              - resourceName: memory
                restartPolicy: RestartContainer`,
  },
  *each(manifest, { kubernetesVersion }) {
    if (!isAtLeast(kubernetesVersion, since)) return;
    for (const { node, list } of containersOf(manifest)) {
      if (list !== 'ephemeralContainers') yield* repeated(items(get(node, 'resizePolicy')));
    }
  },
  *check({ value, name }) {
    yield finding(value, `resizePolicy must name ${name} once`);
  },
});

function* repeated(policies: readonly Node[]): Iterable<{ readonly value: Node; readonly name: string }> {
  const seen = new Set<string>();
  for (const policy of policies) {
    const value = entry(policy, 'resourceName')?.value;
    const name = knownText(value);
    if (!value || !name) continue;
    if (seen.has(name)) yield { value, name };
    seen.add(name);
  }
}
