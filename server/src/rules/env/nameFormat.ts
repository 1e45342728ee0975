import { envFromOf, envVarsOf } from '../../model/env.js';
import { knownText } from '../../model/templates.js';
import { setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { type Entry, entry, keyOf } from '../../syntax/node.js';
import { envNameProblem, slugOf } from '../env.js';
import { finding, rule } from '../rule.js';

export const envNameFormat = rule({
  code: 'env/name-format',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'name of an environment variable, or prefix of names, that the API server refuses',
    why: `
      The API server rejects the manifest. From Kubernetes 1.32 on a name consists of printable ASCII characters other
      than \`=\`; before, of letters, digits, \`_\`, \`-\` and \`.\`, and it does not begin with a digit. The same holds for
      the \`prefix\` of \`envFrom\`.`,
    reference: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: LOG=LEVEL
                    # ^^^^^^^^^ error env/name-format: env name LOG=LEVEL must consist of printable ASCII characters other than =
                value: debug`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: LOG_LEVEL
                value: debug`,
  },
  *each(manifest) {
    for (const { node } of envVarsOf(manifest)) yield entry(node, 'name');
    for (const { node } of envFromOf(manifest)) yield entry(node, 'prefix');
  },
  *check(field, { document }, { kubernetesVersion }) {
    const name = knownText(field?.value);
    if (!field || name === undefined) return;
    const what = keyOf(field) === 'prefix' ? 'prefix' : 'env name';
    if (name === '' && what === 'env name') yield finding(field.value, 'env name must not be empty');
    if (name === '') return;
    const problem = envNameProblem(name, kubernetesVersion);
    if (problem) yield finding(field.value, `${what} ${name} ${problem}`, ...slugs(document, field, name));
  },
});

function slugs(document: YamlDocument, field: Entry, name: string) {
  const slug = slugOf(name);
  // Nothing but underscores says nothing.
  if (!/[A-Za-z0-9]/.test(slug)) return [];
  return [{ title: `Change to ${slug}`, edits: () => [setValue(document, field, slug)] }];
}
