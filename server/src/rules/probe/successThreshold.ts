import { setValue } from '../../syntax/edit.js';
import { entry, number } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { allowedProbesOf } from '../probes.js';
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
  each: allowedProbesOf,
  *check({ kind, node }, { document }) {
    if (kind === 'readiness') return;
    const field = entry(node, 'successThreshold');
    const value = number(field?.value);
    // Zero stands for the default, which is 1; what is negative has a rule of its own.
    if (!field || value === undefined || !Number.isInteger(value) || value <= 1 || value >= 2 ** 31) return;
    yield finding(
      field.value,
      `successThreshold must be 1 for a ${kind} probe`,
      { title: 'Set successThreshold to 1', safe: true, edits: () => [setValue(document, field, '1')] },
      { title: 'Remove successThreshold', edits: () => removeEntry(document, field) },
    );
  },
});
