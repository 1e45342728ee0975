import { handlersOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { type Edit, renameKey, scalarText, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { type Entry, entry, text } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { allowedProbesOf } from '../probes.js';
import { type Fix, finding, rule } from '../rule.js';
import { isLoopback } from './loopbackHost.js';

export const hostSet = rule({
  code: 'probe/host-set',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'probe of another host than the pod',
    why: `
      The kubelet asks this host instead of the pod, so the answer says nothing about the container. To ask the pod by
      another name, put it into the header Host.`,
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
                path: /healthz
                port: 8080
                host: shop.example.com
                    # ^^^^^^^^^^^^^^^^ warning probe/host-set: host should be left out: the probe asks shop.example.com instead of the pod`,
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
                httpHeaders: [{ name: Host, value: shop.example.com }]`,
  },
  each: allowedProbesOf,
  *check({ node }, manifest) {
    for (const { entry: handler, name } of handlersOf(node)) {
      const host = entry(handler.value, 'host');
      const value = text(host?.value);
      // That a pod does not see localhost is said anyway; in the network of the node, it does.
      if (!host || !value || isPlaceholder(host.value) || isLoopback(value)) continue;
      const remove: Fix = { title: 'Remove host', loses: true, edits: () => removeEntry(manifest.document, host) };
      const move: Fix = { title: 'Make it the header Host', edits: () => asHeader(manifest.document, host, value) };
      const canMove = name === 'httpGet' && !entry(handler.value, 'httpHeaders');
      const message = `host should be left out: the probe asks ${value} instead of the pod`;
      yield finding(host.value, message, ...(canMove ? [move] : []), remove);
    }
  },
});

function asHeader(document: YamlDocument, host: Entry, value: string): readonly Edit[] {
  const header =
    host.key.style === 'double'
      ? `[{ "name": "Host", "value": ${JSON.stringify(value)} }]`
      : `[{ name: Host, value: ${scalarText(value)} }]`;
  return [renameKey(host, 'httpHeaders'), setValue(document, host, header)];
}
