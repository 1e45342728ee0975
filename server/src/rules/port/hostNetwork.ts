import { containersOf, portsOf, usesHostNetwork } from '../../model/pods.js';
import { setValue } from '../../syntax/edit.js';
import { entry, number } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const hostNetworkPort = rule({
  code: 'port/host-network',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'hostPort other than containerPort in the network of the node',
    why: `
      The API server rejects the manifest: with \`hostNetwork: true\` the container listens on the node itself, so
      there is nothing to map.`,
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        hostNetwork: true
        containers:
          - name: web
            image: nginx
            ports:
              - containerPort: 8080
                hostPort: 80
                        # ^^ error port/host-network: hostPort must match containerPort when hostNetwork is true`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        hostNetwork: true
        containers:
          - name: web
            image: nginx
            ports:
              - containerPort: 8080`,
  },
  *each(manifest) {
    if (usesHostNetwork(manifest) !== true) return;
    for (const { node, list } of containersOf(manifest)) if (list === 'containers') yield* portsOf(node);
  },
  *check({ node, number: port }, { document }) {
    const host = entry(node, 'hostPort');
    const value = number(host?.value);
    if (!host || !value || port === undefined || value === port) return;
    yield finding(
      host.value,
      'hostPort must match containerPort when hostNetwork is true',
      { title: 'Remove hostPort', edits: () => removeEntry(document, host) },
      { title: `Change hostPort to ${port}`, edits: () => [setValue(document, host, String(port))] },
    );
  },
});
