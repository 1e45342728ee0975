import { lifecyclesOf } from '../../model/lifecycle.js';
import { isPlaceholder } from '../../model/templates.js';
import { entry } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';
import { runAsSidecar } from '../sidecar.js';

export const lifecycleOnInitContainer = rule({
  code: 'lifecycle/on-init-container',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'lifecycle on an init container that is not a sidecar',
    why: `
      The API server rejects the manifest: an init container starts, runs to its end, and is not stopped by anyone. With
      \`restartPolicy: Always\` it is a sidecar, runs as long as the pod, and may have hooks.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        initContainers:
          - name: migrate
            image: shop/migrate:1
            lifecycle:
          # ^^^^^^^^^ error lifecycle/on-init-container: an init container must not have a lifecycle unless its restartPolicy is Always
              preStop:
                exec:
                  command: ["sleep", "5"]
        containers:
          - name: web
            image: nginx`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        initContainers:
          - name: migrate
            image: shop/migrate:1
        containers:
          - name: web
            image: nginx`,
  },
  *each(manifest, { isPatch }) {
    for (const lifecycle of lifecyclesOf(manifest)) {
      const { list, keepsRunning, node } = lifecycle.container;
      const policy = entry(node, 'restartPolicy')?.value;
      // In a patch the restartPolicy may come from elsewhere.
      const isUnknown = policy ? isPlaceholder(policy) : isPatch;
      if (list === 'initContainers' && !keepsRunning && !isUnknown) yield lifecycle;
    }
  },
  *check({ entry, container }, { document }) {
    yield finding(
      entry,
      'an init container must not have a lifecycle unless its restartPolicy is Always',
      { title: 'Remove lifecycle', loses: true, edits: () => removeEntry(document, entry) },
      runAsSidecar(document, container),
    );
  },
});
