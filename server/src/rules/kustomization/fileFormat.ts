import { get, items } from '../../syntax/node.js';
import { generatorsOf, writtenText } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

export const fileFormat = rule({
  code: 'kustomization/file-format',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'file of a generator that is neither path nor key=path',
    why: `
      One \`=\` may stand between the key and the path of a file, with something on both sides of it. A path that contains
      a \`=\` itself cannot be written.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/',
    bad: `
      #- kustomization.yaml
      configMapGenerator:
        - name: web
          files:
            - =nginx.conf
            # ^^^^^^^^^^^ error kustomization/file-format: a file must be path or key=path`,
    good: `
      #- kustomization.yaml
      configMapGenerator:
        - name: web
          files:
            - nginx.conf`,
  },
  *each(manifest) {
    for (const { map } of generatorsOf(manifest)) yield* items(get(map, 'files'));
  },
  *check(node) {
    const file = writtenText(node);
    if (file !== undefined && !/^([^=]+=)?[^=]+$/.test(file)) yield finding(node, 'a file must be path or key=path');
  },
});
