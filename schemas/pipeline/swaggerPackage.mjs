// @ts-check
/** Reads the last raw OpenAPI document on npm (Kubernetes 1.22): list keys and merge keys of fields. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** @typedef {Record<`x-${string}`, unknown>} ListKeys */

const KEYWORDS = [
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
];

/** @param {string} folder the package @returns {Map<string, ListKeys>} `definition#field` -> keywords */
export function readListKeys(folder) {
  const packed = readFileSync(join(folder, 'lib', 'specs', 'swagger-1.22.json.gz'));
  /** @type {{ definitions: Record<string, { properties?: Record<string, ListKeys> }> }} */
  const { definitions } = JSON.parse(gunzipSync(packed).toString('utf8'));
  /** @type {Map<string, ListKeys>} */
  const found = new Map();
  for (const [name, { properties = {} }] of Object.entries(definitions)) {
    for (const [field, schema] of Object.entries(properties)) {
      const keywords = Object.entries(schema).filter(([keyword]) => KEYWORDS.includes(keyword));
      if (keywords.length > 0) found.set(`${name}#${field}`, Object.fromEntries(keywords));
    }
  }
  return found;
}
