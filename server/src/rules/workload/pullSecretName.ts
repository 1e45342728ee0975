import { hasPatchDirective } from '../../model/manifest.js';
import { podSpecOf } from '../../model/pods.js';
import { isPlaceholder } from '../../model/templates.js';
import { get, isNull, items, type MapNode, text } from '../../syntax/node.js';
import { removeItem } from '../../syntax/remove.js';
import { findingAtItem } from '../items.js';
import { finding, rule } from '../rule.js';

export const workloadPullSecretName = rule({
  code: 'workload/pull-secret-name',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'item of imagePullSecrets without a name, or with the name of another',
    why: `
      The API server warns: an item without a name is no Secret, and of two items with one name \`kubectl apply\` may drop
      one.`,
    reference: 'https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        imagePullSecrets:
          - name: registry
          - name: registry
                # ^^^^^^^^ warning workload/pull-secret-name: another item of imagePullSecrets has the name registry already
        containers:
          - name: web
            image: registry.example.com/web:1`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        imagePullSecrets:
          - name: registry
        containers:
          - name: web
            image: registry.example.com/web:1`,
  },
  *each(manifest) {
    const seen = new Set<string>();
    for (const node of items(get(podSpecOf(manifest), 'imagePullSecrets'))) {
      if (node.kind !== 'map' || hasPatchDirective(node)) continue;
      const name = get(node, 'name');
      const written = isNull(name) ? '' : text(name);
      if (written === undefined || (name && isPlaceholder(name))) continue;
      if (written === '' || seen.has(written)) yield { node, written };
      seen.add(written);
    }
  },
  *check({ node, written }, { document }) {
    const name = get(node, 'name');
    const message =
      written === ''
        ? 'an item of imagePullSecrets must have a name'
        : `another item of imagePullSecrets has the name ${written} already`;
    const fixes = removal(node).map(list => ({
      title: 'Remove this item',
      edits: () => [removeItem(document, list, node)],
    }));
    yield name && !isNull(name) ? finding(name, message, ...fixes) : findingAtItem(node, message, ...fixes);
  },
});

function removal({ parent, alias }: MapNode) {
  return parent?.kind === 'seq' && !alias ? [parent] : [];
}
