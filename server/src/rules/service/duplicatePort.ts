import { servicePortsOf } from '../../model/services.js';
import { entry, number } from '../../syntax/node.js';
import { findingAtItem } from '../items.js';
import { type Finding, finding, rule } from '../rule.js';

export const serviceDuplicatePort = rule({
  code: 'service/duplicate-port',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'two ports of a Service with the same name, number or node port',
    why: `
      The API server rejects the manifest. Ports of different protocols may share their number, but not their name.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: dns
      spec:
        selector: { app: dns }
        ports:
          - name: dns
            port: 53
            protocol: UDP
          - name: dns
                # ^^^ error service/duplicate-port: another port has name dns already
            port: 53
            protocol: TCP`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: dns
      spec:
        selector: { app: dns }
        ports:
          - name: dns
            port: 53
            protocol: UDP
          - name: dns-tcp
            port: 53
            protocol: TCP`,
  },
  each: manifest => [servicePortsOf(manifest)],
  *check(ports): Iterable<Finding> {
    const seen = new Set<string>();
    const isRepeated = (key: string) => seen.has(key) || !seen.add(key);
    for (const { node, name, number: port, protocol } of ports) {
      const named = entry(node, 'name')?.value;
      const nodePort = entry(node, 'nodePort')?.value;
      const chosen = number(nodePort);
      if (named && name && isRepeated(`name ${name}`)) yield finding(named, `another port has name ${name} already`);
      if (port !== undefined && isRepeated(`${port}/${protocol}`)) {
        yield findingAtItem(node, `another port has number ${port}/${protocol} already`);
      }
      if (nodePort && chosen && isRepeated(`nodePort ${chosen}/${protocol}`)) {
        yield finding(nodePort, `another port has nodePort ${chosen}/${protocol} already`);
      }
    }
  },
});
