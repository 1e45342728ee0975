/** The JSON schemas of Kubernetes kinds: which one applies, and what it says about a path. */
import type { Path } from '../syntax/node.js';

/** The part of JSON Schema that the API machinery uses, and our own marks. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly (string | number | boolean)[];
  readonly default?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-patch-merge-key'?: string;
  /** First and last-but-one Kubernetes minor of the field, such as `1.31`. */
  readonly 'x-since'?: string;
  readonly 'x-removed'?: string;
  /** First version of kustomize that has the field, and first that refuses it again. */
  readonly 'x-kustomize-since'?: string;
  readonly 'x-kustomize-removed'?: string;
  /** The version since which the field is deprecated, where it was not always. */
  readonly 'x-kustomize-deprecated'?: string;
  /** `enum` names the usual values, others are legal. */
  readonly 'x-open-enum'?: boolean;
  /** The characters count, whatever YAML makes of them: only in files that we read ourselves. */
  readonly 'x-as-written'?: boolean;
  readonly 'x-deprecated'?: string;
  /** The part of the kubelet that heeds the field. */
  readonly 'x-read-by'?: string;
}

export interface KindInfo {
  /** Name of the definition; a removed API may have none left. */
  readonly definition?: string;
  readonly plural?: string;
  readonly namespaced?: boolean;
  readonly since?: string;
  /** The Kubernetes minor in which the API was gone. */
  readonly removed?: string;
  /** apiVersion that serves the kind now. */
  readonly replacement?: string;
}

export interface ValidationError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly ValidationError[] | null;
}

/** By apiVersion and kind. */
export type Kinds = Readonly<Record<string, Readonly<Record<string, KindInfo>>>>;

/** Everything known about kinds and fields, loaded piece by piece as it is asked for. */
export interface Schemas {
  /** Kubernetes minors, oldest first. */
  readonly versions: readonly string[];
  readonly kinds: Kinds;
  /** Those of them that no file can change: to look there first costs nothing. */
  readonly builtIn: Kinds;
  definition(name: string): JsonSchema | undefined;
  validator(definition: string): Validator | undefined;
  /** Markdown for a definition (`field` absent) or one of its fields. */
  docs(definition: string, field?: string): string | undefined;
}

/** What the schema says about one place of a manifest. */
export interface Place {
  readonly schema: JsonSchema;
  /** The definition that declares the field, and the field's name: where its description is found. */
  readonly owner: string | undefined;
  readonly field: string | undefined;
}

export function kindOf(schemas: Schemas, apiVersion: string, kind: string): KindInfo | undefined {
  return find(schemas.builtIn, apiVersion, kind) ?? find(schemas.kinds, apiVersion, kind);
}

function find(kinds: Kinds, apiVersion: string, kind: string): KindInfo | undefined {
  const group = Object.hasOwn(kinds, apiVersion) ? kinds[apiVersion] : undefined;
  return group && Object.hasOwn(group, kind) ? group[kind] : undefined;
}

/** The place at `path` below an object of `definition`; `undefined` where the schema allows anything. */
export function placeAt(schemas: Schemas, definition: string, path: Path): Place | undefined {
  const root = schemas.definition(definition);
  let place: Place | undefined = root && { schema: root, owner: definition, field: undefined };
  let owner: string | undefined = definition;
  for (const step of path) {
    const next: JsonSchema | undefined = place && childSchema(place.schema, step);
    if (!next) return undefined;
    place = {
      schema: resolve(schemas, next),
      owner: typeof step === 'number' ? place?.owner : owner,
      field: typeof step === 'number' ? place?.field : step,
    };
    owner = refName(next) ?? (next.items && refName(next.items)) ?? owner;
  }
  return place;
}

export function childSchema(schema: JsonSchema, step: string | number): JsonSchema | undefined {
  if (typeof step === 'number') return schema.items;
  const { properties, additionalProperties } = schema;
  if (properties && Object.hasOwn(properties, step)) return properties[step];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** The schema with what it refers to; what stands beside `$ref` wins. */
export function resolve(schemas: Schemas, schema: JsonSchema): JsonSchema {
  const name = refName(schema);
  const target = name === undefined ? undefined : schemas.definition(name);
  return target ? { ...resolve(schemas, target), ...schema } : schema;
}

export function refName(schema: JsonSchema): string | undefined {
  return schema.$ref?.slice(schema.$ref.lastIndexOf('/') + 1);
}

/** Whether Kubernetes minor `version` has what came with `since` and went with `removed`. */
export function isServed(
  { since, removed }: { readonly since?: string | undefined; readonly removed?: string | undefined },
  version: string,
): boolean {
  return (!since || isAtLeast(version, since)) && !(removed && isAtLeast(version, removed));
}

/** Whether Kubernetes minor `a` is `b` or newer. */
export function isAtLeast(a: string, b: string): boolean {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA > majorB || (majorA === majorB && minorA >= minorB);
}
