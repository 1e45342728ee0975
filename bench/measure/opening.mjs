// @ts-check
/** How long from the start of a server, or from opening a file, until the last mistake in it is reported. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isAbout } from '../lsp/openDocument.mjs';
import { cpuBetween, cpuTime, memory } from './processes.mjs';

/** @typedef {import('../files/workloads.mjs').WorkloadName} WorkloadName */
/** @typedef {import('./session.mjs').Session} Session */

/** @param {Session} session with a server that has just been started */
export async function measureColdStart({ client, record, workloads, uriOf }) {
  record.add('cold.initialize.ms', client.initializedAt - client.startedAt);
  const { file, text, last } = workloads.small;
  const uri = uriOf(file);
  client.open(uri, text);
  const at = await client.until(uri, isAbout(last.line));
  record.add('cold.diagnostics.ms', at && at - client.startedAt);
  record.add('cold.cpu', cpuBetween({ fine: 0, coarse: 0 }, cpuTime(client.pid)));
  await sleep(700);
  record.add('memory.cold', memory(client.pid)?.resident);
}

/** @param {Session} session @param {WorkloadName} name @returns {Promise<boolean>} whether the mistake was reported in time */
export async function open({ client, workloads, uriOf }, name, uri = uriOf(workloads[name].file)) {
  client.open(uri, workloads[name].text);
  return (await client.until(uri, isAbout(workloads[name].last.line))) !== undefined;
}

/** @param {Session} session @param {WorkloadName} name */
export async function measureOpen(session, name, uri = session.uriOf(session.workloads[name].file)) {
  const { client, record, workloads } = session;
  const { text, last, mistakes } = workloads[name];
  const before = cpuTime(client.pid);
  const began = client.open(uri, text);
  const at = await client.until(uri, isAbout(last.line));
  record.add(`open.${name}.ms`, at && at - began);
  record.add(`open.${name}.cpu`, cpuBetween(before, cpuTime(client.pid)));
  const said = client.document(uri).diagnostics;
  const found = mistakes.filter(({ line }) => isAbout(line)(said)).length;
  const others = said.filter(diagnostic => !mistakes.some(({ line }) => isAbout(line)([diagnostic])));
  record.note(`found.${name}`, `${found}/${mistakes.length}${others.length > 0 ? ` +${others.length}` : ''}`);
  return at !== undefined;
}
