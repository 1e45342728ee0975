import { isKustomization } from '../../model/configurations.js';
import { setValue } from '../../syntax/edit.js';
import { insertEntries } from '../../syntax/insert.js';
import { get, isNull, text } from '../../syntax/node.js';
import { fieldOf, mapsIn } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

export const replicaCount = rule({
  code: 'kustomization/replica-count',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'entry of replicas without a count',
    why: 'A count that is missing is 0 to kustomize: the workload is scaled down to nothing.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replicas/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      replicas:
        - name: web
              # ^^^ warning kustomization/replica-count: count is missing: kustomize scales web to 0`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      replicas:
        - name: web
          count: 1`,
  },
  *each(manifest) {
    if (isKustomization(manifest)) yield* mapsIn(get(manifest.root, 'replicas'));
  },
  *check(map, { document }) {
    const name = fieldOf(map, 'name');
    const count = fieldOf(map, 'count');
    if (!name || (count && !isNull(count.value))) return;
    const edits = () => [
      count ? setValue(document, count, '1') : insertEntries(document, map, [{ key: 'count', value: 1 }]),
    ];
    const fixes = map.alias || count?.merged ? [] : [{ title: 'Add count: 1', edits }];
    yield finding(name.value, `count is missing: kustomize scales ${text(name.value) ?? 'it'} to 0`, ...fixes);
  },
});
