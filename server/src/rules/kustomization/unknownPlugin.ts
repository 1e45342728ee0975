import { nearest } from '../../schema/nearest.js';
import { get } from '../../syntax/node.js';
import { wordFixes, writtenText } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

export const unknownPlugin = rule({
  code: 'kustomization/unknown-plugin',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'builtin plugin that kustomize does not have',
    why: '`apiVersion: builtin` stands for the plugins that are part of kustomize: it stops at a kind that is none of them.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/builtins/',
    bad: `
      apiVersion: builtin
      kind: LabelsTransformer
          # ^^^^^^^^^^^^^^^^^ error kustomization/unknown-plugin: kustomize has no builtin plugin LabelsTransformer; did you mean LabelTransformer?
      metadata:
        name: labels
      labels:
        app: web`,
    good: `
      apiVersion: builtin
      kind: LabelTransformer
      metadata:
        name: labels
      labels:
        app: web`,
  },
  *each({ apiVersion, root }, { kindInfo }) {
    const node = get(root, 'kind');
    if (apiVersion === 'builtin' && !kindInfo && node) yield node;
  },
  *check(node, _manifest, { schemas }) {
    const kind = writtenText(node);
    if (!kind) return;
    const guess = nearest(kind, Object.keys(schemas.kinds['builtin'] ?? {}));
    const message = `kustomize has no builtin plugin ${kind}${guess ? `; did you mean ${guess}?` : ''}`;
    yield finding(node, message, ...(guess ? wordFixes(node, [guess]) : []));
  },
});
