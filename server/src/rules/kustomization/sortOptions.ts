import { isKustomization } from '../../model/configurations.js';
import { entry, get, isNull, text } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const sortOptions = rule({
  code: 'kustomization/sort-options',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'legacySortOptions for an order that is not legacy',
    why: 'Only `order: legacy` sorts by kind, so kustomize refuses an order of kinds beside `order: fifo`.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/sortoptions/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      sortOptions:
        order: fifo
        legacySortOptions:
      # ^^^^^^^^^^^^^^^^^ error kustomization/sort-options: legacySortOptions need order: legacy
          orderFirst:
            - Namespace`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      sortOptions:
        order: fifo`,
  },
  *each(manifest) {
    if (!isKustomization(manifest)) return;
    const options = get(manifest.root, 'sortOptions');
    const kinds = entry(options, 'legacySortOptions');
    if (kinds && !isNull(kinds.value) && text(get(options, 'order')) === 'fifo') yield kinds;
  },
  *check(kinds, { document }) {
    const fix = { title: 'Remove legacySortOptions', loses: true, edits: () => removeEntry(document, kinds) };
    yield finding(kinds, 'legacySortOptions need order: legacy', ...(kinds.merged ? [] : [fix]));
  },
});
