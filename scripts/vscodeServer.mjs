// @ts-check
/**
 * VS Code without a desktop: the server inside the npm package code-server, started directly. Knows how to start
 * it, install an extension into it and stop it; knows nothing of browsers or tests. Imports nothing outside Node.
 */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { killTree, onEnd, ownGroup, temporaryFolder } from './cleanUp.mjs';
import { serverTools } from './repository.mjs';

const startLimitMs = 120_000;

/** Quiet, offline and the same for everyone: no welcome page, no experiments, no look for updates. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
};

const quietArguments = [
  '--accept-server-license-terms',
  '--disable-workspace-trust',
  '--disable-telemetry',
  '--telemetry-level=off',
  '--disable-update-check',
  '--disable-getting-started-override',
];

/**
 * @typedef {object} ServerOptions
 * @property {number} [port] 0 or nothing: any free port
 * @property {Record<string, unknown>} [settings] user settings
 * @property {readonly string[]} [args] further arguments of the server
 * @property {string} [vsix] a packaged extension to install first
 *
 * @typedef {object} VscodeServer
 * @property {string} host `127.0.0.1:PORT`
 * @property {() => string} log what the server printed so far
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} address of a folder
 * @property {(path: string) => string} remoteUri of a file or folder, as the workbench calls it
 * @property {Promise<void>} ended resolves when the server has ended, for whatever reason
 * @property {() => Promise<void>} stop
 */

/**
 * @param {ServerOptions} [options]
 * @returns {Promise<VscodeServer>}
 */
export async function startVscodeServer({ port = 0, settings = {}, args = [], vsix } = {}) {
  const data = temporaryFolder();
  try {
    const token = prepare(data.path, settings);
    if (vsix) await installExtension(vsix, data.path);
    const running = await launch(data.path, ['--host=127.0.0.1', `--port=${port}`, ...quietArguments, ...args]);
    const host = `127.0.0.1:${running.port}`;
    return {
      host,
      log: running.log,
      ended: running.ended,
      address: (folder, payload) => address(host, token, folder, payload),
      remoteUri: path => `vscode-remote://${host}${pathToFileURL(path).pathname}`,
      stop: async () => {
        await running.stop();
        data.remove();
      },
    };
  } catch (error) {
    data.remove();
    throw error;
  }
}

/**
 * @param {string} host
 * @param {string} token
 * @param {string} folder
 * @param {readonly (readonly [string, string])[]} [payload]
 */
function address(host, token, folder, payload) {
  const url = new URL(`http://${host}/`);
  url.searchParams.set('tkn', token);
  url.searchParams.set('folder', decodeURIComponent(pathToFileURL(folder).pathname));
  if (payload) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href.replaceAll('%2F', '/');
}

/**
 * Writes settings and the token. The server takes WebSockets from pages of any origin: without a token, any web page
 * the user visits could run commands through it.
 * @param {string} folder
 * @param {Record<string, unknown>} settings
 */
function prepare(folder, settings) {
  const token = randomBytes(12).toString('hex');
  mkdirSync(join(folder, 'data', 'User'), { recursive: true });
  writeFileSync(join(folder, 'data', 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  writeFileSync(join(folder, 'token'), token, { mode: 0o600 });
  return token;
}

/**
 * @param {string} vsix
 * @param {string} folder
 */
async function installExtension(vsix, folder) {
  const { node, main } = serverProgram();
  const args = [main, '--accept-server-license-terms', `--server-data-dir=${folder}`, `--install-extension=${vsix}`];
  const { stdout, stderr } = await promisify(execFile)(node, args, { env: serverEnvironment(folder) });
  if (!/successfully installed/.test(stdout)) throw new Error(`${vsix} was not installed\n${stdout}${stderr}`);
}

/**
 * @param {string} folder
 * @param {readonly string[]} args
 * @returns {Promise<{ port: number, log: () => string, ended: Promise<void>, stop: () => Promise<void> }>}
 */
async function launch(folder, args) {
  const { node, main } = serverProgram();
  const where = [`--server-data-dir=${folder}`, `--connection-token-file=${join(folder, 'token')}`];
  const child = spawn(node, [main, ...where, ...args], {
    env: serverEnvironment(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: ownGroup,
  });
  // The whole group: the extension host and the language server with it.
  const kill = onEnd(() => killTree(child.pid));
  /** @type {Promise<void>} */
  const ended = new Promise(resolve => child.once('exit', () => resolve()));
  let log = '';
  /** @type {number} */
  const port = await new Promise((resolve, reject) => {
    /** @param {string} reason */
    const fail = reason => {
      kill();
      reject(new Error(`The VS Code server ${reason}\n${log}`));
    };
    const limit = setTimeout(() => fail(`did not start in ${startLimitMs / 1000} s`), startLimitMs);
    child.once('error', error => fail(`cannot be started: ${error.message}`));
    child.once('exit', code => fail(`ended with ${code}`));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', text => {
        log += text;
        // It says so, and stays.
        if (log.includes('EADDRINUSE')) fail('cannot have this port: it is in use');
        const started = /Extension host agent listening on (\d+)/.exec(log);
        if (!started) return;
        clearTimeout(limit);
        resolve(Number(started[1]));
      });
  });
  const stop = async () => {
    kill();
    await ended;
  };
  return { port, log: () => log, ended, stop };
}

/**
 * Sockets and temporary files below the server's folder; nothing of a VS Code or debugger we may be running in.
 * @param {string} folder
 */
function serverEnvironment(folder) {
  const foreign = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|NODE_CHANNEL_)/;
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(inherited),
    TMPDIR: folder,
    XDG_RUNTIME_DIR: folder,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}

function serverProgram() {
  return {
    node: serverNode(),
    main: join(serverTools, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

/** The server needs `module.registerHooks`, so Node 22.15; where this Node is older, npm brought another. */
function serverNode() {
  const chosen = process.env['VSCODE_SERVER_NODE'];
  if (chosen) return chosen;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`]) {
    const file = join(serverTools, 'node_modules', name, 'bin', program);
    if (existsSync(file)) return file;
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 15)) return process.execPath;
  throw new Error('The VS Code server needs Node 22.15 or newer: name one in VSCODE_SERVER_NODE');
}
