import { emptyCommand, missingCommand } from '../handlers.js';
import { probeHandlersOf } from '../probes.js';
import { rule } from '../rule.js';

export const execEmpty = rule({
  code: 'probe/exec-empty',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'exec probe without a command',
    why: `
      The API server rejects the manifest: there is nothing to run.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-command',
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
              exec:
                command: []
                       # ^^ error probe/exec-empty: command must have at least one item`,
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
              exec:
                command: ["cat", "/tmp/healthy"]`,
  },
  each: probeHandlersOf,
  *check(probe, _manifest, { isPatch }) {
    yield* emptyCommand(probe);
    if (!isPatch) yield* missingCommand(probe);
  },
});
