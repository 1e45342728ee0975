// @ts-check
/**
 * Installs the source packages when their lock file has changed. Nothing of them is ever run, so what they depend on
 * is overridden by a tiny package (see sources/package.json), which saves two thirds of the time.
 */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} folder with package.json and its lock @returns {Promise<string>} the folder of packages */
export async function installSources(folder) {
  const packages = join(folder, 'node_modules');
  const stamp = join(packages, '.kubewright-stamp');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return packages;
  console.log('Installing the packages that schemas are made from (once, about 20 MB) …');
  await npm(['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  writeFileSync(stamp, wanted);
  return packages;
}

/** @param {string[]} args @param {string} cwd @returns {Promise<void>} */
function npm(args, cwd) {
  return new Promise((resolve, reject) => {
    // Windows starts npm, a command file, only through its shell; the arguments are ours and need no quotes.
    const child = spawn('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', reject);
    child.on('exit', code =>
      code === 0 ? resolve() : reject(new Error(`npm ${args[0]} in ${cwd} ended with ${code}`)),
    );
  });
}
