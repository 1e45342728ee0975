/**
 * Runs the validator that ajv made at build time over a manifest, and finds the nodes that its errors are about.
 * What null, an empty string and a placeholder mean to the API server is decided here, once.
 */
import { type Entry, isNull, items, keyOf, type MapNode, type Node, type Path } from '../syntax/node.js';
import { type JsonSchema, placeAt, type Schemas, type ValidationError } from './schemas.js';

/** `path` leads from the root of the object to the node, or to the map for `unknown` and `missing`. */
export type SchemaProblem =
  | { readonly kind: 'unknown'; readonly path: Path; readonly entry: Entry }
  | { readonly kind: 'missing'; readonly path: Path; readonly map: MapNode; readonly field: string }
  | { readonly kind: 'type'; readonly path: Path; readonly node: Node; readonly expected: readonly string[] }
  | { readonly kind: 'value'; readonly path: Path; readonly node: Node; readonly allowed: readonly unknown[] }
  | { readonly kind: 'format'; readonly path: Path; readonly node: Node; readonly format: string }
  /** A limit that the schema sets, in words: `must be at least 1`. */
  | { readonly kind: 'demand'; readonly path: Path; readonly node: Node; readonly demand: string };

/** What `definition` has against `root`. Empty when the definition is not known. */
export function validate(schemas: Schemas, definition: string, root: MapNode): readonly SchemaProblem[] {
  const validator = schemas.validator(definition);
  if (!validator || validator(toValue(root))) return [];
  const find = finder();
  const problems = (validator.errors ?? []).flatMap(error => problem(root, find, error) ?? []);
  return problems.flatMap(found => asWritten(schemas, definition, found) ?? []);
}

/** `off` is false to YAML, and the word itself to a reader that takes the characters. */
function asWritten(schemas: Schemas, definition: string, found: SchemaProblem): SchemaProblem | undefined {
  if (found.kind !== 'type' || found.node.kind !== 'scalar') return found;
  const { path, node } = found;
  const { enum: allowed = [], 'x-as-written': takesCharacters } = placeAt(schemas, definition, path)?.schema ?? {};
  if (!takesCharacters) return found;
  return allowed.includes(node.text) ? undefined : { kind: 'value', path, node, allowed };
}

type Find = (node: Node | undefined, key: string) => Entry | undefined;

/** `entry` for many questions about the same maps, which may be long: the names of each are read once. */
function finder(): Find {
  const known = new Map<Node, ReadonlyMap<string, Entry>>();
  return (node, key) => {
    if (node?.kind !== 'map') return undefined;
    const fields = known.get(node) ?? new Map(node.entries.map(field => [keyOf(field), field]));
    known.set(node, fields);
    return fields.get(key);
  };
}

/** The value as JSON would have it. Fields that are null are left out: to Kubernetes they are not there. */
export function toValue(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(toValue);
  const value: Record<string, unknown> = {};
  for (const field of node.entries) {
    const key = keyOf(field);
    if (!isNull(field.value)) setOwn(value, key, toValue(field.value));
    else if (Object.hasOwn(value, key)) delete value[key];
  }
  return value;
}

/** Plain assignment would not create a property for the key `__proto__`. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true });
  else target[key] = value;
}

function problem(
  root: MapNode,
  find: Find,
  { keyword, instancePath, params }: ValidationError,
): SchemaProblem | undefined {
  const { path, node } = follow(root, find, instancePath);
  if (!node || isNull(node)) return undefined;
  // The API server drops the status of what is applied; it only has to be readable.
  if (path[0] === 'status' && (keyword === 'required' || keyword === 'enum')) return undefined;
  switch (keyword) {
    case 'additionalProperties': {
      const found = find(node, String(params['additionalProperty']));
      return found && { kind: 'unknown', path, entry: found };
    }
    case 'required':
      return node.kind === 'map'
        ? { kind: 'missing', path, map: node, field: String(params['missingProperty']) }
        : undefined;
    case 'type':
      return { kind: 'type', path, node, expected: [params['type']].flat().map(String) };
    case 'enum': {
      const empty = node.kind === 'scalar' && node.value === '';
      return empty ? undefined : { kind: 'value', path, node, allowed: params['allowedValues'] as readonly unknown[] };
    }
    case 'demand':
      return { kind: 'demand', path, node, demand: String(params['demand']) };
    default:
      return { kind: 'format', path, node, format: String(params['format'] ?? keyword) };
  }
}

/** What `/spec/containers/0` leads to, with the path; whether a step is an index depends on the tree. */
function follow(root: MapNode, find: Find, pointer: string): { readonly path: Path; readonly node: Node | undefined } {
  const path: (string | number)[] = [];
  let node: Node | undefined = root;
  for (const escaped of pointer.split('/').slice(1)) {
    const step = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    const isList: boolean = node?.kind === 'seq';
    path.push(isList ? Number(step) : step);
    node = isList ? items(node)[Number(step)] : find(node, step)?.value;
  }
  return { path, node };
}

/** How a person would call the type that `schema` wants. */
export function typeName(schema: JsonSchema): string {
  if (schema['x-kubernetes-int-or-string']) return 'integer or string';
  if (schema.format === 'quantity') return 'quantity';
  if (schema.type === 'object') return typeof schema.additionalProperties === 'object' ? 'map' : 'object';
  if (schema.type === 'array') return schema.items?.type ? `list of ${schema.items.type}s` : 'list';
  return schema.type ?? 'any';
}
