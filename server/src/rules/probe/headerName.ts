import { malformedHeaderName } from '../handlers.js';
import { probeHandlersOf } from '../probes.js';
import { rule } from '../rule.js';

export const headerName = rule({
  code: 'probe/header-name',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'HTTP header name that the API server refuses',
    why: `
      The API server rejects the manifest: header names of a probe consist of letters, digits and hyphens, nothing else.`,
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
            livenessProbe:
              httpGet:
                port: 8080
                httpHeaders:
                  - name: X_Probe
                        # ^^^^^^^ error probe/header-name: header name X_Probe must consist of letters, digits and hyphens
                    value: kubelet`,
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
                port: 8080
                httpHeaders:
                  - name: X-Probe
                    value: kubelet`,
  },
  each: probeHandlersOf,
  check: malformedHeaderName,
});
