// @ts-check
/**
 * Generates the validators: ajv's standalone code, one CommonJS module per definition, as the strings of one JSON file.
 * A reference is a call of the other definition's module, so that a module is compiled when a document first needs it:
 * one script of them all would cost a fifth of a cold start.
 */

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv, { _ } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build, transform } from 'esbuild';
import { formats } from '../formats.mjs';
import { INT_OR_STRING, QUANTITY } from './definition.mjs';
import { addKeywords } from './keywords.mjs';

/** @typedef {import('./definition.mjs').Schema} Schema */

const ERRORS = fileURLToPath(new URL('../errors.mjs', import.meta.url));
const FORMATS = fileURLToPath(new URL('../formats.mjs', import.meta.url));

/** How the generated modules name each other; the server resolves it. */
const DEFINITION = 'definition:';
const FORMATS_MODULE = 'kubernetes-formats';
const ERRORS_MODULE = 'validation-errors';

const output = /** @type {const} */ ({
  platform: 'node',
  format: 'cjs',
  minify: true,
  treeShaking: true,
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
});

/** @param {Record<string, Schema>} definitions @param {string} outfile */
export async function writeValidators(definitions, outfile) {
  const ajv = createAjv();
  /** @type {Record<string, string>} */
  const modules = { [FORMATS_MODULE]: await bundled(FORMATS), [ERRORS_MODULE]: await bundled(ERRORS) };
  for (const [name, schema] of Object.entries(definitions)) {
    const code = compact(standalone.default(ajv, ajv.compile(rulesOf(schema))));
    modules[DEFINITION + name] = (await transform(code, output)).code;
    ajv.removeSchema();
  }
  writeFileSync(outfile, JSON.stringify(modules));
}

function createAjv() {
  const ajv = new Ajv.default({
    allErrors: true,
    strict: true,
    strictTypes: false,
    messages: false,
    validateSchema: false,
    addUsedSchema: false,
    formats,
    code: { source: true, optimize: 2, formats: _`require(${FORMATS_MODULE}).formats` },
  });
  addKeywords(ajv, name => `${DEFINITION}${name}`);
  return ajv;
}

const ERROR =
  /const (err\d+) = \{instancePath(?::(.*?))?,schemaPath:"[^"]*",keyword:("[^"]*"),params:(.*?)\};if\(vErrors === null\)\{vErrors = \[\1\];\}\s*else \{vErrors\.push\(\1\);\}/g;

const ERRORS_OF_PART = /vErrors === null \? (\w+\.errors) : vErrors\.concat\(\1\)/g;

/** ajv writes every error out at its place; a call for each halves the code. @param {string} code */
function compact(code) {
  const calls = code
    .replace(
      ERROR,
      (_match, _name, path = 'instancePath', keyword, params) =>
        `vErrors = fail(vErrors, ${path}, ${keyword}, ${params});`,
    )
    .replace(ERRORS_OF_PART, 'join(vErrors, $1)');
  if (/schemaPath|\.concat\(/.test(calls)) throw new Error('ajv writes its errors in a new way: adapt `compact`');
  return `const { fail, join } = require('${ERRORS_MODULE}');${calls}`;
}

/** @param {string} file */
async function bundled(file) {
  const { outputFiles } = await build({ ...output, entryPoints: [file], bundle: true, write: false });
  return outputFiles.map(({ text }) => text).join('');
}

/**
 * Only what can be violated, with references as the keyword `definition`.
 * @param {Schema} schema @returns {Record<string, unknown>}
 */
function rulesOf({ type, format, enum: values, required, properties, items, additionalProperties, ...rest }) {
  /** @type {Record<string, unknown>} */
  const rules = {};
  if (type) rules['type'] = type;
  if (format) rules['format'] = format;
  if (values && !rest['x-open-enum']) rules['enum'] = values;
  if (required) rules['required'] = required;
  if (properties) rules['properties'] = rulesOfEach(properties);
  if (items) rules['items'] = rulesOfPart(items);
  if (typeof additionalProperties === 'object') rules['additionalProperties'] = rulesOfPart(additionalProperties);
  if (additionalProperties === false) rules['additionalProperties'] = false;
  return rules;
}

/** @param {Record<string, Schema>} properties */
function rulesOfEach(properties) {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, rulesOfPart(schema)]));
}

/** @param {Schema} schema @returns {Record<string, unknown>} */
function rulesOfPart(schema) {
  if (schema.$ref) return { definition: schema.$ref.slice('#/definitions/'.length) };
  if (schema.format === 'quantity') return { definition: QUANTITY };
  if (schema['x-kubernetes-int-or-string']) return { definition: INT_OR_STRING };
  if (schema.format === 'int-or-string') return { type: ['integer', 'string'] };
  return rulesOf(schema);
}
