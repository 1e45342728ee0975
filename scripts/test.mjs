// @ts-check
/**
 * `npm test`: installs what is missing, runs every check and counts. `npm test -- --only unit,ui` runs some of them
 * with what they need.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runChecks } from './checks/runChecks.mjs';
import { root } from './repository.mjs';
import { installPackages, installVscodeServer } from './setup.mjs';

/** @typedef {import('./checks/runChecks.mjs').Check} Check */

const modules = join(root, 'node_modules');
const ours = join(root, 'scripts', 'checks');
const tsc = join(modules, 'typescript', 'bin', 'tsc');

/** In the order in which they are begun: the longest way through (build, package, ui) first. @type {readonly Check[]} */
const allChecks = [
  { name: 'build', program: join(ours, 'build.mjs') },
  {
    name: 'lint',
    program: join(modules, '@biomejs', 'biome', 'bin', 'biome'),
    args: ['check', '--error-on-warnings', '.'],
  },
  { name: 'package', program: join(ours, 'package.mjs'), needs: ['build'] },
  { name: 'ui', program: join(ours, 'ui.mjs'), needs: ['package'] },
  { name: 'integration', program: join(ours, 'integration.mjs'), needs: ['build'] },
  { name: 'unit', program: join(ours, 'unit.mjs'), needs: ['build'] },
  { name: 'types', program: tsc, args: ['--noEmit'] },
  // A page has other globals than a program.
  {
    name: 'page types',
    program: tsc,
    args: ['--noEmit', '--project', join(root, 'client', 'src', 'timeline', 'view')],
  },
];

const { values } = parseArgs({ options: { only: { type: 'string' } } });
await installPackages();
const checks = wanted(values.only);
if (checks.some(({ name }) => name === 'ui' || name === 'integration')) await installVscodeServer();

const began = performance.now();
const results = await runChecks(checks, { atOnce: 2, onFinished: show });
const failures = results.flatMap(({ check, failures }) => failures.map(failure => ({ check, ...failure })));
for (const { check, name, message } of failures)
  console.error(`\n✘ ${check.name}${name === check.name ? '' : `: ${name}`}\n${message}`);
console.log(`\n${Math.round((performance.now() - began) / 1000)} s`);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);

/**
 * @param {string | undefined} only names with commas between
 * @returns {readonly Check[]}
 */
function wanted(only) {
  if (only === undefined) return allChecks;
  const names = new Set(only.split(','));
  for (const name of names) {
    const check = allChecks.find(candidate => candidate.name === name);
    if (!check) throw new Error(`No check is called ${name}; there are ${allChecks.map(c => c.name).join(', ')}`);
    // A set that grows while it is walked: what is needed may need something itself.
    for (const need of check.needs ?? []) names.add(need);
  }
  return allChecks.filter(({ name }) => names.has(name));
}

/** @param {import('./checks/runChecks.mjs').Finished} finished */
function show({ check, passed, failures, output, seconds }) {
  const counts = failures.length > 0 ? `${passed} passed, ${failures.length} failed` : `${passed} passed`;
  console.log(`${failures.length > 0 ? '✘' : '✔'} ${check.name.padEnd(12)} ${counts}  ${seconds.toFixed(1)} s`);
  // What failed is told in full at the end.
  const lines = failures.length > 0 ? failures.map(({ name }) => `✘ ${name}`) : output.split('\n');
  for (const line of lines) if (line.trim()) console.log(`    ${line}`);
}
