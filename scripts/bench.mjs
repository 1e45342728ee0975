// @ts-check
/**
 * `npm run bench [-- --rounds 5]`: measures Kubewright and yaml-language-server on the same files in one run, prints
 * the table and whether the targets are met, and keeps both in test-results/bench.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryFolder } from './cleanUp.mjs';
import { root, testResults } from './repository.mjs';
import { install, installPackages } from './setup.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, server: { type: 'string', multiple: true } },
});

await installPackages();
await install(join(root, 'bench'), 'the servers to compare with');
console.log('Building …');
const { build } = await import('./build.mjs');
await build({ minify: true });

const { benchAndReport } = await import('../bench/bench.mjs');
const { serversFrom } = await import('../bench/servers/servers.mjs');
const wanted = options.server;
const servers = serversFrom(join(root, 'dist')).filter(
  ({ name }) => !wanted || wanted.some(part => name.includes(part)),
);
const { text, passed } = await benchAndReport(servers, {
  folder: temporaryFolder().path,
  rounds: Number(options.rounds),
  progress: console.error,
});
mkdirSync(testResults, { recursive: true });
writeFileSync(join(testResults, 'bench.md'), `${text}\n`);
console.log(text);
process.exitCode = passed ? 0 : 1;
