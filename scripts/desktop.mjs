// @ts-check
/** VS Code desktop as `code` on the PATH, with the extension from this repository and a profile to throw away. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { killTree, onEnd, ownGroup, temporaryFolder } from './cleanUp.mjs';
import { hasDisplay } from './display.mjs';
import { root } from './repository.mjs';

/** @returns {string | undefined} the program, if a window can be opened */
export function findCode() {
  if (!hasDisplay()) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map(folder => join(folder, name)).find(file => existsSync(file));
}

/**
 * Resolves when the window is closed.
 * @param {string} code
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function openDesktop(code, folder) {
  const profile = temporaryFolder().path;
  const args = [
    '--wait',
    '--new-window',
    '--disable-workspace-trust',
    '--skip-welcome',
    `--user-data-dir=${join(profile, 'data')}`,
    `--extensions-dir=${join(profile, 'extensions')}`,
    `--extensionDevelopmentPath=${root}`,
    folder,
  ];
  const onWindows = process.platform === 'win32';
  // code.cmd can only be run by a shell, which splits at spaces.
  const [command, ...rest] = onWindows ? [code, ...args].map(part => `"${part}"`) : [code, ...args];
  const child = spawn(command ?? code, rest, { stdio: 'inherit', shell: onWindows, detached: ownGroup });
  onEnd(() => {
    endWindow(join(profile, 'data'));
    killTree(child.pid);
  });
  await new Promise((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
}

/**
 * `code` puts its window into a process group of its own; the profile's lock names the process.
 * @param {string} profile
 */
function endWindow(profile) {
  try {
    const pid = Number(readFileSync(join(profile, 'code.lock'), 'utf8'));
    // 0 would be our own process group.
    if (pid > 0) process.kill(pid);
  } catch {
    // The window is closed already.
  }
}
