import { get } from '../../syntax/node.js';
import { generatorsOf, wordFixes, writtenText } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

const behaviors = ['create', 'merge', 'replace'];

export const unknownBehavior = rule({
  code: 'kustomization/unknown-behavior',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'behavior of a generator that kustomize does not know',
    why: 'kustomize takes any word it does not know for `create`, without a message. Upper and lower case count.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - ../base
      configMapGenerator:
        - name: web
          behavior: Merge
                  # ^^^^^ warning kustomization/unknown-behavior: kustomize takes Merge for create; behavior is create, merge or replace
          literals:
            - color=blue`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - ../base
      configMapGenerator:
        - name: web
          behavior: merge
          literals:
            - color=blue`,
  },
  *each(manifest) {
    for (const { map } of generatorsOf(manifest)) {
      const node = get(map, 'behavior');
      if (node) yield node;
    }
  },
  *check(node) {
    const word = writtenText(node);
    if (!word || behaviors.includes(word)) return;
    const message = `kustomize takes ${word} for create; behavior is create, merge or replace`;
    yield finding(node, message, ...wordFixes(node, behaviors));
  },
});
