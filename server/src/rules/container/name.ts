import { dns1123LabelErrors, limits } from '../../model/names.js';
import { containersOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import { entry, text } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

export const containerName = rule({
  code: 'container/name',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'container name that the API server refuses',
    why: `
      The API server rejects the manifest: the name of a container is a DNS label, with lower case letters, digits and
      hyphens, and at most 63 of them.`,
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: Web_Server
                # ^^^^^^^^^^ error container/name: container name Web_Server is refused: a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character
            image: nginx`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web-server
            image: nginx`,
  },
  *each(manifest) {
    const containers = [...containersOf(manifest)];
    const taken = new Set(containers.map(({ name }) => name));
    for (const { node } of containers) {
      const field = entry(node, 'name');
      if (field && !isPlaceholder(field.value)) yield { field, taken };
    }
  },
  *check({ field, taken }, { document }) {
    const name = text(field.value);
    if (name === undefined) return;
    if (name === '') yield finding(field.value, 'name of a container must not be empty');
    const [error] = name === '' ? [] : dns1123LabelErrors(name);
    if (!error) return;
    const better = asLabel(name);
    const fix: Fix = { title: `Change to ${better}`, edits: () => [setValue(document, field, better)] };
    yield finding(
      field.value,
      `container name ${name} is refused: ${inShort(error)}`,
      ...(better && !taken.has(better) ? [fix] : []),
    );
  },
});

/** The nearest name that is allowed; empty where nothing is left. A number would need quotes: it is left alone. */
function asLabel(name: string): string {
  const label = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, limits.label)
    .replace(/^-+|-+$/g, '');
  return /[a-z]/.test(label) ? label : '';
}

/** Without the examples and the pattern. */
function inShort(error: string): string {
  return error.replace(/ \(e\.g\. .*/, '');
}
