// @ts-check
/** How a check tells its outcome to `npm test`, and to a person who runs it alone. */
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {{ readonly name: string, readonly message: string }} Failure
 * @typedef {{ readonly passed: number, readonly failures: readonly Failure[] }} Outcome
 */

/**
 * Runs a check and reports it; what it throws is a failure of its own.
 * @param {string} name
 * @param {() => Promise<Outcome>} check
 */
export async function tell(name, check) {
  const outcome = withoutColours(await check().catch(error => failed(name, error)));
  for (const failure of outcome.failures) console.error(`✘ ${failure.name}\n${failure.message}`);
  if (!process.send) console.log(`${outcome.passed} passed, ${outcome.failures.length} failed`);
  // Not before the outcome has left: exiting would drop it.
  else await new Promise(resolve => process.send?.(outcome, resolve));
  process.exit(outcome.failures.length > 0 ? 1 : 0);
}

/**
 * @param {Outcome} outcome
 * @returns {Outcome}
 */
function withoutColours({ passed, failures }) {
  return {
    passed,
    failures: failures.map(({ name, message }) => ({ name, message: stripVTControlCharacters(message) })),
  };
}

/**
 * @param {string} name
 * @param {unknown} error
 * @returns {Outcome}
 */
function failed(name, error) {
  return { passed: 0, failures: [{ name, message: error instanceof Error ? (error.stack ?? '') : String(error) }] };
}
