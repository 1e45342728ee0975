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

/**
 * The errors of a part, added to those of the whole. In place: a copy for each part would cost the square of them all.
 * @param {ValidationError[] | null} errors @param {ValidationError[]} more
 */
export function join(errors, more) {
  if (errors === null) return more;
  for (const error of more) errors.push(error);
  return errors;
}
