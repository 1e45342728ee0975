import { get, text } from '../../syntax/node.js';
import { filledField, generatorsOf } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

const sources = ['literals', 'files', 'envs', 'env'];

export const emptyGenerator = rule({
  code: 'kustomization/empty-generator',
  severity: 'information',
  strict: true,
  fixable: false,
  docs: {
    summary: 'generator without literals, files and envs',
    why: 'kustomize generates an object without any data. Some operators fill such an object later on.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/',
    bad: `
      #! kustomization/empty-generator information
      #- kustomization.yaml
      configMapGenerator:
        - name: web
              # ^^^ information kustomization/empty-generator: the generator has no literals, files or envs: the object will be empty`,
    good: `
      #! kustomization/empty-generator information
      #- kustomization.yaml
      configMapGenerator:
        - name: web
          literals:
            - color=blue`,
  },
  *each(manifest) {
    for (const { map, at } of generatorsOf(manifest)) {
      const changesOther = ['merge', 'replace'].includes(text(get(map, 'behavior')) ?? '');
      if (!changesOther && !sources.some(name => filledField(map, name))) yield at;
    }
  },
  *check(at) {
    yield finding(at, 'the generator has no literals, files or envs: the object will be empty');
  },
});
