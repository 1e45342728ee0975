// @ts-check
/** What a process and its children cost, read from /proc: only Linux tells, elsewhere every figure is `undefined`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export const canMeasure = existsSync('/proc/self/stat');

/** @typedef {{ fine: number, coarse: number }} CpuTime */

/**
 * CPU time of the tree in milliseconds, twice: the scheduler counts nanoseconds per thread and forgets the threads
 * that have ended, the process counts ticks of 10 ms and forgets none.
 * @param {number} pid @returns {CpuTime | undefined}
 */
export function cpuTime(pid) {
  if (!canMeasure) return undefined;
  let nanoseconds = 0;
  let ticks = 0;
  for (const id of treeOf(pid)) {
    const fields = statFields(id);
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    for (const thread of namesIn(`/proc/${id}/task`)) {
      nanoseconds += Number(read(`/proc/${id}/task/${thread}/schedstat`).split(' ')[0]);
    }
  }
  return { fine: nanoseconds / 1e6, coarse: ticks * 10 };
}

/** @param {CpuTime | undefined} before @param {CpuTime | undefined} after @returns {number | undefined} */
export function cpuBetween(before, after) {
  if (!before || !after) return undefined;
  const fine = after.fine - before.fine;
  const coarse = after.coarse - before.coarse;
  return fine > 0 && Math.abs(fine - coarse) < 50 + 0.1 * coarse ? fine : coarse;
}

/** Resident memory of the tree in MiB: now, and the sum of the high-water marks. @param {number} pid */
export function memory(pid) {
  if (!canMeasure) return undefined;
  let resident = 0;
  let peak = 0;
  for (const id of treeOf(pid)) {
    const status = read(`/proc/${id}/status`);
    resident += Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    peak += Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  }
  return { resident: resident / 1024, peak: peak / 1024 };
}

/** The process and all that it started. @param {number} root @returns {number[]} */
function treeOf(root) {
  const parents = namesIn('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => ({ pid: Number(name), parent: Number(statFields(Number(name))[1]) }));
  const tree = [root];
  for (const pid of tree) tree.push(...parents.filter(({ parent }) => parent === pid).map(child => child.pid));
  return tree;
}

/** The fields after the name of the program: `[1]` is the parent. @param {number} pid @returns {string[]} */
function statFields(pid) {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A process may end while it is looked at. @param {string} path @returns {string} */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} folder @returns {string[]} */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
