/** Which map a person left out: `spec`, when what belongs into it was written beside where it should be. */
import { get, isNull, type MapNode } from '../syntax/node.js';
import { type JsonSchema, resolve, type Schemas } from './schemas.js';

/** Names that so many maps have that they say nothing about which one was meant; metadata is the usual one. */
const commonNames: ReadonlySet<string> = new Set([
  'apiVersion',
  'key',
  'kind',
  'name',
  'namespace',
  'optional',
  'type',
  'value',
]);

/**
 * The keys that lead from `map` to the nearest map that is not written yet and takes the field `name`; one or, below
 * `spec`, two of them. `undefined` where there are several such maps, or none.
 */
export function findMissing(
  schemas: Schemas,
  schema: JsonSchema,
  map: MapNode,
  name: string,
  takes: (schema: JsonSchema) => boolean,
): readonly string[] | undefined {
  const isMeant = ({ key, schema }: Below) => takes(schema) && (!commonNames.has(name) || key === 'metadata');
  const below = mapsBelow(schemas, schema);
  // The schema is asked first: to look a key up in a long map takes long.
  const near = below.filter(child => isMeant(child) && isNull(get(map, child.key)));
  if (near.length > 0) return near.length === 1 ? near.map(({ key }) => key) : undefined;
  const spec = below.find(({ key }) => key === 'spec');
  if (!spec || commonNames.has(name)) return undefined;
  const far = mapsBelow(schemas, spec.schema).filter(
    child => takes(child.schema) && isNull(get(map, 'spec', child.key)),
  );
  const [only] = far;
  return only && far.length === 1 ? [spec.key, only.key] : undefined;
}

interface Below {
  readonly key: string;
  readonly schema: JsonSchema;
}

/** The maps that the schema allows below its own. What the API server reports is no place to write to. */
function mapsBelow(schemas: Schemas, { properties }: JsonSchema): readonly Below[] {
  return Object.entries(properties ?? {}).flatMap(([key, child]) => {
    const schema = resolve(schemas, child);
    return schema.type === 'object' && schema.properties && key !== 'status' ? { key, schema } : [];
  });
}
