import { stringsOf } from '../../model/labelSelection.js';
import type { Manifest } from '../../model/manifest.js';
import { isAppsWorkload, namingLabels } from '../../model/selectors.js';
import { isAtLeast, placeAt } from '../../schema/schemas.js';
import { showPath } from '../../schema/words.js';
import { setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { fillEntry, insertBefore, insertEntries, isJsonLike } from '../../syntax/insert.js';
import { type Entry, entry, get, type MapNode, type Node, type Path } from '../../syntax/node.js';
import { intendedName } from '../intendedName.js';
import { type Fix, finding, type RuleContext, rule } from '../rule.js';

export const missingField = rule({
  code: 'schema/missing-field',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'required field is missing',
    why: 'The API server refuses an object without its required fields. A field that is `null` counts as missing.',
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    bad: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
      ^^^^ error schema/missing-field: spec needs a selector
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
  each: (_manifest, { schemaProblems, isPatch }) =>
    isPatch ? [] : schemaProblems.filter(problem => problem.kind === 'missing'),
  *check({ map, field, path }, manifest, context) {
    const { kind, root } = manifest;
    const { schemas, kindInfo, kubernetesVersion, build } = context;
    if ((field === 'selector' && build.setsSelectors) || isMisspelt(map, field, context)) return;
    const since = placeAt(schemas, kindInfo?.definition ?? '', [...path, field])?.schema['x-since'];
    if (since && !isAtLeast(kubernetesVersion, since)) return;
    const empty = entry(map, field);
    if (empty && !empty.merged && !map.alias) {
      yield finding(empty, `${field} must not be empty`, ...obvious(manifest, map, field, path));
      return;
    }
    const where = path.length === 0 ? kind : showPath(path);
    const message = `${where} needs ${withArticle(field)}`;
    yield finding(placeToShow(map, root), message, ...obvious(manifest, map, field, path));
  },
});

/** Where there is one value that nearly everyone means. */
function obvious(manifest: Manifest, map: MapNode, field: string, path: Path): readonly Fix[] {
  const { document, kind } = manifest;
  const empty = entry(map, field);
  if (map.alias || empty?.merged) return [];
  if (field === 'selector' && path.join() === 'spec' && isAppsWorkload(manifest)) return selectTemplate(document, map);
  const value = kind === 'Ingress' || path.at(-1) === 'roleRef' ? usualValues.get(field) : undefined;
  if (value === undefined) return [];
  const edits = () => [
    empty
      ? setValue(document, empty, isJsonLike(document, map) ? JSON.stringify(value) : value)
      : insertEntries(document, map, [{ key: field, value }]),
  ];
  return [{ title: `Add ${field}: ${value}`, edits }];
}

const usualValues: ReadonlyMap<string, string> = new Map([
  ['apiGroup', 'rbac.authorization.k8s.io'],
  ['pathType', 'Prefix'],
]);

function selectTemplate(document: YamlDocument, spec: MapNode): readonly Fix[] {
  const template = entry(spec, 'template');
  const labels = namingLabels(stringsOf(get(template?.value, 'metadata', 'labels')) ?? new Map());
  if (labels.size === 0 || !template || template.merged) return [];
  const matchLabels = Object.fromEntries(labels);
  const empty = entry(spec, 'selector');
  const edits = () => [
    empty
      ? fillEntry(document, empty, [{ key: 'matchLabels', value: matchLabels }])
      : insertBefore(document, template, [{ key: 'selector', value: { matchLabels } }]),
  ];
  return [{ title: 'Select by the labels of the template', edits }];
}

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
