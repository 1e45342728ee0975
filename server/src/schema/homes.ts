/** Where else in an object a field could stand: for fields that were written in the wrong place. */
import { type Entry, entries, entry, items, type MapNode, type Node, type Path, pathOf } from '../syntax/node.js';
import { childSchema, type JsonSchema, placeAt, resolve, type Schemas } from './schemas.js';

/** A map of the object in which the schema allows the field and which does not have it yet. */
export interface Home {
  readonly map: MapNode;
  readonly path: Path;
}

/** How many maps are looked at; real objects have far fewer. */
const visitLimit = 2000;

/**
 * The map nearest to where `misplaced` stands that takes a field of its name and type.
 * `undefined` when there is none, or when several are equally near and one would have to guess.
 */
export function homeOf(schemas: Schemas, definition: string, root: MapNode, misplaced: Entry): Home | undefined {
  const here = pathOf(misplaced.map, root);
  const name = misplaced.key.text;
  const found: (Home & { readonly far: number })[] = [];
  let visits = 0;
  const visit = (node: Node, path: Path): void => {
    if (visits++ > visitLimit || node.alias || node === misplaced.value) return;
    if (node.kind === 'seq') for (const [i, item] of items(node).entries()) visit(item, [...path, i]);
    if (node.kind !== 'map') return;
    const wanted = node === misplaced.map ? undefined : childOf(schemas, definition, path, name);
    if (wanted && !entry(node, name) && fits(schemas, wanted, misplaced.value)) {
      found.push({ map: node, path, far: distanceBetween(here, path) });
    }
    for (const { key, value, merged } of entries(node)) if (!merged) visit(value, [...path, key.text]);
  };
  visit(root, []);
  const [best, second] = found.sort((a, b) => a.far - b.far);
  return best && best.far <= 3 && best.far !== second?.far ? best : undefined;
}

function childOf(schemas: Schemas, definition: string, path: Path, name: string): JsonSchema | undefined {
  const schema = placeAt(schemas, definition, path)?.schema;
  return schema?.properties && Object.hasOwn(schema.properties, name) ? childSchema(schema, name) : undefined;
}

/** Only the outer shape is compared: a list for a list, a map for a map. */
function fits(schemas: Schemas, schema: JsonSchema, value: Node): boolean {
  const { type } = resolve(schemas, schema);
  if (value.kind === 'seq') return type === 'array';
  if (value.kind === 'map') return type === 'object';
  return type !== 'array' && type !== 'object';
}

/** Steps up from `a` and down to `b`; an index is no step of its own. */
function distanceBetween(a: Path, b: Path): number {
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  const steps = (path: Path) => path.slice(common).filter(step => typeof step === 'string').length;
  return steps(a) + steps(b);
}

/** `spec.containers[0].name`, as `kubectl explain` and the API server write it. */
export function showPath(path: Path): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
