/** The fields of an object together with what its schema says about them. */
import { childSchema, type JsonSchema, resolve, type Schemas } from '../schema/schemas.js';
import { type Entry, entries, items, keyOf, type MapNode, type Node } from '../syntax/node.js';
import type { RuleContext } from './rule.js';

export interface SchemaField {
  readonly entry: Entry;
  /** `undefined` where the map may have any field and has no such one. */
  readonly schema: JsonSchema;
}

/** A map, and the schema that names its fields. */
export interface SchemaMap {
  readonly map: MapNode;
  readonly schema: JsonSchema;
}

export function* schemaFields(root: MapNode, { schemas, kindInfo }: RuleContext): Iterable<SchemaField> {
  const schema = kindInfo?.definition ? schemas.definition(kindInfo.definition) : undefined;
  if (schema) yield* fieldsBelow(schemas, schema, root);
}

/** The maps of the object whose fields the schema knows. */
export function* schemaMaps(root: MapNode, { schemas, kindInfo }: RuleContext): Iterable<SchemaMap> {
  const schema = kindInfo?.definition ? schemas.definition(kindInfo.definition) : undefined;
  if (schema) yield* mapsBelow(schemas, schema, root);
}

function* fieldsBelow(schemas: Schemas, schema: JsonSchema, node: Node): Iterable<SchemaField> {
  for (const { map, schema: own } of mapsBelow(schemas, schema, node)) {
    for (const entry of entries(map)) {
      const child = childSchema(own, keyOf(entry));
      if (child) yield { entry, schema: child };
    }
  }
}

function* mapsBelow(schemas: Schemas, schema: JsonSchema, node: Node): Iterable<SchemaMap> {
  const resolved = resolve(schemas, schema);
  if (resolved.items) for (const item of items(node)) yield* mapsBelow(schemas, resolved.items, item);
  if (node.kind !== 'map') return;
  yield { map: node, schema: resolved };
  for (const entry of entries(node)) {
    const child = childSchema(resolved, keyOf(entry));
    if (child) yield* mapsBelow(schemas, child, entry.value);
  }
}
