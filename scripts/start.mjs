// @ts-check
/**
 * `npm start [-- --port N] [-- FOLDER]`: installs what is missing, builds, and opens Kubewright on a copy of examples/
 * or on a folder of one's own. With VS Code and a display it is a window, else a page served to a browser.
 */
import { cpSync, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryFolder } from './cleanUp.mjs';
import { findCode, openDesktop } from './desktop.mjs';
import { root, vsixFile } from './repository.mjs';
import { installPackages, installVscodeServer } from './setup.mjs';
import { startVscodeServer } from './vscodeServer.mjs';

const usage = 'npm start [-- --port N] [-- --browser] [-- FOLDER]';

const { port, folder, isBrowserWanted } = choices();
const whatToTry = `
What to try first:
  1. Open ${folder ? 'a manifest' : 'broken.yaml'} and press Ctrl+Shift+M: the problems, each with its reason
  2. Put the cursor on one and press Ctrl+. to fix it
  3. Type inside a probe and press Ctrl+Space, or rest the mouse on a field
  4. Right-click a file in the explorer: Create ConfigMap from File…
`;

await start().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

async function start() {
  const code = isBrowserWanted ? undefined : findCode();
  await installPackages();
  if (!code) await installVscodeServer();
  await build();
  const opened = folder ?? copyOfExamples();
  if (code) await showInDesktop(code, opened);
  else await serveToBrowser(opened);
}

function choices() {
  const options = /** @type {const} */ ({ port: { type: 'string' }, browser: { type: 'boolean' } });
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) stop(`--port must be a number up to 65535: ${values.port}`);
  if (positionals.length > 1) stop('One folder at a time');
  // npm sets INIT_CWD to where the user typed the command, and runs us at the root of the repository.
  const folder = positionals[0] && resolve(process.env['INIT_CWD'] ?? process.cwd(), positionals[0]);
  if (folder && !(existsSync(folder) && statSync(folder).isDirectory())) stop(`${folder} is not a folder`);
  return { port, folder, isBrowserWanted: values.browser === true || values.port !== undefined };
}

/**
 * @param {string} reason
 * @returns {never}
 */
function stop(reason) {
  console.error(`${reason}\n${usage}`);
  process.exit(2);
}

async function build() {
  console.log('Building …');
  const { build } = await import('./build.mjs');
  await build({ minify: true });
}

function copyOfExamples() {
  const copy = join(temporaryFolder().path, 'examples');
  cpSync(join(root, 'examples'), copy, { recursive: true });
  return copy;
}

/**
 * @param {string} code
 * @param {string} opened
 */
async function showInDesktop(code, opened) {
  console.log(`Opening ${opened} in VS Code. Close its window or press Ctrl+C here to stop.\n${whatToTry}`);
  await openDesktop(code, opened);
}

/** @param {string} opened */
async function serveToBrowser(opened) {
  console.log('Packaging …');
  const { packageExtension } = await import('./package.mjs');
  await packageExtension();
  console.log('Starting the VS Code server …');
  const server = await startVscodeServer({ port, vsix: vsixFile });
  console.log(`
Kubewright runs, on ${folder ? opened : 'a copy of examples/'}. Open in a browser:

  ${server.address(opened)}
${whatToTry}
Press Ctrl+C to stop.`);
  await server.ended;
  console.error(`The VS Code server ended\n${server.log()}`);
  process.exit(1);
}
