/**
 * Judges a value by the schema of a CustomResourceDefinition, as the API server does: strict about fields that it
 * would drop. What cannot be judged beyond doubt, such as patterns of another dialect, passes.
 */
import { fitsPattern } from './pattern.js';
import type { JsonSchema, ValidationError } from './schemas.js';

/** What such a schema says beyond what every schema here says. */
export interface StructuralSchema extends Omit<JsonSchema, 'properties' | 'items' | 'additionalProperties'> {
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly items?: StructuralSchema;
  readonly additionalProperties?: boolean | StructuralSchema;
  readonly description?: string;
  readonly nullable?: boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly allOf?: readonly StructuralSchema[];
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
}

/** Unknown fields are refused, or kept as they are. */
export type Unknown = 'refused' | 'kept';

export function judge(schema: StructuralSchema, value: unknown, path: string, unknown: Unknown): ValidationError[] {
  // The API server drops a null where it is not wanted.
  if (value === null || value === undefined) return [];
  const fail = (keyword: string, params: ValidationError['params']) => ({ keyword, params, instancePath: path });
  const types = typesOf(schema);
  if (types.length > 0 && !types.some(type => isOfType(value, type))) return [fail('type', { type: types })];
  const errors = limitsOf(schema, value).map(demand => fail('demand', { demand }));
  const { enum: allowed } = schema;
  if (allowed && typeof value !== 'object' && !allowed.includes(value as string)) {
    errors.push(fail('enum', { allowedValues: allowed }));
  }
  for (const part of schema.allOf ?? []) errors.push(...judge({ ...part, ...partial }, value, path, 'kept'));
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items) for (const [i, item] of value.entries()) errors.push(...judge(items, item, `${path}/${i}`, unknown));
    return errors;
  }
  return typeof value === 'object' ? [...errors, ...fieldsOf(schema, value, path, unknown)] : errors;
}

/** A part of a schema says nothing of fields that it does not name. */
const partial = { 'x-kubernetes-preserve-unknown-fields': true };

function fieldsOf(schema: StructuralSchema, value: object, path: string, unknown: Unknown): ValidationError[] {
  const { properties = {}, additionalProperties, required = [] } = schema;
  const keeps = unknown === 'kept' || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const isAnything = schema.type === undefined && schema.properties === undefined && !additionalProperties;
  const errors: ValidationError[] = [];
  for (const name of required) {
    const isDefaulted = Object.hasOwn(properties, name) && properties[name]?.default !== undefined;
    if (!Object.hasOwn(value, name) && !isDefaulted) {
      errors.push({ keyword: 'required', params: { missingProperty: name }, instancePath: path });
    }
  }
  for (const [name, inner] of Object.entries(value)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const child = own ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    if (child) errors.push(...judge(child, inner, `${path}/${escaped(name)}`, unknown));
    else if (!keeps && !isAnything && additionalProperties !== true && !isHead(schema, name)) {
      errors.push({ keyword: 'additionalProperties', params: { additionalProperty: name }, instancePath: path });
    }
  }
  return errors;
}

/** A whole object within another has its head, without saying so. */
function isHead(schema: StructuralSchema, name: string): boolean {
  return schema['x-kubernetes-embedded-resource'] === true && ['apiVersion', 'kind', 'metadata'].includes(name);
}

function typesOf(schema: StructuralSchema): readonly string[] {
  if (schema['x-kubernetes-int-or-string']) return ['integer', 'string'];
  return schema.type ? [schema.type] : [];
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** What the value must be and is not, in words. */
function limitsOf(schema: StructuralSchema, value: unknown): string[] {
  if (typeof value === 'number') return numberLimits(schema, value);
  if (typeof value === 'string') {
    const matches = schema.pattern === undefined || fitsPattern(schema.pattern, value);
    return [
      ...countLimits([...value].length, schema.minLength, schema.maxLength, 'characters'),
      ...(matches ? [] : [`must match ${schema.pattern}`]),
    ];
  }
  if (Array.isArray(value)) return countLimits(value.length, schema.minItems, schema.maxItems, 'items');
  if (typeof value !== 'object' || value === null) return [];
  return countLimits(Object.keys(value).length, schema.minProperties, schema.maxProperties, 'fields');
}

function numberLimits(schema: StructuralSchema, value: number): string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const limits: string[] = [];
  if (minimum !== undefined && value <= minimum && (exclusiveMinimum || value < minimum)) {
    limits.push(`must be ${exclusiveMinimum ? 'greater than' : 'at least'} ${minimum}`);
  }
  if (maximum !== undefined && value >= maximum && (exclusiveMaximum || value > maximum)) {
    limits.push(`must be ${exclusiveMaximum ? 'less than' : 'at most'} ${maximum}`);
  }
  const isWhole = Number.isInteger(multipleOf) && Number.isInteger(value);
  if (isWhole && multipleOf && value % multipleOf !== 0) limits.push(`must be a multiple of ${multipleOf}`);
  return limits;
}

function countLimits(count: number, least: number | undefined, most: number | undefined, what: string): string[] {
  if (least !== undefined && count < least) return [`must have at least ${least} ${what}`];
  return most !== undefined && count > most ? [`must have at most ${most} ${what}`] : [];
}

/** As in a JSON pointer. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
