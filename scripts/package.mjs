// @ts-check
/** Makes kubewright.vsix from what is built. `npm run package` builds first. */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { root, vsixFile } from './repository.mjs';
import { installPackages } from './setup.mjs';

/**
 * vsce runs as a program: importing it would load what only publishing needs.
 * @returns {Promise<void>}
 */
export async function packageExtension() {
  const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
  // The dependencies are inside the bundles; a public repository and a licence check are matters of publishing.
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  await promisify(execFile)(process.execPath, [vsce, ...args, '--skip-license', '--out', vsixFile], { cwd: root });
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  await installPackages();
  const { build } = await import('./build.mjs');
  await build({ minify: true });
  await packageExtension();
  console.log(`${vsixFile}: ${Math.round(statSync(vsixFile).size / 1024)} KB`);
}
