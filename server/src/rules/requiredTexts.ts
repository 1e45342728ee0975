/** Fields of which the schema says that they must be there, and that hold an empty string, which is as good as none. */
import type { Manifest } from '../model/manifest.js';
import { childSchema, type JsonSchema, placeAt, resolve, type Schemas } from '../schema/schemas.js';
import { type Entry, entries, keyOf, type Node, pathOf, text } from '../syntax/node.js';
import type { RuleContext } from './rule.js';

/** What templates of other objects require is not a pod's concern. */
const others: ReadonlySet<string> = new Set(['volumeClaimTemplate', 'labelSelector', 'volumeAttributes']);

export function* requiredTextsBelow(
  node: Node | undefined,
  { root }: Manifest,
  { schemas, kindInfo }: RuleContext,
): Iterable<Entry> {
  const schema = node && placeAt(schemas, kindInfo?.definition ?? '', pathOf(node, root))?.schema;
  if (schema) yield* emptyIn(node, schema, schemas);
}

function* emptyIn(node: Node, schema: JsonSchema, schemas: Schemas): Iterable<Entry> {
  if (node.kind === 'seq') {
    const item = schema.items && resolve(schemas, schema.items);
    if (item) for (const child of node.items) yield* emptyIn(child, item, schemas);
  }
  for (const field of entries(node)) {
    const name = keyOf(field);
    const child = others.has(name) ? undefined : childSchema(schema, name);
    if (!child) continue;
    if (text(field.value) === '' && schema.required?.includes(name)) yield field;
    else if (field.value.kind !== 'scalar') yield* emptyIn(field.value, resolve(schemas, child), schemas);
  }
}
