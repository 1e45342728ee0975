import { stringsOf } from '../../model/labelSelection.js';
import { isAppsWorkload, namingLabels } from '../../model/selectors.js';
import { fillEntry } from '../../syntax/insert.js';
import { entries, entry, get, items } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const selectorEmpty = rule({
  code: 'selector/empty',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'empty selector of a workload',
    why: 'The API server rejects the manifest: an empty selector would take every pod of the namespace.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    bad: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        selector: {}
      # ^^^^^^^^ error selector/empty: selector of a Deployment must not be empty
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx`,
    good: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx`,
  },
  each: manifest => (isAppsWorkload(manifest) ? [manifest] : []),
  *check({ root, document, kind }, _manifest, { isPatch, build }) {
    const spec = get(root, 'spec');
    const selector = entry(spec, 'selector');
    if (selector?.value.kind !== 'map' || isPatch || build.setsSelectors || build.completes(kind)) return;
    const { value } = selector;
    // A field of another name was meant to be one of both: that it is unknown has been said already.
    const isMistaken = value.entries.some(({ key }) => key.text !== 'matchLabels' && key.text !== 'matchExpressions');
    const isFilled = entries(get(value, 'matchLabels')).length > 0 || items(get(value, 'matchExpressions')).length > 0;
    if (isMistaken || isFilled) return;
    const labels = namingLabels(stringsOf(get(spec, 'template', 'metadata', 'labels')) ?? new Map());
    const added = [{ key: 'matchLabels', value: Object.fromEntries(labels) }];
    const canFill = labels.size > 0 && value.entries.length === 0 && !selector.merged;
    const fix = { title: 'Select by the labels of the template', edits: () => [fillEntry(document, selector, added)] };
    yield finding(selector, `selector of a ${kind} must not be empty`, ...(canFill ? [fix] : []));
  },
});
