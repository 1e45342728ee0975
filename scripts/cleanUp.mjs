// @ts-check
/**
 * What must be undone before this process ends, however it ends: temporary folders, child processes.
 * The actions are synchronous, because nothing else still runs while a process exits.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<() => void>} */
const pending = new Set();

/** Node's numbers for an end by signal: 128 and the number of the signal. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const parentLookEveryMs = 300;

/**
 * Runs `action` once: when the returned function is called, or else when the process ends.
 * @param {() => void} action
 * @returns {() => void}
 */
export function onEnd(action) {
  if (pending.size === 0) watchTheEnd();
  const once = () => {
    if (pending.delete(once)) action();
  };
  pending.add(once);
  return once;
}

/**
 * An empty folder that is removed at the end. The path is short where it can be: the VS Code server keeps Unix
 * sockets in it, whose paths hold 104 bytes at most.
 * @returns {{ path: string, remove: () => void }}
 */
export function temporaryFolder() {
  const parent = process.platform !== 'win32' && existsSync('/tmp') ? '/tmp' : tmpdir();
  const path = realpathSync(mkdtempSync(join(parent, 'kubewright-')));
  const remove = onEnd(() => rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return { path, remove };
}

/**
 * Ends a child process and all that it started. It must have been started with `detached: ownGroup`.
 * @param {number | undefined} pid
 */
export function killTree(pid) {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** On Windows `taskkill` finds the children by itself, and a detached child would open a window. */
export const ownGroup = process.platform !== 'win32';

function watchTheEnd() {
  if (process.listeners('exit').includes(endAll)) return;
  process.on('exit', endAll);
  for (const [signal, code] of Object.entries(exitCodes)) process.on(signal, () => process.exit(code));
  if (process.env['npm_lifecycle_event']) endWithParent();
}

/** npm hands a signal to its shell only, and the shell may end without telling us. */
function endWithParent() {
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) process.exit(exitCodes.SIGTERM);
  };
  setInterval(look, parentLookEveryMs).unref();
}

function endAll() {
  // The newest first: a server is stopped before the folder it writes to is removed.
  for (const action of [...pending].reverse()) action();
}
