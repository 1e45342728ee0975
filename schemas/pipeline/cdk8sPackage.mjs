// @ts-check
/** Reads cdk8s-plus: which definitions and fields one minor has, by their OpenAPI names. It leaves out status. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SCHEMA_TAG = /@schema (io\.k8s\.[\w.-]+)(?:#([\w$-]+))?/g;

/** @param {string} folder the package @returns {Map<string, Set<string>>} definition -> fields */
export function readFieldNames(folder) {
  const text = readFileSync(join(folder, 'lib', 'imports', 'k8s.d.ts'), 'utf8');
  /** @type {Map<string, Set<string>>} */
  const definitions = new Map();
  for (const [, name = '', field] of text.matchAll(SCHEMA_TAG)) {
    const fields = definitions.get(name) ?? new Set();
    if (field) fields.add(field);
    definitions.set(name, fields);
  }
  return definitions;
}
