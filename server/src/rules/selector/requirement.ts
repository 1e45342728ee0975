import { requirementsOf } from '../../model/selectors.js';
import { entry, get, isNull, items, text } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { findingAtItem } from '../items.js';
import { finding, rule } from '../rule.js';

export const selectorRequirement = rule({
  code: 'selector/requirement',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'matchExpressions with values where there must be none, or without where there must be some',
    why: `
      The API server rejects the manifest: \`In\` and \`NotIn\` compare with values, \`Exists\` and \`DoesNotExist\` do not.`,
    reference:
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements',
    bad: `
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata:
        name: web
      spec:
        minAvailable: 1
        selector:
          matchExpressions:
            - key: app
              operator: Exists
              values: [web]
            # ^^^^^^ error selector/requirement: values must not be set when operator is Exists`,
    good: `
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata:
        name: web
      spec:
        minAvailable: 1
        selector:
          matchExpressions:
            - key: app
              operator: Exists`,
  },
  each: requirementsOf,
  *check(node, { document }, { isPatch }) {
    const operator = text(get(node, 'operator'));
    const values = entry(node, 'values');
    const isEmpty = items(values?.value).length === 0;
    if (values && !isNull(values.value) && values.value.kind !== 'seq') return;
    if ((operator === 'Exists' || operator === 'DoesNotExist') && values && !isEmpty) {
      const fix = { title: 'Remove values', loses: true, edits: () => removeEntry(document, values) };
      yield finding(values, `values must not be set when operator is ${operator}`, ...(values.merged ? [] : [fix]));
    }
    if ((operator === 'In' || operator === 'NotIn') && isEmpty && !(isPatch && !values)) {
      const message = `values must be set when operator is ${operator}`;
      yield values ? finding(values, message) : findingAtItem(node, message);
    }
  },
});
