import { isKustomization } from '../../model/configurations.js';
import { type Entry, entry, get, type Node } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { generatorsOf } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

export const optionWithoutEffect = rule({
  code: 'kustomization/option-without-effect',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'false in a generator where generatorOptions say true',
    why: 'kustomize takes an option for set when either of the two says so: what is on for all generators cannot be turned off for one.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/generatoroptions/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      generatorOptions:
        disableNameSuffixHash: true
      configMapGenerator:
        - name: web
          literals:
            - color=blue
          options:
            disableNameSuffixHash: false
          # ^^^^^^^^^^^^^^^^^^^^^ warning kustomization/option-without-effect: disableNameSuffixHash stays true: generatorOptions set it for all generators
            labels:
              app: web`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      generatorOptions:
        disableNameSuffixHash: true
      configMapGenerator:
        - name: web
          literals:
            - color=blue
          options:
            labels:
              app: web`,
  },
  *each(manifest) {
    if (!isKustomization(manifest)) return;
    const forAll = get(manifest.root, 'generatorOptions');
    for (const name of ['disableNameSuffixHash', 'immutable']) {
      if (!isBoolean(get(forAll, name), true)) continue;
      for (const { map } of generatorsOf(manifest)) {
        const own = entry(get(map, 'options'), name);
        if (own && isBoolean(own.value, false)) yield { own, name };
      }
    }
  },
  *check({ own, name }: { own: Entry; name: string }, { document }) {
    const fixes = own.merged ? [] : [{ title: `Remove ${name}`, loses: true, edits: () => removeEntry(document, own) }];
    yield finding(own, `${name} stays true: generatorOptions set it for all generators`, ...fixes);
  },
});

function isBoolean(node: Node | undefined, value: boolean): boolean {
  return node?.kind === 'scalar' && node.value === value;
}
