import { number } from '../../syntax/node.js';
import { kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

const knownPorts: readonly { readonly number: number; readonly field?: string; readonly is: string }[] = [
  { number: 10250, field: 'port', is: 'is known as the port of the server with authentication' },
  { number: 10255, field: 'readOnlyPort', is: 'is known as the port of the server without authentication' },
  { number: 10248, field: 'healthzPort', is: 'is known as the port of the health endpoint' },
  { number: 10249, is: 'is the port of kube-proxy for metrics' },
  { number: 10256, is: 'is the port of kube-proxy for its health' },
  { number: 4194, is: 'was the port of cAdvisor, retired in Kubernetes 1.12' },
];

export const usualPort = rule({
  code: 'kubelet/usual-port',
  severity: 'hint',
  fixable: false,
  docs: {
    summary: 'port number by which everybody knows another server',
    why: `
      10250 is the kubelet's server, 10255 the one that asks nobody who they are, 10248 its health, 10249 and
      10256 are kube-proxy's, and 4194 was that of cAdvisor, retired in Kubernetes 1.12. Firewalls and scanners,
      and people, take a server for what its number says.`,
    reference: 'https://kubernetes.io/docs/reference/networking/ports-and-protocols/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      port: 4194
          # ^^^^ hint kubelet/usual-port: 4194 was the port of cAdvisor, retired in Kubernetes 1.12`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      port: 10250`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context))
      for (const name of ['port', 'healthzPort', 'readOnlyPort']) {
        const entry = setting(root, name);
        if (entry) yield { name, entry };
      }
  },
  *check({ name, entry }) {
    const known = knownPorts.find(port => port.number === number(entry.value));
    if (known && known.field !== name) yield finding(entry.value, `${known.number} ${known.is}`);
  },
});
