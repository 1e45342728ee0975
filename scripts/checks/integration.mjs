// @ts-check
/**
 * The mocha suite of test/integration inside a real extension host, on a copy of its workspace. VSCODE_TEST_HOST names
 * the host: desktop, server, or auto (a desktop where there is a display and VS Code can be downloaded).
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../cleanUp.mjs';
import { hasDisplay } from '../display.mjs';
import { root, testResults } from '../repository.mjs';
import { findDesktop, runOnDesktop } from './desktopHost.mjs';
import { tell } from './outcome.mjs';
import { runOnServer } from './serverHost.mjs';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */

await tell('integration', runIntegrationTests);

/** @returns {Promise<Outcome>} */
async function runIntegrationTests() {
  const workspace = join(temporaryFolder().path, 'workspace');
  cpSync(join(root, 'test', 'integration', 'workspace'), workspace, { recursive: true });
  mkdirSync(testResults, { recursive: true });
  const resultFile = join(testResults, 'integration.json');
  rmSync(resultFile, { force: true });
  const run = {
    workspace,
    extension: root,
    suite: join(root, 'out', 'test', 'integration', 'index.js'),
    env: { KUBEWRIGHT_TEST_RESULT: resultFile, KUBEWRIGHT_TEST_GREP: process.env['KUBEWRIGHT_TEST_GREP'] ?? '' },
  };
  const desktop = await chosenDesktop(process.env['VSCODE_TEST_HOST'] ?? 'auto');
  const said = desktop ? await runOnDesktop(desktop, run) : await runOnServer(run);
  return outcomeOf(resultFile, said);
}

/**
 * Falls back to the server before the tests only: a failing test must never choose another host.
 * @param {string} host
 * @returns {Promise<string | undefined>}
 */
async function chosenDesktop(host) {
  if (host === 'desktop') return findDesktop();
  if (host !== 'auto' || !hasDisplay()) return undefined;
  try {
    return await findDesktop();
  } catch (error) {
    console.log(`no VS Code desktop here (${error instanceof Error ? error.message : error}), using the server`);
    return undefined;
  }
}

/**
 * What the suite wrote last counts, not how the host ended: it ends well also when the extension host was killed or a
 * test called process.exit().
 * @param {string} resultFile
 * @param {string} said
 * @returns {Outcome}
 */
function outcomeOf(resultFile, said) {
  if (!existsSync(resultFile)) throw new Error(`The suite did not run to its end\n${said}`);
  /** @type {Outcome} */
  const outcome = JSON.parse(readFileSync(resultFile, 'utf8'));
  return outcome;
}
