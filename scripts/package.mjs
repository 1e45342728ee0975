// @ts-check
/** Makes kubewright.vsix from what is built. `npm run package` builds first. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from './cleanUp.mjs';
import { root, vsixFile } from './repository.mjs';
import { installPackages } from './setup.mjs';

const vsceArguments = [
  // They are inside the bundles.
  '--no-dependencies',
  // Matters of publishing.
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--skip-license',
  // Both together skip a scan for secrets, which is slow over generated code.
  '--allow-package-all-secrets',
  '--allow-package-env-file',
];

/**
 * vsce runs as a program, since importing it would load what only publishing needs, and on a copy, since it matches
 * every file below its folder with every line of .vscodeignore: ours holds all of the VS Code server.
 * @returns {Promise<void>}
 */
export async function packageExtension() {
  const copy = temporaryFolder();
  for (const name of ['.vscodeignore', ...shippedNames()])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(copy.path, name), { recursive: true });
  rmSync(vsixFile, { force: true });
  const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
  const args = [vsce, 'package', ...vsceArguments, `--out=${vsixFile}`];
  await promisify(execFile)(process.execPath, args, { cwd: copy.path });
  copy.remove();
}

/** The files and folders at the top that .vscodeignore excepts, as in `!dist/*.js`. */
function shippedNames() {
  const lines = readFileSync(join(root, '.vscodeignore'), 'utf8').split(/\r?\n/);
  const names = lines.flatMap(line => (line.startsWith('!') ? [line.slice(1).split('/')[0] ?? ''] : []));
  return new Set(names);
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  await installPackages();
  const { build } = await import('./build.mjs');
  await build({ minify: true });
  await packageExtension();
  console.log(`${vsixFile}: ${Math.round(statSync(vsixFile).size / 1024)} KB`);
}
