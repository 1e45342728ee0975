import { probesOf } from '../../model/pods.js';
import { replace } from '../../syntax/edit.js';
import { get, number } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const successThreshold = rule({
  code: 'probe/success-threshold',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'successThreshold above 1 on a liveness or startup probe',
    why: `
      The API server rejects the manifest: only a readiness probe may ask for several successes in a row.
      A container that failed its liveness probe is restarted, so there is nothing left to recover.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
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
              httpGet: { path: /healthz, port: 8080 }
              successThreshold: 3
                              # ^ error probe/success-threshold: successThreshold must be 1 for a liveness probe`,
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
              httpGet: { path: /healthz, port: 8080 }
              successThreshold: 1`,
  },
  each: probesOf,
  *check({ kind, node }) {
    if (kind === 'readiness') return;
    const threshold = get(node, 'successThreshold');
    const value = number(threshold);
    if (!threshold || value === undefined || value <= 1) return;
    const fix = { title: 'Set successThreshold to 1', edits: () => [replace(threshold, '1')] };
    yield finding(threshold, `successThreshold must be 1 for a ${kind} probe`, fix);
  },
});
