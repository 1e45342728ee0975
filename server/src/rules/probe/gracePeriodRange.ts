import { entry, number } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { allowedProbesOf } from '../probes.js';
import { finding, rule } from '../rule.js';

export const gracePeriodRange = rule({
  code: 'probe/grace-period-range',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'terminationGracePeriodSeconds of a probe below 1',
    why: `
      The API server rejects the manifest. Without the field, the terminationGracePeriodSeconds of the pod counts.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#probe-level-terminationgraceperiodseconds',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            livenessProbe:
              httpGet:
                path: /healthz
                port: 8080
              terminationGracePeriodSeconds: 0
                                           # ^ error probe/grace-period-range: terminationGracePeriodSeconds of a probe must be at least 1`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            livenessProbe:
              httpGet:
                path: /healthz
                port: 8080`,
  },
  each: allowedProbesOf,
  *check({ kind, node }, { document }) {
    const field = entry(node, 'terminationGracePeriodSeconds');
    const seconds = number(field?.value);
    // On a readiness probe the field itself is wrong.
    if (kind === 'readiness' || !field || seconds === undefined || !Number.isInteger(seconds) || seconds > 0) return;
    yield finding(field.value, 'terminationGracePeriodSeconds of a probe must be at least 1', {
      title: 'Remove terminationGracePeriodSeconds',
      edits: () => removeEntry(document, field),
    });
  },
});
