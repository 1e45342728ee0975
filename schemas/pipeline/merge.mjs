// @ts-check
/** Unites the minors: every kind, definition and field of all of them; the newest tells what it looks like. */

import { META } from './definition.mjs';

/** @typedef {import('./definition.mjs').Definition} Definition */
/** @typedef {import('./definition.mjs').Field} Field */
/** @typedef {import('./definition.mjs').Kind} Kind */
/** @typedef {import('./definition.mjs').Release} Release */
/** @typedef {Map<string, Map<string, Kind>>} Kinds apiVersion -> kind */

/** Kinds of the API machinery itself: they are answers, but manifests quote them. */
const META_KINDS = [
  'APIGroup',
  'APIGroupList',
  'APIResourceList',
  'APIVersions',
  'DeleteOptions',
  'Status',
  'WatchEvent',
];

/** @param {Release[]} releases oldest first @param {Map<string, Definition>} models */
export function mergeDefinitions(releases, models) {
  /** @type {Map<string, Definition>} */
  const merged = new Map();
  for (const { definitions } of releases.toReversed()) {
    for (const [name, { description, fields }] of definitions) {
      const known = merged.get(name);
      if (!known) merged.set(name, { description, fields: new Map(fields) });
      else for (const [field, value] of fields) if (!known.fields.has(field)) known.fields.set(field, vanished(value));
    }
  }
  for (const [name, definition] of merged) {
    const model = models.get(name);
    if (model) enrich(definition, model);
  }
  return merged;
}

/** A field that newer minors do not have can never be required. @param {Field} field @returns {Field} */
const vanished = field => ({ ...field, required: false });

/** @param {Definition} definition @param {Definition} model */
function enrich(definition, model) {
  definition.description = model.description || definition.description;
  for (const [name, field] of definition.fields) {
    const known = model.fields.get(name);
    if (!known) continue;
    field.description = known.description || field.description;
    const text = JSON.stringify(known.schema);
    if (/"enum"|"quantity"/.test(text)) field.schema = known.schema;
  }
}

/** @param {Release[]} releases @param {Map<string, Definition>} definitions @returns {Kinds} */
export function kindsOf(releases, definitions) {
  /** @type {Kinds} */
  const kinds = new Map();
  for (const { resources } of releases.toReversed()) {
    for (const { apiVersion, kind, definition, plural, namespaced } of resources) {
      const known = kinds.get(apiVersion)?.get(kind);
      if (known && !known.plural?.includes('/')) continue;
      addKind(kinds, apiVersion, kind, { definition, plural, namespaced });
      const list = `${definition}List`;
      if (definitions.has(list)) addKind(kinds, apiVersion, `${kind}List`, listKind(list));
    }
  }
  for (const kind of META_KINDS) addKind(kinds, 'v1', kind, { definition: META + kind, plural: '', namespaced: false });
  return kinds;
}

/** @param {string} definition @returns {Kind} */
const listKind = definition => ({ definition, plural: '', namespaced: false, list: true });

/** @param {Kinds} kinds @param {string} apiVersion @param {string} kind @param {Kind} value */
export function addKind(kinds, apiVersion, kind, value) {
  const group = kinds.get(apiVersion) ?? new Map();
  group.set(kind, value);
  kinds.set(apiVersion, group);
}
