// @ts-check
/**
 * Teaches ajv three keywords. `definition` calls the module of another definition. `enum` and the closed form of
 * `additionalProperties` are ajv's own in meaning, but do not carry a copy of the schema along in the code.
 */

import { _, stringify } from 'ajv';
import { or } from 'ajv/dist/compile/codegen/index.js';
import additionalProperties from 'ajv/dist/vocabularies/applicator/additionalProperties.js';
import { callRef } from 'ajv/dist/vocabularies/core/ref.js';

/** @typedef {import('ajv').KeywordCxt} KeywordCxt */

/** @param {import('ajv').Ajv} ajv @param {(definition: string) => string} moduleOf */
export function addKeywords(ajv, moduleOf) {
  ajv.removeKeyword('enum');
  ajv.removeKeyword('additionalProperties');
  ajv.addKeyword({ keyword: 'definition', schemaType: 'string', code: cxt => callDefinition(cxt, moduleOf) });
  ajv.addKeyword({
    keyword: 'enum',
    schemaType: 'array',
    code: checkEnum,
    error: { message: '', params: ({ schema }) => _`{allowedValues: ${stringify(schema)}}` },
  });
  ajv.addKeyword({
    ...additionalProperties.default,
    type: 'object',
    code: checkProperties,
  });
}

/** @param {KeywordCxt} cxt @param {(definition: string) => string} moduleOf */
function callDefinition(cxt, moduleOf) {
  callRef(cxt, cxt.gen.const('_v', _`require(${moduleOf(cxt.schema)})`));
}

/** Of a value that is no text at all, the type is the only thing to say. @param {KeywordCxt} cxt */
function checkEnum(cxt) {
  const values = /** @type {unknown[]} */ (cxt.schema);
  const isAllowed = values.map(value => _`${cxt.data} === ${stringify(value)}`);
  const ofText = values.every(value => typeof value === 'string');
  cxt.pass(or(...(ofText ? [_`typeof ${cxt.data} != "string"`] : []), ...isAllowed));
}

/** @param {KeywordCxt} cxt */
function checkProperties(cxt) {
  if (cxt.schema !== false) return additionalProperties.default.code(cxt);
  const { gen, data, parentSchema } = cxt;
  const known = Object.keys(parentSchema['properties'] ?? {});
  const names = gen.scopeValue('obj', { key: known.join(), ref: known, code: _`new Set(${stringify(known)})` });
  gen.forIn('key', data, key => {
    gen.if(_`!${names}.has(${key})`, () => {
      cxt.setParams({ additionalProperty: key });
      cxt.error();
    });
  });
}
