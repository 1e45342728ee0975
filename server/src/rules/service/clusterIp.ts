import { serviceSpecOf, serviceTypeOf } from '../../model/services.js';
import { knownText } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import { entry } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const serviceClusterIp = rule({
  code: 'service/cluster-ip',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'clusterIP that is no address',
    why: `
      The API server rejects the manifest. A \`clusterIP\` is an IP address, or \`None\` for a headless Service, which cannot
      be of type \`NodePort\` or \`LoadBalancer\`.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        clusterIP: none
                 # ^^^^ error service/cluster-ip: clusterIP must be an IP address or None
        selector: { app: web }
        ports:
          - port: 80`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        clusterIP: None
        selector: { app: web }
        ports:
          - port: 80`,
  },
  each: manifest => [serviceSpecOf(manifest)],
  *check(spec, { document }) {
    const field = entry(spec, 'clusterIP');
    const address = knownText(field?.value);
    if (!spec || !field || !address) return;
    const type = serviceTypeOf(spec);
    if (address === 'None') {
      if (type === 'NodePort' || type === 'LoadBalancer') {
        yield finding(field.value, `clusterIP must not be None when type is ${type}`);
      }
      return;
    }
    if (type === 'ExternalName' || looksLikeAddress(address)) return;
    const isNone = address.toLowerCase() === 'none';
    const fix = { title: 'Change to None', safe: true, edits: () => [setValue(document, field, 'None')] };
    yield finding(field.value, 'clusterIP must be an IP address or None', ...(isNone ? [fix] : []));
  },
});

/** Not the whole grammar: what is no address at all. Older versions take zeros in front of the numbers. */
function looksLikeAddress(address: string): boolean {
  const parts = address.split('.');
  if (address.includes(':')) return /^[0-9A-Fa-f:.]+$/.test(address);
  return parts.length === 4 && parts.every(part => /^\d+$/.test(part) && Number(part) <= 255);
}
