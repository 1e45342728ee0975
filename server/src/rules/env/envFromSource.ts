import { envFromOf, envFromSourceNames, envFromSourcesIn } from '../../model/env.js';
import { hasPatchDirective } from '../../model/manifest.js';
import { oneOf } from '../../schema/words.js';
import { type Entry, keyOf } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';
import { keepOnly } from '../volumes.js';

export const envFromSource = rule({
  code: 'env/env-from-source',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'item of envFrom that names no source, or two',
    why: 'The API server rejects the manifest: each item of `envFrom` names one ConfigMap or one Secret.',
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            envFrom:
              - configMapRef: { name: web }
                secretRef: { name: web }
              # ^^^^^^^^^ error env/env-from-source: an item of envFrom must have one source only: it has configMapRef already`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            envFrom:
              - configMapRef: { name: web }`,
  },
  each: envFromOf,
  *check({ node, list }, { document }, { isPatch }) {
    if (hasPatchDirective(node)) return;
    const sources = envFromSourcesIn(node);
    const [first, second] = [...sources].sort((a, b) => a.span.start - b.span.start);
    if (!first) {
      if (isPatch || node.entries.some(isMistaken)) return;
      // The API server names the list; where there are more items, the item says more.
      const owner = list.parent?.kind === 'entry' && list.items.length === 1 ? list.parent : node;
      yield finding(owner, `an item of envFrom must have ${oneOf(envFromSourceNames)}`);
      return;
    }
    if (!second) return;
    const message = `an item of envFrom must have one source only: it has ${keyOf(first)} already`;
    yield finding(second, message, ...keepOnly(document, node, [first, second]));
  },
});

/** A map under another name was meant to be a source: that the name is unknown has been said already. */
function isMistaken(field: Entry): boolean {
  return field.value.kind === 'map' && !envFromSourceNames.some(name => name === keyOf(field));
}
