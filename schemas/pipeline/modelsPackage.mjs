// @ts-check
/** Reads kubernetes-models: enums, quantities and descriptions of the newest minor, by OpenAPI name. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { readDeclarations } from './declarations.mjs';
import { QUANTITY, quantity } from './definition.mjs';
import { schemaOf } from './types.mjs';

/** @typedef {import('./definition.mjs').Definition} Definition */

/** Groups whose OpenAPI name is not io.k8s.api.<first part of the group>. */
const PACKAGES = new Map([
  ['', 'io.k8s.api.core'],
  ['apiextensions.k8s.io', 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions'],
  ['apiregistration.k8s.io', 'io.k8s.kube-aggregator.pkg.apis.apiregistration'],
]);

/** @param {string} folder the folder of node_modules @returns {Map<string, Definition>} */
export function readModels(folder) {
  const files = [
    ...filesOf(join(folder, 'kubernetes-models'), nameInModels),
    ...filesOf(join(folder, '@kubernetes-models', 'apimachinery'), path => `io.k8s.apimachinery.pkg.${path.join('.')}`),
  ];
  const names = new Map(files.map(({ name }) => [compact(name), name]));
  /** @type {Map<string, Definition>} */
  const definitions = new Map();
  for (const { name, file } of files) {
    const definition = readDefinition(file, name, typeName => names.get(typeName.replace(/^II?o/, 'io').toLowerCase()));
    if (definition) definitions.set(name, definition);
  }
  return definitions;
}

/** io.k8s.api.core.v1.Pod is IIoK8sApiCoreV1Pod in the declarations. @param {string} name */
const compact = name => name.replace(/[.-]/g, '').toLowerCase();

/** @param {string[]} path */
function nameInModels(path) {
  const [type = '', version = '', group = ''] = path.toReversed();
  const prefix = PACKAGES.get(group) ?? `io.k8s.api.${group.split('.')[0]}`;
  return `${prefix}.${version}.${type}`;
}

/** @param {string} folder @param {(path: string[]) => string} nameOf */
function filesOf(folder, nameOf) {
  if (!existsSync(folder)) throw new Error(`${folder} is not installed`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => /^[A-Z]\w*\.d\.ts$/.test(entry.name) && !entry.parentPath.includes('_schemas'))
    .map(entry => join(entry.parentPath, entry.name))
    .map(file => ({
      file,
      name: nameOf(
        relative(folder, file)
          .replace(/\.d\.ts$/, '')
          .split(sep),
      ),
    }));
}

/** @param {string} file @param {string} name @param {(typeName: string) => string | undefined} definitionOf */
function readDefinition(file, name, definitionOf) {
  const type = `I${name.slice(name.lastIndexOf('.') + 1)}`;
  const declaration = readDeclarations(readFileSync(file, 'utf8')).declarations.find(one => one.name === type);
  if (!declaration) return undefined;
  const local = name.slice(0, name.lastIndexOf('.') + 1);
  const fields = declaration.members.map(member => {
    const schema = schemaOf(member.type, typeName => definitionOf(typeName) ?? `${local}${typeName.slice(1)}`);
    const field = { schema: withQuantities(schema), required: !member.optional, description: member.description };
    return /** @type {const} */ ([member.name, field]);
  });
  return { description: declaration.description, fields: new Map(fields) };
}

/** @param {import('./definition.mjs').Schema} schema @returns {import('./definition.mjs').Schema} */
function withQuantities(schema) {
  if (schema.$ref?.endsWith(QUANTITY)) return quantity();
  if (schema.items) return { ...schema, items: withQuantities(schema.items) };
  if (typeof schema.additionalProperties !== 'object') return schema;
  return { ...schema, additionalProperties: withQuantities(schema.additionalProperties) };
}
