import { dns1123LabelErrors } from '../../model/names.js';
import { type ServicePort, servicePortsOf } from '../../model/services.js';
import { setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { insertBefore } from '../../syntax/insert.js';
import { entry, get, isNull, text } from '../../syntax/node.js';
import { findingAtItem } from '../items.js';
import { type Fix, finding, rule } from '../rule.js';

export const servicePortNameRequired = rule({
  code: 'service/port-name-required',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'port without a name in a Service with several ports',
    why: 'The API server rejects the manifest: where there are several ports, each of them has a name.',
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
    bad: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector: { app: web }
        ports:
          - port: 80
          # ^^^^ error service/port-name-required: each of several ports must have a name
          - name: metrics
            port: 9090`,
    good: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector: { app: web }
        ports:
          - name: http
            port: 80
          - name: metrics
            port: 9090`,
  },
  *each(manifest) {
    const ports = servicePortsOf(manifest);
    const taken = new Set(ports.map(({ name }) => name));
    for (const port of ports) if (port.list.items.length > 1) yield { port, taken };
  },
  *check({ port, taken }, { document }, { isPatch }) {
    const { node } = port;
    const field = entry(node, 'name');
    const isMissing = !field || isNull(field.value);
    if ((isMissing && isPatch) || (!isMissing && text(field.value) !== '')) return;
    const message = 'each of several ports must have a name';
    const fixes = nameFix(document, port, taken);
    yield field ? finding(field, message, ...fixes) : findingAtItem(node, message, ...fixes);
  },
});

function nameFix(document: YamlDocument, port: ServicePort, taken: ReadonlySet<string | undefined>): readonly Fix[] {
  const { node } = port;
  const name = nameFor(port);
  const field = entry(node, 'name');
  const first = node.entries[0];
  if (!name || taken.has(name) || !first || first.merged || field?.merged || node.alias) return [];
  const edit = () =>
    field ? setValue(document, field, name) : insertBefore(document, first, [{ key: 'name', value: name }]);
  return [{ title: `Name it ${name}`, edits: () => [edit()] }];
}

function nameFor({ node, number }: ServicePort): string | undefined {
  const target = text(get(node, 'targetPort'));
  if (target && /[a-z]/.test(target) && dns1123LabelErrors(target).length === 0) return target;
  if (number === 80) return 'http';
  if (number === 443) return 'https';
  return number === undefined ? undefined : `port-${number}`;
}
