import { furtherHandlers } from '../handlers.js';
import { probeHandlersOf } from '../probes.js';
import { rule } from '../rule.js';

export const multipleHandlers = rule({
  code: 'probe/multiple-handlers',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'probe with more than one handler',
    why: `
      The API server rejects the manifest: a probe does one thing. It cannot ask two endpoints at once; what should count
      for both belongs in one endpoint of the application.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-http-request',
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
              tcpSocket:
            # ^^^^^^^^^ error probe/multiple-handlers: livenessProbe must have one handler only: it has httpGet already
                port: 8080
              periodSeconds: 5`,
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
              periodSeconds: 5`,
  },
  each: probeHandlersOf,
  check: furtherHandlers,
});
