import { quotedPortNumber } from '../handlers.js';
import { probeHandlersOf } from '../probes.js';
import { rule } from '../rule.js';

export const portQuotedNumber = rule({
  code: 'probe/port-quoted-number',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'port number of a probe in quotes',
    why: `
      In quotes the number is the name of a port, and a port name needs a letter: the API server rejects the manifest.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
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
                port: "8080"
                    # ^^^^^^ error probe/port-quoted-number: port must be a number without quotes: "8080" is read as the name of a port`,
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
  each: probeHandlersOf,
  check: quotedPortNumber,
});
