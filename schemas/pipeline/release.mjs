// @ts-check
/** One Kubernetes minor in our own terms: definitions by OpenAPI name, and the resources that can be created. */

import { groupVersionOf, namesOf } from './names.mjs';
import { schemaOf } from './types.mjs';

/** @typedef {import('./definition.mjs').Schema} Schema */
/** @typedef {import('./definition.mjs').Definition} Definition */
/** @typedef {import('./definition.mjs').Release} Release */
/** @typedef {import('./clientPackage.mjs').Client} Client */
/** @typedef {import('./clientPackage.mjs').ClientMember} ClientMember */

/** @param {Client} client @param {Iterable<string>} knownNames @returns {Release} */
export function releaseOf(client, knownNames) {
  const names = namesOf(client, knownNames);
  /** @type {Map<string, Definition>} */
  const definitions = new Map();
  for (const { name, description, members } of client.classes.values()) {
    const openApiName = names.get(name);
    if (!openApiName) throw new Error(`${name} of ${client.minor} has no OpenAPI name: add it to BY_HAND in names.mjs`);
    const fields = members.map(member => /** @type {const} */ ([member.name, fieldOf(member, names)]));
    definitions.set(openApiName, { description, fields: new Map(fields) });
  }
  return { minor: client.minor, definitions, resources: resourcesOf(client, names) };
}

/** @param {ClientMember} member @param {Map<string, string>} names */
function fieldOf(member, names) {
  const schema = schemaOf(member.type, name => names.get(name));
  return { schema: withFormat(schema, member.format), required: !member.optional, description: member.description };
}

/** @param {Schema} schema @param {string} format @returns {Schema} */
function withFormat(schema, format) {
  if (schema.items) return { ...schema, items: withFormat(schema.items, format) };
  if (typeof schema.additionalProperties === 'object') {
    return { ...schema, additionalProperties: withFormat(schema.additionalProperties, format) };
  }
  if (schema.type === 'number') return numberOf(format);
  if (schema.type === 'string' && format) return { type: 'string', format };
  return schema;
}

/** Old packages tell no formats; no field of theirs is a fraction. @param {string} format @returns {Schema} */
function numberOf(format) {
  if (format === 'double') return { type: 'number' };
  return { type: 'integer', format: format || 'int64' };
}

/** @param {Client} client @param {Map<string, string>} names */
function resourcesOf(client, names) {
  const groups = new Map(client.paths.filter(path => !path.subresource).map(groupOfPackage));
  return client.paths.map(({ path, body }) => {
    const definition = names.get(body) ?? '';
    const [kind = '', version = ''] = definition.split('.').toReversed();
    const group = groups.get(packageOfName(definition)) ?? packageOfName(definition).split('.').at(-1);
    return {
      apiVersion: group ? `${group}/${version}` : version,
      kind,
      plural: pluralOf(path),
      namespaced: path.includes('/namespaces/{namespace}/'),
      definition,
    };
  });

  /** @param {{ path: string, body: string }} path @returns {[string, string]} */
  function groupOfPackage({ path, body }) {
    return [packageOfName(names.get(body) ?? ''), groupVersionOf(path).group];
  }
}

/** io.k8s.api.apps.v1.Deployment -> io.k8s.api.apps @param {string} name */
const packageOfName = name => name.split('.').slice(0, -2).join('.');

/** pods, and pods/eviction for what is only posted to another object. @param {string} path */
function pluralOf(path) {
  const parts = path.replace('/namespaces/{namespace}', '').split('/');
  return parts
    .slice(parts[1] === 'api' ? 3 : 4)
    .filter(part => !part.startsWith('{'))
    .join('/');
}
