import { handlersOf, usesHostNetwork } from '../../model/pods.js';
import { entry, text } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { allowedProbesOf } from '../probes.js';
import { finding, rule } from '../rule.js';

export const loopbackHost = rule({
  code: 'probe/loopback-host',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'probe of localhost',
    why: `
      The kubelet asks from the node, not from within the pod: localhost is the node. Without host it asks the pod.`,
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
                host: localhost
                    # ^^^^^^^^^ warning probe/loopback-host: host must be left out: localhost is the node that runs the pod, not the pod
                path: /healthz
                port: 8080`,
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
  *each(manifest, { isPatch, build }) {
    const isWhole = !isPatch && !build.completes(manifest.kind);
    if (isWhole && usesHostNetwork(manifest) === false) yield* allowedProbesOf(manifest);
  },
  *check({ node }, { document }) {
    for (const { entry: handler } of handlersOf(node)) {
      const host = entry(handler.value, 'host');
      const name = text(host?.value);
      if (!host || name === undefined || !isLoopback(name)) continue;
      const message = `host must be left out: ${name} is the node that runs the pod, not the pod`;
      yield finding(host.value, message, { title: 'Remove host', edits: () => removeEntry(document, host) });
    }
  },
});

export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(host);
}
