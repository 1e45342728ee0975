/** Where else in an object a field could stand: for fields that were written in the wrong place. */
import { type Entry, entry, type MapNode, type Node, type Path, pathOf } from '../syntax/node.js';
import { findMissing } from './missingMaps.js';
import { childSchema, type JsonSchema, placeAt, resolve, type Schemas } from './schemas.js';

/** A map of the object in which the schema allows the field and which does not have it yet. */
export interface Home {
  readonly map: MapNode;
  /** The keys below `map` that lead to the home and are not there yet, or have no value. */
  readonly missing: readonly string[];
  /** Where the home is, or will be. */
  readonly path: Path;
}

/** How many nodes are looked at; real objects have far fewer. */
const visitLimit = 20_000;
/** Farther away, a field of the same name is another field. */
const farthest = 3;

/** A map or list of the object, and what the schema says about it. */
interface Place {
  readonly node: Node;
  readonly path: Path;
  readonly schema: JsonSchema;
  readonly above: Place | undefined;
  /** Fields on the way from the root; an index is no step of its own. */
  readonly depth: number;
}

/** The nearest map below some node; `home` is `undefined` when several are equally near and one would have to guess. */
interface Nearest {
  readonly far: number;
  readonly home: Home | undefined;
}

/**
 * The homes in one object. The object is walked once, when the first misplaced field is asked about, and its maps are
 * searched once for each name.
 */
export class Homes {
  readonly #schemas: Schemas;
  readonly #definition: string;
  readonly #root: MapNode;
  #places: ReadonlyMap<JsonSchema, readonly Place[]> | undefined;
  readonly #nearest = new Map<string, ReadonlyMap<Node, Nearest>>();

  constructor(schemas: Schemas, definition: string, root: MapNode) {
    this.#schemas = schemas;
    this.#definition = definition;
    this.#root = root;
  }

  /** The map nearest to where `misplaced` stands that takes a field of its name and type, if there is one such map. */
  of(misplaced: Entry): Home | undefined {
    const below = this.#nearestFor(misplaced.key.text, shapeOf(misplaced.value));
    let best: Nearest | undefined;
    for (const { node, up } of this.#upFrom(misplaced.map)) {
      const found = below.get(node);
      const far = up + (found?.far ?? Number.POSITIVE_INFINITY);
      // What is equally near seen from farther up is the same map, or several.
      if (found && far <= (best?.far ?? farthest)) best = { far, home: found.home };
    }
    return best ? best.home : this.#newHome(misplaced);
  }

  /** A map that is still to be written, below the one in which the field stands. */
  #newHome({ key, value, map }: Entry): Home | undefined {
    const path = pathOf(map, this.#root);
    const schema = placeAt(this.#schemas, this.#definition, path)?.schema;
    const shape = shapeOf(value);
    const takes = (child: JsonSchema) => this.#takes(child, key.text, shape);
    const missing = schema && findMissing(this.#schemas, schema, map, key.text, takes);
    if (!missing) return undefined;
    let home = map;
    let written = 0;
    for (const step of missing) {
      const below = entry(home, step)?.value;
      if (below?.kind !== 'map' || below.alias) break;
      home = below;
      written++;
    }
    return { map: home, missing: missing.slice(written), path: [...path, ...missing] };
  }

  /** `start` and what is above it, as far as a home may be, with the number of fields on the way. */
  *#upFrom(start: MapNode): Iterable<{ readonly node: Node; readonly up: number }> {
    let up = 0;
    for (let node: Node = start; up <= farthest; ) {
      yield { node, up };
      const parent: Node['parent'] = node.parent;
      if (!parent || node === this.#root) return;
      if (parent.kind === 'entry') up++;
      node = parent.kind === 'entry' ? parent.map : parent;
    }
  }

  /** For each node from which some map that takes the field is near, the nearest. */
  #nearestFor(name: string, shape: Shape): ReadonlyMap<Node, Nearest> {
    const key = `${shape} ${name}`;
    const known = this.#nearest.get(key);
    if (known) return known;
    const found = new Map<Node, Nearest>();
    this.#places ??= bySchema(placesIn(this.#schemas, this.#definition, this.#root));
    for (const [schema, places] of this.#places) {
      if (!this.#takes(schema, name, shape)) continue;
      for (const place of places) if (!entry(place.node, name)) announce(place, found);
    }
    this.#nearest.set(key, found);
    return found;
  }

  #takes(schema: JsonSchema, name: string, shape: Shape): boolean {
    const { properties } = schema;
    const field = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return field !== undefined && shapeIn(resolve(this.#schemas, field)) === shape;
  }
}

/** Tells `place`, and what is above it, that it takes the field. */
function announce(place: Place, found: Map<Node, Nearest>): void {
  const { node: map, path, depth } = place;
  const home = map.kind === 'map' ? { map, missing: [], path } : undefined;
  for (let at: Place | undefined = place; at; at = at.above) {
    const far = depth - at.depth;
    if (far > farthest) return;
    const known = found.get(at.node);
    if (!known || far < known.far) found.set(at.node, { far, home });
    else if (far === known.far) found.set(at.node, { far, home: undefined });
  }
}

/** The maps and lists of the object that the schema knows, from the root down; none that came through an alias. */
function placesIn(schemas: Schemas, definition: string, root: MapNode): readonly Place[] {
  const resolved = new Map<JsonSchema, JsonSchema>();
  const places: Place[] = [];
  let visits = 0;
  const visit = (
    node: Node,
    schema: JsonSchema | undefined,
    above: Place | undefined,
    step?: string | number,
  ): void => {
    if (!schema || node.alias || node.kind === 'scalar' || visits++ > visitLimit) return;
    const own = resolved.get(schema) ?? resolve(schemas, schema);
    resolved.set(schema, own);
    const path = step === undefined ? [] : [...(above?.path ?? []), step];
    const depth = (above?.depth ?? 0) + (typeof step === 'string' ? 1 : 0);
    const place: Place = { node, path, schema: own, above, depth };
    places.push(place);
    if (node.kind === 'seq') for (const [i, item] of node.items.entries()) visit(item, childSchema(own, i), place, i);
    else
      for (const { key, value, merged } of node.entries)
        if (!merged) visit(value, childSchema(own, key.text), place, key.text);
  };
  visit(root, schemas.definition(definition), undefined);
  return places;
}

function bySchema(places: readonly Place[]): ReadonlyMap<JsonSchema, readonly Place[]> {
  const groups = new Map<JsonSchema, Place[]>();
  for (const place of places) {
    const group = groups.get(place.schema);
    if (group) group.push(place);
    else groups.set(place.schema, [place]);
  }
  return groups;
}

/** Only the outer shape is compared: a list for a list, a map for a map. */
type Shape = 'array' | 'object' | 'scalar';

function shapeOf({ kind }: Node): Shape {
  if (kind === 'seq') return 'array';
  return kind === 'map' ? 'object' : 'scalar';
}

function shapeIn({ type }: JsonSchema): Shape {
  return type === 'array' || type === 'object' ? type : 'scalar';
}
