import { isKustomization } from '../../model/configurations.js';
import { isKustomizationFile, type Manifest } from '../../model/manifest.js';
import { get, isNull, text } from '../../syntax/node.js';
import { wordFixes } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

const kinds = ['Kustomization', 'Component'];

export const wrongKind = rule({
  code: 'kustomization/wrong-kind',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'kustomization of another kind or API version than kustomize takes',
    why: `
      kustomize reads every file called \`kustomization.yaml\`, \`kustomization.yml\` or \`Kustomization\` as its own: a
      \`Kustomization\` of \`kustomize.config.k8s.io/v1beta1\` or a \`Component\` of \`kustomize.config.k8s.io/v1alpha1\`. Both
      words may be left out. Flux's Kustomization is another thing, and needs a file of another name.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
                # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error kustomization/wrong-kind: apiVersion of a Component must be kustomize.config.k8s.io/v1alpha1
      kind: Component
      namePrefix: test-`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      namePrefix: test-`,
  },
  *each(manifest) {
    const isOwn = isKustomizationFile(manifest.uri) && manifest.root.parent === undefined && isOuter(manifest);
    if (isOwn || isKustomization(manifest)) yield manifest.root;
  },
  *check(root) {
    const [apiVersion, kind] = [get(root, 'apiVersion'), get(root, 'kind')];
    const version = text(apiVersion);
    if (apiVersion && version?.startsWith('kustomize.toolkit.fluxcd.io/')) {
      yield finding(apiVersion, "kustomize refuses Flux's Kustomization in a file of this name: it needs another name");
      return;
    }
    const own = isNull(kind) || text(kind) === '' ? 'Kustomization' : text(kind);
    if (own === undefined) return;
    if (kind && !kinds.includes(own)) {
      yield finding(kind, 'kind must be Kustomization or Component', ...wordFixes(kind, kinds));
      return;
    }
    const wanted = `kustomize.config.k8s.io/${own === 'Component' ? 'v1alpha1' : 'v1beta1'}`;
    if (apiVersion && version && version !== wanted)
      yield finding(apiVersion, `apiVersion of a ${own} must be ${wanted}`, ...wordFixes(apiVersion, [wanted]));
  },
});

/** Not a configuration that is written in the kustomization as a text. */
function isOuter({ apiVersion, isPatch }: Pick<Manifest, 'apiVersion' | 'isPatch'>): boolean {
  return !isPatch && apiVersion !== '' && apiVersion !== 'builtin' && apiVersion !== 'kustomize';
}
