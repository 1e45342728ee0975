import { isKustomization } from '../../model/configurations.js';
import { oneOf } from '../../schema/words.js';
import { get, items } from '../../syntax/node.js';
import { wordFixes, writtenText } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

const options = ['managedByLabel', 'originAnnotations', 'transformerAnnotations'];

export const unknownBuildMetadata = rule({
  code: 'kustomization/unknown-build-metadata',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'word in buildMetadata that kustomize does not know',
    why: 'kustomize ignores words it does not know, without a message. Upper and lower case count.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/buildmetadata/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      buildMetadata:
        - originAnnotation
        # ^^^^^^^^^^^^^^^^ warning kustomization/unknown-build-metadata: kustomize ignores originAnnotation; it knows managedByLabel, originAnnotations or transformerAnnotations`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      buildMetadata:
        - originAnnotations`,
  },
  each: manifest => (isKustomization(manifest) ? items(get(manifest.root, 'buildMetadata')) : []),
  *check(node) {
    const word = writtenText(node);
    if (!word || options.includes(word)) return;
    yield finding(node, `kustomize ignores ${word}; it knows ${oneOf(options)}`, ...wordFixes(node, options));
  },
});
