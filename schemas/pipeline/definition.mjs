// @ts-check
/** The shapes that pass between the steps of the schema build. Knows nothing of where they come from. */

/**
 * A draft-07 subset: only the keywords that the build itself writes.
 * @typedef {{
 *   $ref?: string, type?: string | readonly string[], format?: string, enum?: unknown[], default?: unknown,
 *   properties?: Record<string, Schema>, required?: string[], items?: Schema,
 *   additionalProperties?: boolean | Schema, description?: string, [extension: `x-${string}`]: unknown
 * }} Schema
 *
 * @typedef {{ schema: Schema, required: boolean, description: string }} Field
 * @typedef {{ description: string, fields: Map<string, Field> }} Definition
 * @typedef {{ definition?: string, plural?: string, namespaced?: boolean, list?: true,
 *   since?: string, removed?: string, replacement?: string | undefined }} Kind without definition if long gone
 * @typedef {{ apiVersion: string, kind: string, plural: string, namespaced: boolean, definition: string }} Resource
 *
 * @typedef {{ minor: string, definitions: Map<string, Definition>, resources: Resource[] }} Release
 */

export const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.';
export const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
export const INT_OR_STRING = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';

/** @param {string} name @returns {Schema} */
export const reference = name => ({ $ref: `#/definitions/${name}` });

/** @returns {Schema} a value of any shape: custom resources, patches, examples */
export const anything = () => ({ additionalProperties: true });

/** @returns {Schema} */
export const quantity = () => ({ format: 'quantity' });

/** @returns {Schema} */
export const intOrString = () => ({ format: 'int-or-string', 'x-kubernetes-int-or-string': true });
