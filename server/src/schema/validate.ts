/**
 * Runs the validator that ajv made at build time over a manifest, and finds the nodes that its errors are about.
 * What null, an empty string and a placeholder mean to the API server is decided here, once.
 */
import { type Entry, entry, get, isNull, keyOf, type MapNode, type Node, type Path } from '../syntax/node.js';
import type { JsonSchema, Schemas, ValidationError } from './schemas.js';

/** `path` leads from the root of the object to the node, or to the map for `unknown` and `missing`. */
export type SchemaProblem =
  | { readonly kind: 'unknown'; readonly path: Path; readonly entry: Entry }
  | { readonly kind: 'missing'; readonly path: Path; readonly map: MapNode; readonly field: string }
  | { readonly kind: 'type'; readonly path: Path; readonly node: Node; readonly expected: readonly string[] }
  | { readonly kind: 'value'; readonly path: Path; readonly node: Node; readonly allowed: readonly unknown[] }
  | { readonly kind: 'format'; readonly path: Path; readonly node: Node; readonly format: string };

/** What `definition` has against `root`. Empty when the definition is not known. */
export function validate(schemas: Schemas, definition: string, root: MapNode): readonly SchemaProblem[] {
  const validator = schemas.validator(definition);
  if (!validator || validator(toValue(root))) return [];
  return (validator.errors ?? []).flatMap(error => problem(root, error) ?? []);
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

function problem(root: MapNode, { keyword, instancePath, params }: ValidationError): SchemaProblem | undefined {
  const path = pointerToPath(root, instancePath);
  const node = get(root, ...path);
  if (!node || isNull(node)) return undefined;
  // The API server drops the status of what is applied; it only has to be readable.
  if (path[0] === 'status' && (keyword === 'required' || keyword === 'enum')) return undefined;
  switch (keyword) {
    case 'additionalProperties': {
      const found = entry(node, String(params['additionalProperty']));
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
    default:
      return { kind: 'format', path, node, format: String(params['format'] ?? keyword) };
  }
}

/** `/spec/containers/0` to `['spec', 'containers', 0]`; whether a step is an index depends on the tree. */
function pointerToPath(root: Node, pointer: string): Path {
  const steps = pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path: (string | number)[] = [];
  let node: Node | undefined = root;
  for (const step of steps) {
    const key: string | number = node?.kind === 'seq' ? Number(step) : step;
    path.push(key);
    node = get(node, key);
  }
  return path;
}

/** How a person would call the type that `schema` wants. */
export function typeName(schema: JsonSchema): string {
  if (schema['x-kubernetes-int-or-string']) return 'integer or string';
  if (schema.format === 'quantity') return 'quantity';
  if (schema.type === 'object') return typeof schema.additionalProperties === 'object' ? 'map' : 'object';
  if (schema.type === 'array') return schema.items?.type ? `list of ${schema.items.type}s` : 'list';
  return schema.type ?? 'any';
}
