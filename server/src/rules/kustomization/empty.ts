import { isKustomization } from '../../model/configurations.js';
import { insertEntries } from '../../syntax/insert.js';
import { entry, isNull, keyOf, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const emptyKustomization = rule({
  code: 'kustomization/empty',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'kustomization that says nothing',
    why: `
      A kustomization needs one field besides \`apiVersion\` and \`kind\`; one without a value does not count. An empty list
      does: \`resources: []\` builds.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
          # ^^^^^^^^^^^^^ error kustomization/empty: kustomize refuses a kustomization that says nothing`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources: []`,
  },
  *each(manifest) {
    if (isKustomization(manifest) && !manifest.root.parent) yield manifest.root;
  },
  *check(root, { document }) {
    const says = root.entries.some(
      field => !/^(apiVersion|kind)$/i.test(keyOf(field)) && !isNull(field.value) && text(field.value) !== '',
    );
    if (says) return;
    const written = root.entries.find(field => keyOf(field) === 'resources');
    const added = [{ key: 'resources', value: [] }];
    const fix = { title: 'Add resources: []', edits: () => [insertEntries(document, root, added)] };
    const at = entry(root, 'kind')?.value ?? root.entries[0] ?? root;
    yield finding(at, 'kustomize refuses a kustomization that says nothing', ...(written ? [] : [fix]));
  },
});
