import { childSchema, isAtLeast, type JsonSchema, resolve, type Schemas } from '../../schema/schemas.js';
import { type Entry, entries, items, keyOf, type Node } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

interface DatedField {
  readonly entry: Entry;
  readonly schema: JsonSchema;
}

export const fieldOfOtherVersion = rule({
  code: 'schema/field-of-other-version',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'field that the target Kubernetes version does not have yet, or no longer has',
    why: `
      The API server of that version refuses the field as unknown. The version you write for is the setting
      \`kubewright.kubernetesVersion\`, shown in the status bar.`,
    reference: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    bad: `
      #! kubernetesVersion 1.28
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        ports:
          - port: 80
        trafficDistribution: PreferClose
      # ^^^^^^^^^^^^^^^^^^^ error schema/field-of-other-version: trafficDistribution exists since Kubernetes 1.30; the target is 1.28`,
    good: `
      #! kubernetesVersion 1.28
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        ports:
          - port: 80`,
  },
  *each({ root }, { schemas, kindInfo }) {
    const schema = kindInfo?.definition ? schemas.definition(kindInfo.definition) : undefined;
    if (schema) yield* datedFields(schemas, schema, root);
  },
  *check({ entry, schema }, { document }, { kubernetesVersion }) {
    const { 'x-since': since, 'x-removed': removed } = schema;
    const remove = { title: `Remove ${keyOf(entry)}`, loses: true, edits: () => removeEntry(document, entry) };
    if (since && !isAtLeast(kubernetesVersion, since)) {
      yield finding(
        entry,
        `${keyOf(entry)} exists since Kubernetes ${since}; the target is ${kubernetesVersion}`,
        remove,
      );
    } else if (removed && isAtLeast(kubernetesVersion, removed)) {
      yield finding(entry, `${keyOf(entry)} was removed in Kubernetes ${removed}`, remove);
    }
  },
});

/** The fields written in `node` that not every version has. */
function* datedFields(schemas: Schemas, schema: JsonSchema, node: Node): Iterable<DatedField> {
  const resolved = resolve(schemas, schema);
  if (resolved.items) for (const item of items(node)) yield* datedFields(schemas, resolved.items, item);
  for (const entry of entries(node)) {
    const child = childSchema(resolved, keyOf(entry));
    if (!child) continue;
    if (child['x-since'] || child['x-removed']) yield { entry, schema: child };
    yield* datedFields(schemas, child, entry.value);
  }
}
