// @ts-check
/** Applies the facts of kubernetes.yaml, each table in its own way. A name that does not exist is an error. */

import { META, quantity } from './definition.mjs';
import { addKind } from './merge.mjs';

/** @typedef {import('./definition.mjs').Schema} Schema */
/** @typedef {Record<string, Record<string, unknown>>} ByField type -> field -> something */
/** @typedef {Record<string, string[]>} Fields type -> fields */
/**
 * @typedef {{ removedKinds: Record<string, Record<string, Record<string, string | null>>>,
 *   kindSince: Record<string, string[]>, kindRemoved: Record<string, string[]>, fieldSince: Record<string, Fields>,
 *   fieldRemoved: Record<string, Fields>,
 *   replacements: Record<string, string | null>,
 *   fields: Record<string, Record<string, Schema>>, quantities: Fields,
 *   notRequired: Fields, required: Fields, notEnforced: Fields,
 *   enums: ByField, openEnums: ByField, listKeys: ByField, defaults: ByField }} KubernetesOverlay
 */

/** @param {import('./overlays.mjs').Structure} structure @param {KubernetesOverlay} overlay */
export function overlayKubernetes({ kinds, definitions, docs }, overlay) {
  addFields(definitions, docs, overlay.fields);
  for (const [schema] of listed(definitions, overlay.quantities)) toQuantity(schema);
  for (const [schema] of listed(definitions, overlay.notEnforced)) dropEnum(schema);
  for (const [schema, values] of tabled(definitions, overlay.enums)) setEnum(schema, values);
  for (const [schema, values] of tabled(definitions, overlay.openEnums)) setEnum(schema, values, 'open');
  for (const [schema, value] of tabled(definitions, overlay.defaults)) schema.default = value;
  for (const [schema, keys] of tabled(definitions, overlay.listKeys)) setListKeys(schema, keys);
  for (const [minor, fields] of Object.entries(overlay.fieldSince)) {
    for (const [schema] of listed(definitions, fields)) schema['x-since'] = minor;
  }
  for (const [minor, fields] of Object.entries(overlay.fieldRemoved)) {
    for (const [schema] of listed(definitions, fields)) schema['x-removed'] = minor;
  }
  relaxRequired(definitions, overlay.notRequired);
  addRequired(definitions, overlay.required);
  overlayKinds(kinds, overlay);
}

/** @param {import('./merge.mjs').Kinds} kinds @param {KubernetesOverlay} overlay */
function overlayKinds(kinds, { removedKinds, kindSince, kindRemoved, replacements }) {
  for (const [minor, groups] of Object.entries(removedKinds)) {
    for (const [apiVersion, group] of Object.entries(groups)) {
      for (const [kind, replacement] of Object.entries(group)) {
        if (kinds.get(apiVersion)?.has(kind))
          throw new Error(`${apiVersion} ${kind} is told by a package, not removed`);
        addKind(kinds, apiVersion, kind, { removed: minor, ...(replacement && { replacement }) });
      }
    }
  }
  for (const [minor, names] of Object.entries(kindSince)) for (const name of names) kindOf(kinds, name).since = minor;
  for (const [minor, names] of Object.entries(kindRemoved))
    for (const name of names) kindOf(kinds, name).removed = minor;
  for (const [apiVersion, group] of kinds) {
    for (const [kind, value] of group) {
      const stable = `${apiVersion.split('/')[0]}/v1`;
      const replacement = replacements[`${apiVersion} ${kind}`] ?? (kinds.get(stable)?.has(kind) ? stable : undefined);
      if (value.removed && !value.list) value.replacement ??= replacement;
      if (value.list) Object.assign(value, lifeOf(group.get(kind.replace(/List$/, ''))));
    }
  }
}

/** A list is served as long as what it lists. @param {import('./definition.mjs').Kind | undefined} kind */
const lifeOf = ({ since, removed } = {}) => ({ ...(since && { since }), ...(removed && { removed }) });

/** @param {import('./merge.mjs').Kinds} kinds @param {string} name `<apiVersion> <kind>` */
function kindOf(kinds, name) {
  const [apiVersion = '', kind = ''] = name.split(' ');
  const found = kinds.get(apiVersion)?.get(kind);
  if (!found) throw new Error(`kubernetes.yaml speaks of the kind ${name}, which does not exist`);
  return found;
}

