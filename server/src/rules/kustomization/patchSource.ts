import { isKustomization } from '../../model/configurations.js';
import type { Manifest } from '../../model/manifest.js';
import { get, isNull, items, type Node } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { fieldOf, filledField } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

interface WrittenPatch {
  /** Also an item with nothing in it. */
  readonly node: Node;
  /** The two fields of which it has one. */
  readonly sources: readonly [string, string];
  readonly takesBoth?: boolean;
}

export const patchSource = rule({
  code: 'kustomization/patch-source',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'patch that names no file and has no text, or both',
    why: 'kustomize takes a patch from the file that `path` names, or from the text in `patch`: it must be one of them.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      patches:
        - path: replicas.yaml
        # ^^^^ error kustomization/patch-source: a patch takes path or patch, not both
          patch: |-
            - op: remove
              path: /spec/replicas
          target:
            kind: Deployment`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - web.yaml
      patches:
        - patch: |-
            - op: remove
              path: /spec/replicas
          target:
            kind: Deployment`,
  },
  each: patchesIn,
  *check({ node, sources: [first, second], takesBoth }, { document }) {
    const map = node.kind === 'map' ? node : undefined;
    const [file, inline] = [first, second].map(name => map && filledField(map, name));
    if (!file && !inline) {
      const at = map && (fieldOf(map, first) ?? fieldOf(map, second) ?? fieldOf(map, 'kind')?.value ?? map.entries[0]);
      yield finding(at ?? node, `a patch needs ${first} or ${second}`);
    } else if (file && inline && !takesBoth) {
      const remove = (field: typeof file, name: string) => ({
        title: `Remove ${name}`,
        loses: true,
        edits: () => removeEntry(document, field),
      });
      const fixes = [remove(file, first), remove(inline, second)];
      yield finding(file, `a patch takes ${first} or ${second}, not both`, ...fixes);
    }
  },
});

function* patchesIn(manifest: Manifest): Iterable<WrittenPatch> {
  const { apiVersion, kind, root } = manifest;
  if (isKustomization(manifest)) {
    for (const field of ['patches', 'patchesJson6902'])
      for (const node of items(get(root, field)))
        if (node.kind === 'map' || isNull(node)) yield { node, sources: ['path', 'patch'] };
  }
  const sources = apiVersion === 'builtin' ? pluginSources.get(kind) : undefined;
  if (sources) yield { node: root, sources };
  if (apiVersion === 'builtin' && kind === 'PatchStrategicMergeTransformer')
    yield { node: root, sources: ['paths', 'patches'], takesBoth: true };
}

const pluginSources: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['PatchTransformer', ['path', 'patch']],
  ['PatchJson6902Transformer', ['path', 'jsonOp']],
]);
