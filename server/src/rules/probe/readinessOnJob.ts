import { portsOf, probesOf, runsToItsEnd } from '../../model/pods.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const readinessOnJob = rule({
  code: 'probe/readiness-on-job',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'readiness probe in a Job',
    why: `
      No Service sends requests to a container without ports that does its work and ends, so nobody asks whether it is
      ready.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-readiness-probes',
    bad: `
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: migrate
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
              - name: migrate
                image: shop/migrate:1
                readinessProbe:
              # ^^^^^^^^^^^^^^ warning probe/readiness-on-job: a Job should have no readinessProbe: nobody waits for it to be ready
                  exec:
                    command: [cat, /tmp/ready]`,
    good: `
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: migrate
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
              - name: migrate
                image: shop/migrate:1`,
  },
  *each(manifest) {
    if (!runsToItsEnd(manifest)) return;
    for (const probe of probesOf(manifest)) {
      // Where there are ports, a Service may wait for them.
      const servesNothing = probe.container.list === 'containers' && portsOf(probe.container.node).length === 0;
      if (probe.kind === 'readiness' && servesNothing) yield probe.entry;
    }
  },
  *check(probe, { document, kind }) {
    yield finding(probe, `a ${kind} should have no readinessProbe: nobody waits for it to be ready`, {
      title: 'Remove readinessProbe',
      edits: () => removeEntry(document, probe),
    });
  },
});
