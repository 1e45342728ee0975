// @ts-check
/**
 * Kubewright's built schemas in the form yaml-language-server reads, so that both know the same. The form is that of
 * the schemas it would download: `all.json` is a oneOf over every definition, `_definitions.json` holds them,
 * unknown fields are refused, `kind` is an enum.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ [keyword: string]: any }} Schema */
/** @typedef {{ definition?: string, removed?: string }} KindInfo */
/** @typedef {{ kinds: Record<string, Record<string, KindInfo>>, definitions: Record<string, Schema> }} Structure */
/** @typedef {Record<string, Record<string, string>>} Docs */

const intOrString = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
const quantity = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
const refPrefix = '#/definitions/';

/** @param {string} folder of structure.json and docs.json @returns {{ all: string, definitions: string }} */
export function schemaFilesFrom(folder) {
  /** @type {Structure} */
  const structure = JSON.parse(readFileSync(join(folder, 'structure.json'), 'utf8'));
  /** @type {Docs} */
  const docs = JSON.parse(readFileSync(join(folder, 'docs.json'), 'utf8'));
  const known = definitionsFrom(structure, docs);
  known[intOrString] = { oneOf: [{ type: 'string' }, { type: 'integer' }] };
  known[quantity] = { oneOf: [{ type: 'string' }, { type: 'number' }] };
  const names = Object.keys(known).sort();
  const oneOf = names.map(name => ({ $ref: `_definitions.json${refPrefix}${name}` }));
  const definitions = Object.fromEntries(names.map(name => [name, known[name]]));
  return { all: JSON.stringify({ oneOf }, null, 2), definitions: JSON.stringify({ definitions }, null, 2) };
}

/** Those that an API of the newest Kubernetes uses. @param {Structure} structure @param {Docs} docs @returns {Record<string, Schema>} */
function definitionsFrom({ kinds, definitions }, docs) {
  /** @type {Record<string, Schema>} */
  const made = {};
  /** @param {string} name */
  const add = name => {
    const definition = definitions[name];
    if (!definition || made[name] || !name.startsWith('io.k8s.')) return;
    made[name] = translate(definition, docs[name]);
    for (const ref of refsIn(definition)) add(ref);
  };
  for (const [apiVersion, group] of Object.entries(kinds)) {
    for (const [kind, { definition, removed }] of Object.entries(group)) {
      if (definition === undefined || removed !== undefined) continue;
      add(definition);
      nameKind(made[definition], apiVersion, kind);
    }
  }
  return made;
}

/** @param {Schema | undefined} schema @param {string} apiVersion @param {string} kind */
function nameKind(schema, apiVersion, kind) {
  const named = schema?.['properties']?.kind;
  if (!schema || !named) return;
  const [version, group = ''] = apiVersion.split('/').reverse();
  schema['x-kubernetes-group-version-kind'] ??= [];
  schema['x-kubernetes-group-version-kind'].push({ group, version, kind });
  named.enum = [...new Set([...(named.enum ?? []), kind])];
}

/** @param {Schema} schema @param {Record<string, string>} [docs] @returns {Schema} */
function translate(schema, docs = {}) {
  const { properties, items, additionalProperties, enum: values, ...rest } = schema;
  const description = docs[''] === undefined ? {} : { description: docs[''] };
  if (rest['x-kubernetes-int-or-string']) return { ...description, $ref: refPrefix + intOrString };
  if (rest['format'] === 'quantity') return { ...description, $ref: refPrefix + quantity };
  /** @type {Schema} */
  const translated = { ...description, ...rest };
  if (values && !rest['x-open-enum']) translated['enum'] = values;
  if (items) translated['items'] = translate(items);
  if (additionalProperties !== undefined) {
    translated['additionalProperties'] =
      typeof additionalProperties === 'object' ? translate(additionalProperties) : additionalProperties;
  }
  if (properties) {
    translated['properties'] = Object.fromEntries(
      Object.entries(properties).map(([field, own]) => [field, translate(own, describe(docs[field]))]),
    );
  }
  return translated;
}

/** @param {string | undefined} text */
function describe(text) {
  return text === undefined ? {} : { '': text };
}

/** @param {Schema} schema @returns {string[]} */
function refsIn({ $ref, properties = {}, items, additionalProperties }) {
  const own = typeof $ref === 'string' ? [$ref.slice(refPrefix.length)] : [];
  const parts = [...Object.values(properties), items, additionalProperties].filter(part => typeof part === 'object');
  return [...own, ...parts.flatMap(refsIn)];
}
