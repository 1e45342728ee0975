import { entry, isNull } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { allowedProbesOf } from '../probes.js';
import { finding, rule } from '../rule.js';

export const gracePeriodOnReadiness = rule({
  code: 'probe/grace-period-on-readiness',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'terminationGracePeriodSeconds on a readiness probe',
    why: `
      The API server rejects the manifest: a readiness probe that fails takes the pod out of its Services and ends
      nothing, so there is no grace period.`,
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
            readinessProbe:
              httpGet:
                path: /ready
                port: 8080
              terminationGracePeriodSeconds: 60
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error probe/grace-period-on-readiness: a readiness probe must not have terminationGracePeriodSeconds`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            readinessProbe:
              httpGet:
                path: /ready
                port: 8080`,
  },
  each: allowedProbesOf,
  *check({ kind, node }, { document }) {
    const field = entry(node, 'terminationGracePeriodSeconds');
    if (kind !== 'readiness' || !field || isNull(field.value)) return;
    yield finding(field, 'a readiness probe must not have terminationGracePeriodSeconds', {
      title: 'Remove terminationGracePeriodSeconds',
      edits: () => removeEntry(document, field),
    });
  },
});
