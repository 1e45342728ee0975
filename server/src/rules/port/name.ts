import { limits, portNameErrors } from '../../model/names.js';
import { containersOf, portsOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import { entry } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

export const portName = rule({
  code: 'port/name',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'port name that the API server refuses',
    why: `
      The API server rejects the manifest: the name of a port has at most 15 characters, which are lower case letters,
      digits and single hyphens, one letter at least.`,
    reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - name: Admin_Port
                    # ^^^^^^^^^^ error port/name: port name Admin_Port must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)
                containerPort: 8080`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            ports:
              - name: admin-port
                containerPort: 8080`,
  },
  *each(manifest) {
    for (const { node, list } of containersOf(manifest)) {
      if (list === 'ephemeralContainers') continue;
      const ports = portsOf(node);
      const taken = new Set(ports.map(({ name }) => name));
      for (const port of ports) yield { ...port, taken };
    }
  },
  *check({ node, name, taken }, { document }) {
    const field = entry(node, 'name');
    if (!field || !name || isPlaceholder(field.value)) return;
    const errors = portNameErrors(name);
    if (errors.length === 0) return;
    const better = asPortName(name);
    const fix: Fix = { title: `Change to ${better}`, edits: () => [setValue(document, field, better)] };
    yield finding(
      field.value,
      `port name ${name} ${errors.join(', and ')}`,
      ...(better && !taken.has(better) ? [fix] : []),
    );
  },
});

/** The nearest name that is allowed; empty where nothing is left. */
function asPortName(name: string): string {
  const label = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, limits.portName)
    .replace(/^-+|-+$/g, '');
  return /[a-z]/.test(label) ? label : '';
}
