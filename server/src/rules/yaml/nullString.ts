import { placeAt, resolve } from '../../schema/schemas.js';
import { setValue } from '../../syntax/edit.js';
import { isNull, keyOf, type MapNode, pathOf, walk } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const nullString = rule({
  code: 'yaml/null-string',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'key without a value among strings',
    why: `
      Nothing behind the colon is \`null\`. The API server makes an empty string of it when the object is created, but to
      the next \`kubectl apply\` null means that the key is to go. \`""\` stays what it is.`,
    reference: 'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_apply/',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
        title:
      # ^^^^^ warning yaml/null-string: title has no value: the next kubectl apply will remove the key`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
        title: ""`,
  },
  *each({ root }, { schemas, kindInfo, isPatch }) {
    const definition = kindInfo?.plural ? kindInfo.definition : undefined;
    if (definition === undefined || isPatch) return;
    for (const node of walk(root)) {
      if (node.kind !== 'map' || node.alias) continue;
      const empty = node.entries.filter(field => !field.merged && isNull(field.value));
      if (empty.length > 0 && holdsStrings(node, root)) yield* empty;
    }

    function holdsStrings(map: MapNode, top: MapNode): boolean {
      const { additionalProperties: of } = placeAt(schemas, definition ?? '', pathOf(map, top))?.schema ?? {};
      return typeof of === 'object' && resolve(schemas, of).type === 'string' && !of.format;
    }
  },
  *check(field, { document }) {
    const key = keyOf(field);
    const fix = { title: `Write ${key}: ""`, edits: () => [setValue(document, field, '""')] };
    yield finding(field, `${key} has no value: the next kubectl apply will remove the key`, fix);
  },
});