/** @param {Record<string, Schema>} definitions @param {Fields} table @returns {Iterable<[Schema]>} */
function* listed(definitions, table) {
  for (const [type, fields] of Object.entries(table)) {
    for (const field of fields) for (const schema of schemasAt(definitions, type, field)) yield [schema];
  }
}

/** @param {Record<string, Schema>} definitions @param {ByField} table @returns {Iterable<[Schema, unknown]>} */
function* tabled(definitions, table) {
  for (const [type, fields] of Object.entries(table)) {
    for (const [field, value] of Object.entries(fields)) {
      for (const schema of schemasAt(definitions, type, field)) yield [schema, value];
    }
  }
}

/** @param {Record<string, Schema>} definitions @param {string} type @param {string} field */
function schemasAt(definitions, type, field) {
  const schemas = namesOf(definitions, type).flatMap(name => definitions[name]?.properties?.[field] ?? []);
  if (schemas.length === 0) throw new Error(`kubernetes.yaml speaks of ${type}.${field}, which does not exist`);
  return schemas;
}

/** core.v1.Pod, apps.*.Deployment (any version), or a full name. @param {Record<string, Schema>} definitions @param {string} type */
function namesOf(definitions, type) {
  const [group = '', ...rest] = type.split('.');
  const full = `${PREFIXES.get(group) ?? `io.k8s.api.${group}`}.${rest.join('.')}`;
  const pattern = new RegExp(`^${full.replaceAll('.', '\\.').replace('*', 'v\\w+')}$`);
  return Object.keys(definitions).filter(name => name === type || pattern.test(name));
}

const PREFIXES = new Map([
  ['meta', META.slice(0, -'.v1.'.length)],
  ['apiextensions', 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions'],
  ['apiregistration', 'io.k8s.kube-aggregator.pkg.apis.apiregistration'],
]);

/** @param {Schema} schema */
function toQuantity(schema) {
  if (schema.items) schema.items = quantity();
  else if (schema.additionalProperties) schema.additionalProperties = quantity();
  else {
    delete schema.type;
    Object.assign(schema, quantity());
  }
}

/** A list's values are those of its items. @param {Schema} schema @returns {Schema} */
const valueSchema = schema => schema.items ?? schema;

/** @param {Schema} schema */
function dropEnum(schema) {
  const value = valueSchema(schema);
  if (!value.enum) throw new Error('kubernetes.yaml lifts an enum that is not there');
  delete value.enum;
}

/** @param {Schema} schema @param {unknown} values @param {'open'} [open] */
function setEnum(schema, values, open) {
  Object.assign(valueSchema(schema), { enum: values }, open && { 'x-open-enum': true });
}

/** @param {Schema} schema @param {unknown} keys */
function setListKeys(schema, keys) {
  Object.assign(schema, { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys });
}

/**
 * @param {Record<string, Schema>} definitions @param {import('./overlays.mjs').Docs} docs
 * @param {Record<string, Record<string, Schema>>} table
 */
function addFields(definitions, docs, table) {
  for (const [type, fields] of Object.entries(table)) {
    const [name = '', ...more] = namesOf(definitions, type);
    const properties = definitions[name]?.properties;
    if (!properties || more.length > 0)
      throw new Error(`kubernetes.yaml adds fields to ${type}, which is not one type`);
    for (const [field, { description, ...schema }] of Object.entries(fields)) {
      if (properties[field]) throw new Error(`kubernetes.yaml adds ${type}.${field}, which exists`);
      properties[field] = schema;
      if (description) docs[name] = { ...docs[name], [field]: description };
    }
  }
}

/** @param {Record<string, Schema>} definitions @param {Fields} table */
function addRequired(definitions, table) {
  for (const [type, fields] of Object.entries(table)) {
    for (const name of namesOf(definitions, type)) {
      const schema = /** @type {Schema} */ (definitions[name]);
      schema.required = [...(schema.required ?? []), ...fields].sort();
    }
  }
}

/** @param {Record<string, Schema>} definitions @param {Fields} table */
function relaxRequired(definitions, table) {
  for (const [type, fields] of Object.entries(table)) {
    const schemas = namesOf(definitions, type).map(name => /** @type {Schema} */ (definitions[name]));
    for (const field of fields) {
      if (schemas.some(schema => schema.required?.includes(field))) continue;
      throw new Error(`kubernetes.yaml says that ${type}.${field} is not required, as nobody claims`);
    }
    for (const schema of schemas) {
      const required = schema.required?.filter(field => !fields.includes(field)) ?? [];
      if (required.length > 0) schema.required = required;
      else delete schema.required;
    }
  }
}
