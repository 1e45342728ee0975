import { isKustomization, isPluginOf, pluginLists } from '../../model/configurations.js';
import { inlineDocuments } from '../../syntax/inlineDocuments.js';
import { get, items, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const wrongPluginList = rule({
  code: 'kustomization/wrong-plugin-list',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'generator among transformers, or the other way round',
    why: 'A generator makes objects, a transformer changes those that are there, and a validator is a transformer that changes nothing. kustomize stops at a plugin in the wrong list.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/generators/',
    bad: `
      #- kustomization.yaml
      transformers:
        - |-
          apiVersion: builtin
          kind: ConfigMapGenerator
              # ^^^^^^^^^^^^^^^^^^ error kustomization/wrong-plugin-list: ConfigMapGenerator belongs under generators
          metadata:
            name: web
          literals:
            - color=blue`,
    good: `
      #- kustomization.yaml
      generators:
        - |-
          apiVersion: builtin
          kind: ConfigMapGenerator
          metadata:
            name: web
          literals:
            - color=blue`,
  },
  *each(manifest) {
    if (!isKustomization(manifest)) return;
    for (const list of pluginLists)
      for (const item of items(get(manifest.root, list)))
        for (const { root } of inlineDocuments(manifest.document, item)) yield { list, root };
  },
  *check({ list, root }, _manifest, { schemas }) {
    const node = get(root, 'kind');
    const kind = text(node);
    if (!node || !kind || text(get(root, 'apiVersion')) !== 'builtin') return;
    if (!Object.hasOwn(schemas.kinds['builtin'] ?? {}, kind) || isPluginOf(list, kind)) return;
    yield finding(node, `${kind} belongs under ${list === 'generators' ? 'transformers' : 'generators'}`);
  },
});
