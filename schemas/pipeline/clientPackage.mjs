// @ts-check
/** Reads one release of @kubernetes/client-node: fields, formats, scope and plural. Names stay class names. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDeclarations, typeNamesIn } from './declarations.mjs';

/**
 * @typedef {import('./declarations.mjs').Member & { readonly format: string }} ClientMember
 * @typedef {{ readonly name: string, readonly description: string, readonly members: ClientMember[] }} ClientClass
 * @typedef {{ readonly path: string, readonly body: string, readonly subresource: boolean }} ClientPath
 * @typedef {{ readonly minor: string, readonly classes: Map<string, ClientClass>, readonly paths: ClientPath[],
 *   readonly uses: Map<string, Set<string>> }} Client `uses`: the classes that a class mentions
 */

const HEADER = /(?:OpenAPI spec version|version of the OpenAPI document): (?:release-|v)(\d+\.\d+)/;
const ATTRIBUTES = /\.attributeTypeMap = (\[[\s\S]*?\n\]);/;
const OPERATION =
  /localVarPath = (?:this\.basePath \+ )?'(\/apis?\/[^']+)'[\s\S]*?(?=\n {4}async |\n {4}\/\*\*|localVarPath = )/g;

/** @param {string} folder the package @param {string} minor @returns {Client} */
export function readClient(folder, minor) {
  const generated = join(folder, 'dist', 'gen');
  const [models, apis] = readdirSync(generated).includes('models') ? ['models', 'apis'] : ['model', 'api'];
  const classes = readClasses(join(generated, /** @type {string} */ (models)), minor);
  const paths = readPaths(join(generated, /** @type {string} */ (apis)));
  return { minor, classes, paths: paths.filter(({ body }) => classes.has(body)), uses: usesOf(classes) };
}

/** The packages carry classes of older minors along: only the header tells. @param {string} text @param {string} minor */
const isOf = (text, minor) => HEADER.exec(text.slice(0, 600))?.[1] === minor;

/** @param {string} folder @param {string} minor */
function readClasses(folder, minor) {
  /** @type {Map<string, ClientClass>} */
  const classes = new Map();
  for (const file of readdirSync(folder)) {
    if (!/^[vV]\d.*\.d\.ts$|^[A-Z][a-z]+V\d.*\.d\.ts$|^[a-z]+V\d.*\.d\.ts$/.test(file)) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    if (!isOf(text, minor)) continue;
    const attributes = readAttributes(join(folder, file.replace(/\.d\.ts$/, '.js')));
    for (const { name, description, members } of readDeclarations(text).declarations) {
      classes.set(name, {
        name,
        description: withoutEscapes(description),
        members: members.map(member => ({
          ...member,
          name: attributes.get(member.name)?.baseName ?? member.name,
          format: attributes.get(member.name)?.format ?? '',
          description: withoutEscapes(member.description),
        })),
      });
    }
  }
  return classes;
}

/** @param {string} text */
const withoutEscapes = text => text.replaceAll("\\'", "'").replaceAll('\\"', '"');

/** @param {string} file @returns {Map<string, { name: string, baseName: string, format?: string }>} */
function readAttributes(file) {
  const list = ATTRIBUTES.exec(readFileSync(file, 'utf8'))?.[1] ?? '[]';
  /** @type {{ name: string, baseName: string, format?: string }[]} */
  const attributes = JSON.parse(list);
  return new Map(attributes.map(attribute => [attribute.name, attribute]));
}

/** @param {string} folder @returns {ClientPath[]} */
function readPaths(folder) {
  /** @type {Map<string, ClientPath>} */
  const paths = new Map();
  for (const file of readdirSync(folder)) {
    if (!/V\d\w*Api\.js$/.test(file)) continue;
    for (const [operation, path] of readFileSync(join(folder, file), 'utf8').matchAll(OPERATION)) {
      const posted = /HttpMethod\.POST|method: 'POST'/.test(operation);
      const body = /serialize\(body, "(\w+)"/.exec(operation)?.[1];
      if (path && posted && body) paths.set(path, { path, body, subresource: /\{name\}/.test(path) });
    }
  }
  return [...paths.values()];
}

/** @param {Map<string, ClientClass>} classes @returns {Map<string, Set<string>>} */
function usesOf(classes) {
  /** @type {Map<string, Set<string>>} */
  const uses = new Map();
  for (const [name, { members }] of classes) {
    const used = new Set();
    for (const { type } of members) {
      for (const typeName of typeNamesIn(type)) if (classes.has(typeName)) used.add(typeName);
    }
    uses.set(name, used);
  }
  return uses;
}
