// @ts-check
/** The API server drops what a manifest says under `status`: nothing is required there and no value is wrong. */

import { META } from './definition.mjs';

/** @typedef {import('./definition.mjs').Schema} Schema */

/** @param {import('./overlays.mjs').Structure} structure */
export function relaxStatus({ kinds, definitions }) {
  const writable = writableFrom(kinds, definitions);
  for (const [name, schema] of Object.entries(definitions)) {
    if (writable.has(name) && !name.endsWith('List')) continue;
    delete schema.required;
    for (const field of Object.values(schema.properties ?? {})) delete (field.items ?? field).enum;
  }
}

/** @param {import('./merge.mjs').Kinds} kinds @param {Record<string, Schema>} definitions @returns {Set<string>} */
function writableFrom(kinds, definitions) {
  const roots = [...kinds.values()].flatMap(group => [...group.values()].filter(kind => !kind.list));
  /** @type {Set<string>} */
  const found = new Set();
  const queue = roots.flatMap(kind => kind.definition ?? []).filter(name => !name.startsWith(META));
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const [field, schema] of Object.entries(definitions[name]?.properties ?? {})) {
      if (field !== 'status') queue.push(...referencesIn(schema));
    }
  }
  return found;
}

/** @param {Schema} schema @returns {string[]} */
function referencesIn(schema) {
  if (schema.$ref) return [schema.$ref.slice('#/definitions/'.length)];
  if (schema.items) return referencesIn(schema.items);
  return typeof schema.additionalProperties === 'object' ? referencesIn(schema.additionalProperties) : [];
}
