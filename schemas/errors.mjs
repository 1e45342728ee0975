// @ts-check
/** Collects what validators find, in ajv's form without its schema path and message. Runs in the server. */

/** @typedef {{ instancePath: string, keyword: string, params: Record<string, unknown> }} ValidationError */

/**
 * @param {ValidationError[] | null} errors @param {string} instancePath @param {string} keyword
 * @param {Record<string, unknown>} params
 */
export function fail(errors, instancePath, keyword, params) {
  const error = { instancePath, keyword, params };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}
