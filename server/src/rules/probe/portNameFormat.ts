import { malformedPortName } from '../handlers.js';
import { probeHandlersOf } from '../probes.js';
import { rule } from '../rule.js';

export const portNameFormat = rule({
  code: 'probe/port-name-format',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'probe of a port by a name that no port can have',
    why: `
      The API server rejects the manifest. A port name has at most 15 characters: lower case letters, digits and single
      hyphens in between, with at least one letter.`,
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
            ports:
              - name: web-port
                containerPort: 8080
            livenessProbe:
              httpGet:
                port: web_port
                    # ^^^^^^^^ error probe/port-name-format: port name web_port must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - name: web-port
                containerPort: 8080
            livenessProbe:
              httpGet:
                port: web-port`,
  },
  each: probeHandlersOf,
  check: malformedPortName,
});
