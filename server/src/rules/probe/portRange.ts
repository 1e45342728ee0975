import { portOutOfRange } from '../handlers.js';
import { probeHandlersOf } from '../probes.js';
import { rule } from '../rule.js';

export const portRange = rule({
  code: 'probe/port-range',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'probe of a port number that does not exist',
    why: `
      The API server rejects the manifest: ports are numbers from 1 to 65535.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
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
              - name: http
                containerPort: 8080
            livenessProbe:
              tcpSocket:
                port: 80800
                    # ^^^^^ error probe/port-range: port must be between 1 and 65535`,
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
              - name: http
                containerPort: 8080
            livenessProbe:
              tcpSocket:
                port: http`,
  },
  each: probeHandlersOf,
  check: portOutOfRange,
});
