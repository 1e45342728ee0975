// @ts-check
/**
 * Runs checks as processes, a few at once, each as soon as what it needs has passed. Knows nothing of what they check:
 * a check either sends an outcome (see outcome.mjs) or its exit code is one test.
 */
import { fork } from 'node:child_process';
import { onEnd } from '../cleanUp.mjs';
import { root } from '../repository.mjs';

/**
 * @typedef {import('./outcome.mjs').Outcome} Outcome
 * @typedef {object} Check
 * @property {string} name
 * @property {string} program a JavaScript file
 * @property {readonly string[]} [args]
 * @property {readonly string[]} [needs] names of checks that must have passed
 *
 * @typedef {Outcome & { check: Check, output: string, seconds: number }} Finished
 */

const limitMs = 600_000;

/**
 * @param {readonly Check[]} checks
 * @param {{ atOnce: number, onFinished: (finished: Finished) => void }} options
 * @returns {Promise<Finished[]>}
 */
export async function runChecks(checks, { atOnce, onFinished }) {
  const waiting = new Set(checks);
  /** @type {Map<string, Finished>} */
  const finished = new Map();
  /** @type {Map<Check, Promise<void>>} */
  const running = new Map();

  /** @param {Finished} result */
  const finish = result => {
    running.delete(result.check);
    finished.set(result.check.name, result);
    onFinished(result);
  };

  while (waiting.size > 0 || running.size > 0) {
    for (const check of waiting) {
      const needs = (check.needs ?? []).map(name => finished.get(name));
      const broken = needs.find(need => need && need.failures.length > 0);
      if (broken) {
        waiting.delete(check);
        finish(notRun(check, broken.check.name));
      } else if (running.size < atOnce && needs.every(need => need !== undefined)) {
        waiting.delete(check);
        running.set(check, runCheck(check).then(finish));
      }
    }
    if (running.size > 0) await Promise.race(running.values());
  }
  return [...finished.values()];
}

/**
 * @param {Check} check
 * @param {string} cause
 * @returns {Finished}
 */
function notRun(check, cause) {
  const failures = [{ name: check.name, message: `not run, because ${cause} failed` }];
  return { check, passed: 0, failures, output: '', seconds: 0 };
}

/**
 * @param {Check} check
 * @returns {Promise<Finished>}
 */
async function runCheck(check) {
  const began = performance.now();
  const child = fork(check.program, check.args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  const kill = onEnd(() => child.kill());
  const limit = setTimeout(() => child.kill('SIGTERM'), limitMs);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', text => {
      output += text;
    });
  /** @type {Outcome | undefined} */
  let sent;
  child.on('message', message => {
    sent = /** @type {Outcome} */ (message);
  });
  /** @type {number | NodeJS.Signals | null} */
  const end = await new Promise(resolve => child.once('close', (code, signal) => resolve(code ?? signal)));
  clearTimeout(limit);
  kill();
  const outcome = sent ?? { passed: end === 0 ? 1 : 0, failures: [] };
  // An outcome without a failure does not make up for a process that broke, nor for one that tested nothing.
  const broken = outcome.failures.length === 0 && (end !== 0 || outcome.passed === 0);
  const failures = broken ? [{ name: check.name, message: `ended with ${end}\n${output}` }] : outcome.failures;
  return { check, passed: outcome.passed, failures, output, seconds: (performance.now() - began) / 1000 };
}
