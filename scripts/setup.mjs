// @ts-check
/**
 * Installs what a fresh clone lacks, with nothing but Node and npm. Whoever calls it may import packages only
 * afterwards, so this file imports nothing outside Node.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onEnd } from './cleanUp.mjs';
import { root, serverTools } from './repository.mjs';

const progressEveryMs = 5_000;

/** The packages that build, lint and test Kubewright. */
export async function installPackages() {
  await install(root, 'the packages of package.json');
}

/** The VS Code server, a Node that can run it, Chromium and fonts. */
export async function installVscodeServer() {
  await install(serverTools, 'the VS Code server and a browser, about 550 MB, once');
  // The workbench fetches its grammars' engine over HTTP from below lib/vscode, where npm did not put it.
  const modules = join(serverTools, 'node_modules');
  const link = join(modules, 'code-server', 'lib', 'vscode', 'node_modules');
  if (!existsSync(link)) symlinkSync(modules, link, 'junction');
}

/**
 * Does what `npm ci` does in a folder with a lock file, unless it is done.
 * @param {string} folder
 * @param {string} what as a person reads it
 */
export async function install(folder, what) {
  if (isInstalled(folder)) return;
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  console.log(`Installing ${what} …`);
  const ticking = setInterval(() => console.log(`  … still installing, ${seconds()}`), progressEveryMs);
  try {
    await npmCi(folder);
  } finally {
    clearInterval(ticking);
  }
  console.log(`  installed in ${seconds()}`);
}

/**
 * npm writes node_modules/.package-lock.json last, so an installation that was interrupted has none.
 * @param {string} folder
 */
function isInstalled(folder) {
  const done = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(done)) return false;
  const present = lockedPackages(done);
  return Object.entries(lockedPackages(join(folder, 'package-lock.json'))).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/')) return true;
    const found = present[path];
    // Optional packages are those of other platforms.
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function lockedPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/**
 * Without the packages' own install scripts: none is needed, and some would call for a compiler.
 * @param {string} folder
 * @returns {Promise<void>}
 */
function npmCi(folder) {
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const { command, leading, shell } = npm();
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...leading, ...args, '--loglevel=error'], { cwd: folder, stdio: 'inherit', shell });
    const kill = onEnd(() => child.kill());
    child.once('error', error => reject(new Error(`npm cannot be started: ${error.message}`)));
    child.once('exit', code => {
      kill();
      if (code === 0) resolve();
      else reject(new Error(`npm ci in ${folder} ended with ${code}`));
    });
  });
}

/** Under `npm start` npm says where it is; elsewhere it is on the PATH, on Windows as a file only a shell can run. */
function npm() {
  const running = process.env['npm_execpath'];
  if (running && basename(running) === 'npm-cli.js')
    return { command: process.execPath, leading: [running], shell: false };
  return { command: 'npm', leading: [], shell: process.platform === 'win32' };
}
