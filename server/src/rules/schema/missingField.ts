import { isAtLeast, placeAt } from '../../schema/schemas.js';
import { showPath } from '../../schema/words.js';
import type { Entry, Node } from '../../syntax/node.js';
import { entry, type MapNode } from '../../syntax/node.js';
import { intendedName } from '../intendedName.js';
import { finding, type RuleContext, rule } from '../rule.js';

export const missingField = rule({
  code: 'schema/missing-field',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'required field is missing',
    why: 'The API server refuses an object without its required fields. A field that is `null` counts as missing.',
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - image: nginx
          # ^^^^^ error schema/missing-field: spec.containers[0] needs a name`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - image: nginx
            name: web`,
  },
  each: (_manifest, { schemaProblems, isPatch }) =>
    isPatch ? [] : schemaProblems.filter(problem => problem.kind === 'missing'),
  *check({ map, field, path }, { kind, root }, context) {
    const { schemas, kindInfo, kubernetesVersion, build } = context;
    if ((field === 'selector' && build.setsSelectors) || isMisspelt(map, field, context)) return;
    const since = placeAt(schemas, kindInfo?.definition ?? '', [...path, field])?.schema['x-since'];
    if (since && !isAtLeast(kubernetesVersion, since)) return;
    const empty = entry(map, field);
    if (empty && !empty.merged && !map.alias) {
      yield finding(empty, `${field} must not be empty`);
      return;
    }
    const where = path.length === 0 ? kind : showPath(path);
    yield finding(placeToShow(map, root), `${where} needs ${withArticle(field)}`);
  },
});

/** It is there under a name that was said to be wrong. */
function isMisspelt(map: MapNode, field: string, context: RuleContext): boolean {
  return context.schemaProblems.some(
    problem =>
      problem.kind === 'unknown' &&
      problem.entry.map === map &&
      intendedName(problem.entry, problem.path, context)?.name === field,
  );
}

/** The map itself may be many lines long: the key it belongs to, or its first key, stands for it. */
function placeToShow(map: MapNode, root: MapNode): Node | Entry {
  if (map === root) return entry(root, 'kind')?.value ?? map.entries[0] ?? map;
  if (map.parent?.kind === 'entry') return map.parent;
  return map.entries[0] ?? map;
}

function withArticle(field: string): string {
  if (/[^s]s$/.test(field)) return field;
  return `${/^[aeio]/i.test(field) ? 'an' : 'a'} ${field}`;
}
