// @ts-check
/** Drives the servers through the same sessions, taking turns, and puts the figures side by side. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workloadsFrom } from './files/workloads.mjs';
import { now } from './lsp/messages.mjs';
import { fixedWork } from './measure/calibration.mjs';
import { measureServer } from './measure/session.mjs';
import { reportOn } from './report/report.mjs';
import { ServerRecord } from './report/serverRecord.mjs';

/** @typedef {import('./servers/servers.mjs').Server} Server */

/**
 * @typedef {object} Options
 * @property {string} folder an empty one, for the generated files
 * @property {number} rounds
 * @property {number} [coldStarts] per round
 * @property {number} [edits] waited for in the long file
 * @property {number} [burst] edits sent without waiting
 * @property {number} [timeout] in milliseconds
 * @property {number} [seed]
 * @property {(line: string) => void} progress
 */

/** @param {readonly Server[]} servers @param {Options} options */
export async function bench(servers, options) {
  const { folder, rounds, coldStarts = 3, edits = 50, burst = 140, timeout = 60_000, seed = 1, progress } = options;
  const workloads = workloadsFrom(seed);
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of Object.values(workloads)) writeFileSync(join(folder, file), text);
  const plan = { workloads, folder, coldStarts, edits, burst, timeout };
  const measured = servers.map(server => ({ server, record: new ServerRecord(server.name) }));
  /** @type {string[]} */
  const failures = [];
  /** @type {number[]} */
  const calibration = [];
  // Until the runtime has compiled it.
  for (let i = 0; i < 5; i++) fixedWork();
  for (let round = 0; round < rounds; round++) {
    // There and back again: what warms up or wears out does so for all alike.
    for (const { server, record } of round % 2 === 0 ? measured : [...measured].reverse()) {
      const began = now();
      calibration.push(fixedWork());
      record.round = round;
      try {
        await measureServer(server, plan, record);
      } catch (error) {
        failures.push(`${server.name}, round ${round + 1}: ${error instanceof Error ? error.message : error}`);
      }
      progress(`round ${round + 1}/${rounds}, ${server.name}: ${((now() - began) / 1000).toFixed(0)} s`);
    }
  }
  return { records: measured.map(({ record }) => record), rounds, calibration, failures };
}

/** @param {readonly Server[]} servers @param {Options} options */
export async function benchAndReport(servers, options) {
  return reportOn(await bench(servers, options));
}
