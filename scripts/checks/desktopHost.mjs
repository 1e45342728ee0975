// @ts-check
/** Extension tests in VS Code desktop, downloaded unless VSCODE_EXECUTABLE_PATH names one. */
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { temporaryFolder } from '../cleanUp.mjs';

const downloadLimitMs = 15_000;

/**
 * @typedef {object} ExtensionTest
 * @property {string} workspace
 * @property {string} extension
 * @property {string} suite
 * @property {Readonly<Record<string, string>>} env
 */

/** @returns {Promise<string>} the program */
export async function findDesktop() {
  return (
    process.env['VSCODE_EXECUTABLE_PATH'] ??
    downloadAndUnzipVSCode({ version: process.env['VSCODE_VERSION'] ?? 'stable', timeout: downloadLimitMs })
  );
}

/**
 * @param {string} vscodeExecutablePath
 * @param {ExtensionTest} test
 * @returns {Promise<string>} how it ended
 */
export async function runOnDesktop(vscodeExecutablePath, { workspace, extension, suite, env }) {
  const profile = temporaryFolder();
  try {
    const code = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      extensionTestsEnv: env,
      launchArgs: [workspace, `--user-data-dir=${profile.path}`, '--disable-extensions', '--disable-workspace-trust'],
    });
    return `VS Code ended with ${code}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    profile.remove();
  }
}
