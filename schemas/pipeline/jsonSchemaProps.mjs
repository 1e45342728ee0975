// @ts-check
/**
 * Schemas inside CustomResourceDefinitions. Under `items` and `additionalProperties` the API server decodes with
 * code of its own, which drops unknown fields silently: there the same fields hold, but others are no error.
 */

import { reference } from './definition.mjs';

/** @typedef {import('./definition.mjs').Schema} Schema */

const TYPE = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps';
const NESTED = `${TYPE}Nested`;
const OR_BOOLEAN = `${TYPE}OrBool`;

/** @param {import('./overlays.mjs').Structure} structure */
export function nestJsonSchemas({ definitions, docs }) {
  const outer = definitions[TYPE];
  if (!outer?.properties) throw new Error(`${TYPE} is missing`);
  for (const field of ['additionalItems', 'additionalProperties']) outer.properties[field] = reference(OR_BOOLEAN);
  outer.properties['items'] = reference(NESTED);
  const properties = JSON.parse(JSON.stringify(outer.properties).replaceAll(`/${TYPE}"`, `/${NESTED}"`));
  definitions[NESTED] = { type: 'object', properties, additionalProperties: true };
  // No type: it may as well be true or false.
  definitions[OR_BOOLEAN] = { properties, additionalProperties: true };
  for (const name of [NESTED, OR_BOOLEAN]) docs[name] = docs[TYPE] ?? {};
}
