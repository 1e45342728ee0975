// @ts-check
/** Turns a TypeScript type of a declaration into a schema. Knows nothing of packages and files. */

import ts from 'typescript';
import { anything, intOrString, quantity, reference } from './definition.mjs';

/** @typedef {import('./definition.mjs').Schema} Schema */

const FREE_OBJECTS = new Set(['object', 'any', 'unknown']);

/**
 * @param {ts.TypeNode} type
 * @param {(name: string) => string | undefined} definitionOf the definition that a type name stands for
 * @returns {Schema}
 */
export function schemaOf(type, definitionOf) {
  if (ts.isArrayTypeNode(type)) return { type: 'array', items: schemaOf(type.elementType, definitionOf) };
  if (ts.isTypeReferenceNode(type)) return schemaOfReference(type, definitionOf);
  if (ts.isTypeLiteralNode(type)) return schemaOfLiteral(type, definitionOf);
  if (ts.isUnionTypeNode(type)) return schemaOfUnion(type);
  if (ts.isLiteralTypeNode(type) || ts.isIndexedAccessTypeNode(type)) return { type: 'string' };
  if (type.kind === ts.SyntaxKind.StringKeyword) return { type: 'string' };
  if (type.kind === ts.SyntaxKind.NumberKeyword) return { type: 'number' };
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return { type: 'boolean' };
  if (type.kind === ts.SyntaxKind.AnyKeyword || type.kind === ts.SyntaxKind.ObjectKeyword) return anything();
  throw new Error(`No schema for TypeScript's ${ts.SyntaxKind[type.kind]}`);
}

/** @param {ts.TypeReferenceNode} type @param {(name: string) => string | undefined} definitionOf @returns {Schema} */
function schemaOfReference(type, definitionOf) {
  const name = ts.isIdentifier(type.typeName) ? type.typeName.text : '';
  const [first, second] = type.typeArguments ?? [];
  if (name === 'Array' && first) return { type: 'array', items: schemaOf(first, definitionOf) };
  if (name === 'Record' && second) return { type: 'object', additionalProperties: schemaOf(second, definitionOf) };
  if (name === 'Date') return { type: 'string', format: 'date-time' };
  if (name === 'V1MicroTime') return { type: 'string', format: 'date-time-micro' };
  if (name === 'IntOrString') return intOrString();
  if (name === 'Quantity') return quantity();
  if (FREE_OBJECTS.has(name)) return anything();
  const definition = definitionOf(name);
  if (!definition) throw new Error(`Unknown type ${name}`);
  return reference(definition);
}

/** @param {ts.TypeLiteralNode} type @param {(name: string) => string | undefined} definitionOf @returns {Schema} */
function schemaOfLiteral(type, definitionOf) {
  const [member] = type.members;
  if (!member || !ts.isIndexSignatureDeclaration(member)) return { type: 'object', additionalProperties: true };
  return { type: 'object', additionalProperties: schemaOf(member.type, definitionOf) };
}

/** @param {ts.UnionTypeNode} type @returns {Schema} */
function schemaOfUnion(type) {
  const values = type.types.map(part => {
    if (ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal)) return part.literal.text;
    return undefined;
  });
  if (values.includes(undefined)) return anything();
  return { type: 'string', enum: values };
}
