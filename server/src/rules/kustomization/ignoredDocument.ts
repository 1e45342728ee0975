import { finding, rule } from '../rule.js';

export const ignoredDocument = rule({
  code: 'kustomization/ignored-document',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'second document in the file of a kustomization',
    why: 'kustomize reads the first document of its own files only, and drops all others without a message.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/',
    bad: `
      #- kustomization.yaml
      resources:
        - web.yaml
      ---
      namePrefix: test-
      ^^^^^^^^^^ warning kustomization/ignored-document: kustomize reads only the first document of the file`,
    good: `
      #- kustomization.yaml
      resources:
        - web.yaml
      namePrefix: test-`,
  },
  *each({ root }, { isIgnored }) {
    if (isIgnored) yield root.entries[0] ?? root;
  },
  *check(at) {
    yield finding(at, 'kustomize reads only the first document of the file');
  },
});
