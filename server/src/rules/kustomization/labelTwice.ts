import { isKustomization } from '../../model/configurations.js';
import { entries, get, items, keyOf, text } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const labelTwice = rule({
  code: 'kustomization/label-twice',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'label in labels that commonLabels set to another value',
    why: '`commonLabels` are written last, over what `labels` wrote. `kustomize edit fix` refuses a file with both.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/labels/',
    bad: `
      #! kustomizeVersion 5.0
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      commonLabels:
        app: web
      labels:
        - pairs:
            app: shop
          # ^^^ warning kustomization/label-twice: commonLabels set app to web: this value is lost
            team: green`,
    good: `
      #! kustomizeVersion 5.0
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      commonLabels:
        app: web
      labels:
        - pairs:
            team: green`,
  },
  *each(manifest) {
    if (!isKustomization(manifest)) return;
    const common = get(manifest.root, 'commonLabels');
    for (const label of items(get(manifest.root, 'labels'))) {
      for (const pair of entries(get(label, 'pairs'))) {
        const winner = text(get(common, keyOf(pair)));
        const value = text(pair.value);
        if (winner !== undefined && value !== undefined && winner !== value) yield { pair, winner };
      }
    }
  },
  *check({ pair, winner }, { document }) {
    const name = keyOf(pair);
    const fix = { title: `Remove ${name}`, loses: true, edits: () => removeEntry(document, pair) };
    const message = `commonLabels set ${name} to ${winner}: this value is lost`;
    yield finding(pair, message, ...(pair.merged ? [] : [fix]));
  },
});
