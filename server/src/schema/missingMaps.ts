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

/** Maps that do nothing but hold the one that is meant: `spec.template.spec`. */
const wrappers: ReadonlySet<string> = new Set(['spec', 'template', 'jobTemplate']);
/** From a CronJob to the spec of its pods. */
const deepest = 5;

/**
 * The keys that lead from `map` to the nearest map that is not written yet and takes the field `name`: several of them
 * only where all but the last are wrappers. `undefined` where there are several such maps, or none.
 */
export function findMissing(
  schemas: Schemas,
  schema: JsonSchema,
  map: MapNode,
  name: string,
  takes: (schema: JsonSchema) => boolean,
): readonly string[] | undefined {
  const path: string[] = [];
  for (let at: JsonSchema | undefined = schema; at && path.length < deepest; ) {
    const below = mapsBelow(schemas, at);
    const isMeant = ({ key }: Below) => !commonNames.has(name) || (path.length === 0 && key === 'metadata');
    // The schema is asked first: to look a key up in a long map takes long.
    const homes = below.filter(child => takes(child.schema) && isMeant(child) && isNull(get(map, ...path, child.key)));
    if (homes.length > 0) return homes.length === 1 ? [...path, ...homes.map(({ key }) => key)] : undefined;
    const wrapper = below.find(({ key }) => wrappers.has(key));
    path.push(wrapper?.key ?? '');
    at = wrapper?.schema;
  }
  return undefined;
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
