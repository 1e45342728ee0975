import { isKustomizeFile } from '../../model/configurations.js';
import { placeAt, resolve } from '../../schema/schemas.js';
import { isNull, keyOf, type Node, pathOf, type SeqNode, walk } from '../../syntax/node.js';
import { removeItem } from '../../syntax/remove.js';
import { type Finding, finding, type RuleContext, rule } from '../rule.js';

export const emptyItem = rule({
  code: 'yaml/empty-item',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'item of a list with nothing in it',
    why: `
      A dash alone is a \`null\`, and an item all the same: the API server makes an empty string of it, or an object without
      any field. kustomize refuses it in a List of objects: there it is an error.`,
    reference: 'https://yaml.org/spec/1.2.2/#example-mapping-scalars-to-sequences',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            args:
              - --verbose
              -
             # ^ warning yaml/empty-item: the item is empty: the API server makes "" of it`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            args:
              - --verbose`,
  },
  *each({ root }, { kindInfo, isPatch }) {
    if (!kindInfo?.definition || isPatch) return;
    for (const list of walk(root)) {
      if (list.kind !== 'seq' || list.alias) continue;
      for (const item of list.items) if (isNull(item) && !item.alias) yield { item, list };
    }
  },
  *check({ item, list }, manifest, context) {
    const fix = { title: 'Remove the item', edits: () => [removeItem(manifest.document, list, item)] };
    if (isKustomizeFile(manifest) || manifest.apiVersion === 'builtin') {
      const refused = refusesEmpty(list) ? ({ severity: 'error' } as const) : {};
      const of = `the item is empty: kustomize makes ${meaning(list, manifest.root, context)} of it`;
      if (!isPatchList(list)) yield { ...finding(item, of, fix), ...refused };
      return;
    }
    const isObject = manifest.kind.endsWith('List') && list.parent?.kind === 'entry' && keyOf(list.parent) === 'items';
    const refused: Pick<Finding, 'severity'> = isObject && context.build.isBuilt ? { severity: 'error' } : {};
    if (isObject) yield { ...finding(item, 'the item is empty: it is no object', fix), ...refused };
    else
      yield finding(
        item,
        `the item is empty: the API server makes ${meaning(list, manifest.root, context)} of it`,
        fix,
      );
  },
});

/** Lists of kustomize in which an empty path or an empty object stops the build. */
const refusing =
  /^(resources|bases|components|crds|configurations|patchesStrategicMerge|replicas|replacements|vars|(configMap|secret)Generator|literals|files|envs)$/;

function refusesEmpty({ parent }: SeqNode): boolean {
  return parent?.kind === 'entry' && refusing.test(keyOf(parent));
}

/** Of which kustomization/patch-source says what is missing. */
function isPatchList({ parent }: SeqNode): boolean {
  return parent?.kind === 'entry' && /^patches(Json6902)?$/.test(keyOf(parent));
}

function meaning(list: SeqNode, root: Node, { schemas, kindInfo }: RuleContext): string {
  const of = placeAt(schemas, kindInfo?.definition ?? '', pathOf(list, root))?.schema.items;
  const type = of && resolve(schemas, of).type;
  if (type === 'string') return '""';
  return type === 'integer' || type === 'number' ? '0' : 'an object without any field';
}
