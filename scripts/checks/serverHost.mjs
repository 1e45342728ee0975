// @ts-check
/** Extension tests in the VS Code server, whose workbench runs in a browser nobody sees. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { openBrowser, openPage } from '../browser.mjs';
import { testResults } from '../repository.mjs';
import { startVscodeServer } from '../vscodeServer.mjs';

/** @typedef {import('./desktopHost.mjs').ExtensionTest} ExtensionTest */
/** @typedef {import('../vscodeServer.mjs').VscodeServer} VscodeServer */
/** @typedef {import('playwright-core').Page} Page */

const suiteLimitMs = 240_000;
const errorsTold = 5;
/** In a browser VS Code saves by itself. */
const asOnDesktop = { 'files.autoSave': 'off' };
const logFile = join(testResults, 'integration-workbench.log');

/**
 * @param {ExtensionTest} test
 * @returns {Promise<string>} what the workbench said at the end, should the suite not have come that far
 */
export async function runOnServer(test) {
  // Without its smoke test driver a built server ignores that it was asked to run tests.
  const server = await startVscodeServer({ settings: asOnDesktop, args: ['--enable-smoke-test-driver'] });
  const browser = await openBrowser();
  /** @type {string[]} */
  const log = [];
  try {
    const page = await openPage(browser, server.host);
    const end = ending(page, log);
    await page.goto(server.address(test.workspace, payload(server, test)), { waitUntil: 'commit' });
    await end;
    const errors = log.filter(line => line.startsWith('[error]')).map(line => line.split('\n')[0]);
    return [...errors.slice(-errorsTold), `the whole log: ${logFile}`].join('\n');
  } finally {
    writeFileSync(logFile, log.join('\n'));
    writeFileSync(join(testResults, 'integration-server.log'), server.log());
    await browser.close();
    await server.stop();
  }
}

/**
 * @param {VscodeServer} server
 * @param {ExtensionTest} test
 * @returns {[string, string][]}
 */
function payload(server, { extension, suite, env }) {
  return [
    ['extensionDevelopmentPath', server.remoteUri(extension)],
    ['extensionTestsPath', server.remoteUri(suite)],
    ['extensionEnvironment', JSON.stringify(env)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
}

/**
 * The workbench calls two functions of its page: one for each line of log, one at the end.
 * @param {Page} page
 * @param {string[]} log
 * @returns {Promise<void>}
 */
async function ending(page, log) {
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown} */ args) => {
    log.push(`[${type}] ${format(...[args].flat())}`);
  });
  await new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    page.once('crash', () => reject(new Error('The page of the workbench crashed')));
    setTimeout(
      () => reject(new Error(`No result in ${suiteLimitMs / 1000} s\n${log.join('\n')}`)),
      suiteLimitMs,
    ).unref();
  });
}
