import { servicePortsOf, serviceSpecOf, serviceTypeOf } from '../../model/services.js';
import { setValue } from '../../syntax/edit.js';
import { insertBefore } from '../../syntax/insert.js';
import { entry, number } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const serviceNodePortType = rule({
  code: 'service/node-port-type',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'nodePort in a Service of type ClusterIP',
    why: `
      The API server rejects the manifest: only Services of type \`NodePort\` and \`LoadBalancer\` have ports on the nodes.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector: { app: web }
        ports:
          - port: 80
            nodePort: 30080
          # ^^^^^^^^ error service/node-port-type: nodePort must not be used when type is ClusterIP`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        type: NodePort
        selector: { app: web }
        ports:
          - port: 80
            nodePort: 30080`,
  },
  each: servicePortsOf,
  *check({ node }, manifest, { isPatch, build }) {
    const spec = serviceSpecOf(manifest);
    const field = entry(node, 'nodePort');
    if (!spec || !field || !number(field.value) || serviceTypeOf(spec) !== 'ClusterIP') return;
    const type = entry(spec, 'type');
    if (!type && (isPatch || build.completes(manifest.kind))) return;
    const { document } = manifest;
    const first = spec.entries[0];
    const edit = () =>
      type
        ? setValue(document, type, 'NodePort')
        : first && insertBefore(document, first, [{ key: 'type', value: 'NodePort' }]);
    const canChange = type ? !type.merged : first && !first.merged;
    const change = { title: 'Set type to NodePort', edits: () => [edit() ?? []].flat() };
    const remove = { title: 'Remove nodePort', loses: true, edits: () => removeEntry(document, field) };
    const fixes = [...(canChange ? [change] : []), ...(field.merged ? [] : [remove])];
    yield finding(field, 'nodePort must not be used when type is ClusterIP', ...fixes);
  },
});
