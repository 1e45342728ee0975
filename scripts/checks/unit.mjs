// @ts-check
/** The tests that need no editor: every test/**\/*.test.ts outside integration, as built into out/. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../repository.mjs';
import { tell } from './outcome.mjs';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */
/** @typedef {import('./outcome.mjs').Failure} Failure */

const elsewhere = ['integration', 'ui', 'fixtures'];
const reporter = pathToFileURL(join(root, 'scripts', 'checks', 'lineReporter.mjs')).href;

await tell('unit', runUnitTests);

/** @returns {Promise<Outcome>} */
async function runUnitTests() {
  const files = builtTests();
  const missing = files.find(file => !existsSync(file));
  if (missing) throw new Error(`${missing} was not built`);
  const args = ['--enable-source-maps', '--test', '--test-concurrency=2', `--test-reporter=${reporter}`, ...files];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text;
  });
  const code = await new Promise(resolve => child.once('close', resolve));
  const outcome = outcomeOf(output);
  if (code !== 0 && outcome.failures.length === 0) throw new Error(`node --test ended with ${code}`);
  return outcome;
}

/**
 * @param {string} output of the reporter
 * @returns {Outcome}
 */
function outcomeOf(output) {
  let passed = 0;
  /** @type {Failure[]} */
  const failures = [];
  for (const line of output.split('\n').filter(Boolean)) {
    const told = JSON.parse(line);
    if (told.kind === 'passed') passed += 1;
    if (told.kind === 'failed') failures.push({ name: told.name, message: told.message });
    if (told.kind === 'printed') process.stdout.write(told.text);
  }
  return { passed, failures };
}

/** From the sources, so that a test whose source is gone does not run on. */
function builtTests() {
  const tests = join(root, 'test');
  return readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.test.ts') && !elsewhere.includes(path.split(sep)[0] ?? ''))
    .map(path => join(root, 'out', relative(root, join(tests, path))).replace(/\.ts$/, '.js'))
    .sort();
}
