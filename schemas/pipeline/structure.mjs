// @ts-check
/** Writes the merged definitions as JSON Schema, and their descriptions apart. */

/** @typedef {import('./definition.mjs').Definition} Definition */
/** @typedef {import('./definition.mjs').Schema} Schema */
/** @typedef {import('./history.mjs').Span} Span */

/**
 * @param {Map<string, Definition>} definitions
 * @param {(name: string, field: string) => Span} fieldSpan
 * @returns {Record<string, Schema>}
 */
export function schemasOf(definitions, fieldSpan) {
  /** @type {Record<string, Schema>} */
  const schemas = {};
  for (const name of [...definitions.keys()].sort()) {
    const fields = definitions.get(name)?.fields ?? new Map();
    if (fields.size === 0) schemas[name] = { type: 'object', additionalProperties: true };
    else schemas[name] = objectSchema(fields, field => fieldSpan(name, field));
  }
  return schemas;
}

/** @param {Definition['fields']} fields @param {(field: string) => Span} spanOf @returns {Schema} */
function objectSchema(fields, spanOf) {
  const names = [...fields.keys()].sort();
  const required = names.filter(name => fields.get(name)?.required);
  /** @type {Record<string, Schema>} */
  const properties = {};
  for (const name of names) {
    const { since, removed } = spanOf(name);
    const span = { ...(since && { 'x-since': since }), ...(removed && { 'x-removed': removed }) };
    properties[name] = { ...fields.get(name)?.schema, ...span };
  }
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false };
}

/** @param {Map<string, Definition>} definitions @returns {Record<string, Record<string, string>>} */
export function docsOf(definitions) {
  /** @type {Record<string, Record<string, string>>} */
  const docs = {};
  for (const name of [...definitions.keys()].sort()) {
    const { description = '', fields = new Map() } = definitions.get(name) ?? {};
    const texts = [...fields].map(([field, value]) => /** @type {const} */ ([field, tidy(value.description)]));
    docs[name] = Object.fromEntries([['', tidy(description)], ...texts].filter(([, text]) => text !== ''));
  }
  return docs;
}

/** The values stand in the schema: their list is left out of the text. @param {string} text */
const tidy = text => text.replace(/\s*Possible enum values:[\s\S]*$/, '').trim();
