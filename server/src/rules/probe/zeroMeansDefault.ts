import { setValue } from '../../syntax/edit.js';
import { entry, number } from '../../syntax/node.js';
import { allowedProbesOf, probeDefaults } from '../probes.js';
import { finding, rule } from '../rule.js';

export const zeroMeansDefault = rule({
  code: 'probe/zero-means-default',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: '0 in a probe where it stands for the default',
    why: `
      The API server takes 0 for nothing written, and puts the default in its place. A probe cannot be asked all the
      time, have no time to answer, or be switched off with it.`,
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
              failureThreshold: 0
                              # ^ warning probe/zero-means-default: failureThreshold must be at least 1: 0 stands for the default, 3`,
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
    for (const { node } of allowedProbesOf(manifest)) {
      for (const [name, standard] of Object.entries(probeDefaults)) {
        const field = entry(node, name);
        if (field && standard !== 0 && number(field.value) === 0) yield { field, name, standard };
      }
    }
  },
  *check({ field, name, standard }, { document }) {
    yield finding(field.value, `${name} must be at least 1: 0 stands for the default, ${standard}`, {
      title: `Set ${name} to ${standard}, the default`,
      edits: () => [setValue(document, field, String(standard))],
    });
  },
});
