import { get, items, type Node, type SeqNode } from '../../syntax/node.js';
import { removeItem } from '../../syntax/remove.js';
import { generatorsOf, writtenText } from '../kustomizations.js';
import { finding, rule } from '../rule.js';

interface Source {
  readonly node: Node;
  readonly key: string;
}

export const repeatedKey = rule({
  code: 'kustomization/repeated-key',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'key that a generator gets from two literals or files',
    why: 'kustomize refuses a generator that repeats a key. The key of a file is its name without the folder, unless `key=` stands before the path.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/',
    bad: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      configMapGenerator:
        - name: web
          literals:
            - color=blue
            - color=green
            # ^^^^^^^^^^^ error kustomization/repeated-key: the generator has the key color already`,
    good: `
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      configMapGenerator:
        - name: web
          literals:
            - color=blue`,
  },
  *each(manifest) {
    for (const { map } of generatorsOf(manifest)) {
      const known = new Set<string>();
      const sources = [
        ...items(get(map, 'literals')).flatMap(node => sourceOf(node, literalKey)),
        ...items(get(map, 'files')).flatMap(node => sourceOf(node, fileKey)),
      ];
      for (const source of sources) {
        if (known.has(source.key)) yield source;
        known.add(source.key);
      }
    }
  },
  *check({ node, key }, { document }) {
    const { parent } = node;
    const remove = (list: SeqNode) => ({
      title: 'Remove the item',
      loses: true,
      edits: () => [removeItem(document, list, node)],
    });
    yield finding(
      node,
      `the generator has the key ${key} already`,
      ...(parent?.kind === 'seq' && !parent.alias ? [remove(parent)] : []),
    );
  },
});

function sourceOf(node: Node, keyIn: (written: string) => string): readonly Source[] {
  const written = writtenText(node);
  const key = written === undefined ? '' : keyIn(written);
  return key === '' ? [] : [{ node, key }];
}

function literalKey(literal: string): string {
  return literal.slice(0, Math.max(0, literal.indexOf('=')));
}

function fileKey(file: string): string {
  const at = file.indexOf('=');
  return at >= 0 ? file.slice(0, at) : (file.replace(/\/+$/, '').split('/').at(-1) ?? '');
}
