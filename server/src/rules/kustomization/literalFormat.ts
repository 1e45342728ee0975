import { get, items } from '../../syntax/node.js';
import { generatorsOf, writtenText } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

export const literalFormat = rule({
  code: 'kustomization/literal-format',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'literal of a generator that is not KEY=value',
    why: 'kustomize cannot tell the key from the value, and stops. `KEY=` is an empty value.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/',
    bad: `
      #- kustomization.yaml
      configMapGenerator:
        - name: web
          literals:
            - debug
            # ^^^^^ error kustomization/literal-format: a literal must be KEY=value`,
    good: `
      #- kustomization.yaml
      configMapGenerator:
        - name: web
          literals:
            - debug=`,
  },
  *each(manifest) {
    for (const { map } of generatorsOf(manifest)) yield* items(get(map, 'literals'));
  },
  *check(node) {
    const literal = writtenText(node);
    // What is written may be a secret: it is not repeated.
    if (literal !== undefined && literal.indexOf('=') <= 0) yield finding(node, 'a literal must be KEY=value');
  },
});
