import { setValue } from '../../syntax/edit.js';
import { type Entry, entry, number } from '../../syntax/node.js';
import { allowedProbesOf, probeDefaults } from '../probes.js';
import { finding, rule } from '../rule.js';

export const negative = rule({
  code: 'probe/negative',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'negative number in a probe',
    why: `
      The API server rejects the manifest. Nothing can be switched off with -1: a probe that should not run is left out.`,
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
              httpGet:
                path: /healthz
                port: 8080
              failureThreshold: -1
                              # ^^ error probe/negative: failureThreshold must not be negative`,
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
                port: 8080
              failureThreshold: 3`,
  },
  *each(manifest) {
    for (const { node } of allowedProbesOf(manifest)) {
      for (const [name, standard] of Object.entries(probeDefaults)) {
        const field = entry(node, name);
        if (field && isNegative(field)) yield { field, name, standard };
      }
    }
  },
  *check({ field, name, standard }, { document }) {
    yield finding(field.value, `${name} must not be negative`, {
      title: `Set ${name} to ${standard}, the default`,
      edits: () => [setValue(document, field, String(standard))],
    });
  },
});

/** What is no integer, or too small for one, the schema has been told about. */
function isNegative({ value }: Entry): boolean {
  const found = number(value);
  return found !== undefined && Number.isInteger(found) && found < 0 && found >= -(2 ** 31);
}
