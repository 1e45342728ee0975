import { isKustomization } from '../../model/configurations.js';
import type { Manifest } from '../../model/manifest.js';
import { type Entry, entry, get, keyOf, text } from '../../syntax/node.js';
import { fieldOf, mapsIn } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

export const emptyName = rule({
  code: 'kustomization/empty-name',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'empty text where kustomize needs a name',
    why: 'An empty text is the same to kustomize as a field that is missing: a generator, an entry of replicas and a plugin need a name.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/',
    bad: `
      #- kustomization.yaml
      configMapGenerator:
        - name: ""
        # ^^^^ error kustomization/empty-name: name must not be empty
          literals:
            - color=blue`,
    good: `
      #- kustomization.yaml
      configMapGenerator:
        - name: web
          literals:
            - color=blue`,
  },
  *each(manifest) {
    for (const field of namesIn(manifest)) if (field && text(field.value) === '') yield field;
  },
  *check(field) {
    yield finding(field, `${keyOf(field)} must not be empty`);
  },
});

const named = ['configMapGenerator', 'secretGenerator', 'replicas', 'helmCharts'];

function* namesIn(manifest: Manifest): Iterable<Entry | undefined> {
  const { apiVersion, root } = manifest;
  if (apiVersion === 'builtin') yield entry(get(root, 'metadata'), 'name');
  if (!isKustomization(manifest)) return;
  for (const list of named) for (const map of mapsIn(get(root, list))) yield fieldOf(map, 'name');
  yield entry(get(root, 'sortOptions'), 'order');
}
