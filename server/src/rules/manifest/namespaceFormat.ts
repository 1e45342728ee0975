import { dns1123LabelErrors, inWords } from '../../model/names.js';
import { slugOf } from '../../model/objectNames.js';
import { replace, scalarText } from '../../syntax/edit.js';
import { get } from '../../syntax/node.js';
import { knownName } from '../metadata.js';
import { finding, rule } from '../rule.js';

export const namespaceFormat = rule({
  code: 'manifest/namespace-format',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'namespace whose name no namespace can have',
    why: 'Names of namespaces are DNS labels: lower-case letters, digits and hyphens. There can be no such namespace.',
    reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: Web.Shop
                 # ^^^^^^^^ error manifest/namespace-format: namespace Web.Shop: a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
        namespace: web-shop`,
  },
  // kustomize may put another one there.
  *each({ root }, { isPatch, kindInfo, build }) {
    const node = get(root, 'metadata', 'namespace');
    if (node?.kind === 'scalar' && kindInfo?.namespaced && !isPatch && !build.isBuilt) yield node;
  },
  *check(node) {
    const name = knownName(node);
    const errors = name ? dns1123LabelErrors(name) : [];
    if (!name || errors.length === 0) return;
    const slug = slugOf(name, 'label').replaceAll('.', '-');
    const text = node.style === 'double' ? JSON.stringify(slug) : scalarText(slug);
    const fix = { title: `Change to ${slug}`, edits: () => [replace(node, text)] };
    const isFixable = slug !== '' && dns1123LabelErrors(slug).length === 0;
    yield finding(node, `namespace ${name}: ${inWords(errors)}`, ...(isFixable ? [fix] : []));
  },
});
