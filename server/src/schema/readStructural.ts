/**
 * Takes a schema as it stands in a CustomResourceDefinition, which may be half typed: what is not of the type that it
 * must have is not there. Marks of ours that somebody wrote there mean nothing.
 */
import type { JsonSchema } from './schemas.js';
import type { StructuralSchema } from './structural.js';

export function readStructural(value: unknown): StructuralSchema {
  const {
    properties,
    items,
    additionalProperties,
    allOf,
    required,
    enum: values,
    default: fallback,
    ...rest
  } = mapOf(value);
  return {
    ...pick(rest, texts, 'string'),
    ...pick(rest, numbers, 'number'),
    ...pick(rest, switches, 'boolean'),
    ...(isType(rest['type']) && { type: rest['type'] }),
    ...(isMap(properties) && { properties: schemasIn(properties) }),
    ...(isMap(items) && { items: readStructural(items) }),
    ...(typeof additionalProperties === 'boolean' && { additionalProperties }),
    ...(isMap(additionalProperties) && { additionalProperties: readStructural(additionalProperties) }),
    ...(Array.isArray(allOf) && { allOf: allOf.filter(isMap).map(readStructural) }),
    ...(Array.isArray(required) && { required: required.filter(isText) }),
    ...(Array.isArray(values) && { enum: values.filter(isPlain) }),
    ...(fallback !== undefined && { default: fallback }),
  };
}

const texts = ['description', 'format', 'pattern'];
const numbers = [
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
];
const switches = [
  'nullable',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
];
const types: ReadonlySet<unknown> = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean']);

type Fields = Readonly<Record<string, unknown>>;

function schemasIn(properties: Fields): Readonly<Record<string, StructuralSchema>> {
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, readStructural(inner)]));
}

function pick(fields: Fields, names: readonly string[], type: 'string' | 'number' | 'boolean'): Fields {
  return Object.fromEntries(names.flatMap(name => (typeof fields[name] === type ? [[name, fields[name]]] : [])));
}

function mapOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isType(value: unknown): value is NonNullable<JsonSchema['type']> {
  return types.has(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
