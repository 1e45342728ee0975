import { type Entry, number } from '../../syntax/node.js';
import { isSet, type Kubelet, kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

interface Port {
  readonly name: string;
  /** None where the default counts. */
  readonly entry: Entry | undefined;
  readonly number: number;
}

const ports = [
  { name: 'port', usual: 10250 },
  { name: 'healthzPort', usual: 10248 },
  { name: 'readOnlyPort', usual: 0 },
];

export const portClash = rule({
  code: 'kubelet/port-clash',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'two servers of the kubelet on one port',
    why: `
      The kubelet serves the API server at \`port\` (10250), its own health at \`healthzPort\` (10248), and, if asked
      to, everybody at \`readOnlyPort\`. Two of them cannot listen on the same port.`,
    reference: 'https://kubernetes.io/docs/reference/networking/ports-and-protocols/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      port: 10260
      healthzPort: 10260
                 # ^^^^^ warning kubelet/port-clash: healthzPort is the same as port`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      port: 10260
      healthzPort: 10248`,
  },
  each: kubeletsIn,
  *check(kubelet) {
    const [port, healthz, readOnly] = ports.map(field => portOf(kubelet, field));
    for (const [own, other] of [
      [healthz, port],
      [readOnly, port],
      [readOnly, healthz],
    ]) {
      if (!own || !other || own.number === 0 || own.number !== other.number) continue;
      const [at, to] = own.entry ? [own, other] : [other, own];
      const shown = to.entry ? '' : `, which is ${to.number} by default`;
      if (at.entry) yield finding(at.entry.value, `${at.name} is the same as ${to.name}${shown}`);
    }
  },
});

function portOf({ root, isPart }: Kubelet, { name, usual }: (typeof ports)[number]): Port | undefined {
  const entry = setting(root, name);
  if (!entry) return isPart || isSet(root, name) ? undefined : { name, entry, number: usual };
  const written = number(entry.value);
  // Of port, 0 is the default.
  return written === undefined
    ? undefined
    : { name, entry, number: name === 'port' && written === 0 ? usual : written };
}
