// @ts-check
/** The servers that are compared: how each is started and configured. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaFilesFrom } from './schemaFiles.mjs';
import { editorSettings } from './yamlExtension.mjs';

/**
 * @typedef {object} Server
 * @property {string} name
 * @property {readonly [string, ...string[]]} command
 * @property {'everything' | 'cold starts'} measures
 * @property {'pull' | 'push'} [diagnostics] what the client says it can do; it can always be pushed to
 * @property {Readonly<Record<string, unknown>>} [settings] the answer to `workspace/configuration`, by section
 * @property {readonly { method: string, params?: unknown }[]} [afterInitialized] notifications
 * @property {Readonly<Record<string, unknown>>} [responses] to requests of the server, by method
 * @property {readonly string[]} [contentMethods] requests that ask for a document by its address
 * @property {Readonly<Record<string, string>>} [content] these documents
 */

export const kubewright = 'Kubewright';
export const yamlServer = 'yaml-language-server 2.0.0';
export const oldYamlServer = 'yaml-language-server 1.19.2';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '..', 'node_modules');

/** @param {string} dist the folder of the built extension @returns {readonly Server[]} */
export function serversFrom(dist) {
  const node = nodeProgram();
  // As client/src/extension.ts starts it.
  const ours = /** @type {const} */ ([node, '--max-semi-space-size=8', join(dist, 'server.js'), '--stdio']);
  const schemas = schemaFilesFrom(join(dist, 'schemas'));
  const floor = /** @type {const} */ ([node, join(here, 'floorServer.mjs'), '--stdio']);
  return [
    { name: kubewright, command: ours, measures: 'everything' },
    { name: `${kubewright}, pushing`, command: ours, measures: 'everything', diagnostics: 'push' },
    { name: 'floor', command: floor, measures: 'everything' },
    yamlLanguageServer(yamlServer, node, 'yaml-language-server', 'v1.34.1', 'everything', schemas),
    yamlLanguageServer(oldYamlServer, node, 'yaml-language-server-1.19', 'v1.32.1', 'cold starts', schemas),
  ];
}

/**
 * @param {string} name @param {string} node @param {string} folder in node_modules
 * @param {string} kubernetes the release whose schemas it asks for; it gets ours
 * @param {Server['measures']} measures @param {{ all: string, definitions: string }} schemas
 * @returns {Server}
 */
function yamlLanguageServer(name, node, folder, kubernetes, measures, { all, definitions }) {
  const address = `https://raw.githubusercontent.com/yannh/kubernetes-json-schema/master/${kubernetes}-standalone-strict`;
  return {
    name,
    command: [node, join(modules, folder, 'bin', 'yaml-language-server'), '--stdio'],
    measures,
    settings: editorSettings,
    afterInitialized: [
      { method: 'json/schemaAssociations', params: [[]] },
      { method: 'yaml/registerCustomSchemaRequest' },
      { method: 'yaml/registerContentRequest' },
      { method: 'yaml/supportSchemaSelection' },
    ],
    responses: { 'custom/schema/request': null },
    contentMethods: ['vscode/content', 'custom/schema/content'],
    content: { [`${address}/all.json`]: all, [`${address}/_definitions.json`]: definitions },
  };
}

/** One Node for all servers: yaml-language-server 2.0.0 needs 22.13, and npm brought one where ours is older. */
function nodeProgram() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return process.execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`]
    .map(name => join(modules, name, 'bin', program))
    .find(file => existsSync(file));
  if (!found) throw new Error('yaml-language-server 2.0.0 needs Node 22.13 or newer: run the benchmark with one');
  return found;
}
