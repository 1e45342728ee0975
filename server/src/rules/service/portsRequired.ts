import { isHeadless, serviceSpecOf, serviceTypeOf } from '../../model/services.js';
import { entry, isNull } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const servicePortsRequired = rule({
  code: 'service/ports-required',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'Service without ports',
    why: `
      The API server rejects the manifest: only a headless Service (\`clusterIP: None\`) and one of type \`ExternalName\` can
      do without.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
      ^^^^ error service/ports-required: a Service must have ports, unless it is headless
        selector: { app: web }`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector: { app: web }
        ports:
          - port: 80`,
  },
  each: manifest => [serviceSpecOf(manifest)],
  *check(spec, { root, kind }, { isPatch, build }) {
    if (!spec || isPatch || build.completes(kind) || isHeadless(spec)) return;
    const type = serviceTypeOf(spec);
    const ports = entry(spec, 'ports');
    const isEmpty = !ports || isNull(ports.value) || (ports.value.kind === 'seq' && ports.value.items.length === 0);
    if (type === undefined || type === 'ExternalName' || !isEmpty) return;
    const at = ports ?? entry(root, 'spec');
    if (at) yield finding(at, 'a Service must have ports, unless it is headless');
  },
});
