import { setValue } from '../../syntax/edit.js';
import { entry, number } from '../../syntax/node.js';
import { allowedProbesOf, probeDefaults } from '../probes.js';
import { finding, rule } from '../rule.js';

export const singleFailure = rule({
  code: 'probe/single-failure',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'liveness probe that restarts the container after one failure',
    why: `
      One answer that came too late, on a busy node or during a deployment, and the container is restarted.`,
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
              tcpSocket:
                port: 8080
              failureThreshold: 1
                              # ^ warning probe/single-failure: failureThreshold of a livenessProbe should be more than 1`,
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
              tcpSocket:
                port: 8080
              failureThreshold: 3`,
  },
  *each(manifest) {
    for (const { kind, node } of allowedProbesOf(manifest)) {
      const field = kind === 'liveness' ? entry(node, 'failureThreshold') : undefined;
      if (field && number(field.value) === 1) yield field;
    }
  },
  *check(field, { document }) {
    yield finding(field.value, 'failureThreshold of a livenessProbe should be more than 1', {
      title: `Set failureThreshold to ${probeDefaults.failureThreshold}, the default`,
      edits: () => [setValue(document, field, String(probeDefaults.failureThreshold))],
    });
  },
});
