// @ts-check
/** All measurements of one server, in one order. Each server of a round goes through the same. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Client } from '../lsp/client.mjs';
import { isSilentAbout } from '../lsp/openDocument.mjs';
import { measureCompletion, measureHover } from './asking.mjs';
import { measureColdStart, measureOpen, open } from './opening.mjs';
import { memory } from './processes.mjs';
import { measureBurst, measureKeys, measureQuotes } from './typing.mjs';

/** @typedef {import('../files/workloads.mjs').WorkloadName} WorkloadName */
/** @typedef {import('../files/workloads.mjs').Workload} Workload */
/** @typedef {import('../report/serverRecord.mjs').ServerRecord} ServerRecord */
/** @typedef {import('../servers/servers.mjs').Server} Server */

/**
 * @typedef {object} Plan
 * @property {Readonly<Record<WorkloadName, Workload>>} workloads
 * @property {string} folder that holds their files
 * @property {number} coldStarts
 * @property {number} edits waited for in the long file
 * @property {number} burst edits sent without waiting
 * @property {number} timeout in milliseconds
 */

/**
 * @typedef {object} Session
 * @property {Client} client
 * @property {ServerRecord} record
 * @property {Plan['workloads']} workloads
 * @property {(file: string) => string} uriOf
 */

/**
 * Cold starts, then one long session. A server that does not report a file in time may be busy with it for minutes, so
 * a new process goes on with the next file.
 * @param {Server} server @param {Plan} plan @param {ServerRecord} record
 */
export async function measureServer(server, plan, record) {
  for (let i = 0; i < plan.coldStarts; i++) await withServer(server, plan, record, measureColdStart);
  const parts = server.measures === 'everything' ? partsOf(plan) : [];
  while (parts.length > 0) {
    await withServer(server, plan, record, async session => {
      await warmUp(session);
      for (let part = parts.shift(); part; part = parts.shift()) if (!(await part(session))) return;
    });
  }
}

/** What is done with one file after the other; each tells whether the server reported the file in time. @param {Plan} plan */
function partsOf(plan) {
  const long = /** @type {const} */ (['fifty', 'crd', 'scalar']);
  return [
    measureSmall,
    ...long.map(name => (/** @type {Session} */ session) => measureLong(session, name)),
    (/** @type {Session} */ session) => measureLongest(session, plan),
  ];
}

/** @param {Server} server @param {Plan} plan @param {ServerRecord} record @param {(session: Session) => Promise<void>} measure */
export async function withServer(server, plan, record, measure) {
  const folder = pathToFileURL(plan.folder).href;
  const client = new Client(server, { folder, timeout: plan.timeout });
  try {
    await client.initialize();
    await measure({ client, record, workloads: plan.workloads, uriOf: file => `${folder}/${file}` });
  } finally {
    await client.stop();
  }
}

/** The server has its schemas loaded before anything is measured. @param {Session} session */
async function warmUp(session) {
  await open(session, 'small');
  await sleep(300);
  session.client.close(session.uriOf(session.workloads.small.file));
  session.record.note('diagnostics', session.client.pulls ? 'pulled' : 'pushed');
}

/** @param {Session} session */
async function measureSmall(session) {
  const { client, workloads, uriOf } = session;
  const uri = uriOf('small-2.yaml');
  const { probe } = workloads.small;
  if (!(await measureOpen(session, 'small', uri)) || !probe) return false;
  await measureKeys(session, 'small', uri);
  await measureCompletion(session, 'small', uri, probe);
  await measureHover(session, 'small', uri, probe);
  client.close(uri);
  return true;
}

/** @param {Session} session @param {'fifty' | 'crd' | 'scalar'} name */
async function measureLong(session, name) {
  const { client, workloads, uriOf } = session;
  const uri = uriOf(workloads[name].file);
  if (!(await measureOpen(session, name))) return false;
  await sleep(300);
  if (name === 'scalar') await mendLastLine(session, uri);
  await measureKeys(session, name, uri, name === 'scalar' ? 10 : 20);
  client.close(uri);
  await sleep(200);
  return true;
}

/** The only value in that file is the one that is wrong. @param {Session} session @param {string} uri */
async function mendLastLine({ client, workloads }, uri) {
  const { line } = workloads.scalar.last;
  const range = { start: { line, character: 0 }, end: { line, character: client.document(uri).lineText(line).length } };
  client.change(uri, { range, text: 'immutable: true' });
  await client.until(uri, isSilentAbout(line));
}

/** @param {Session} session @param {Plan} plan */
async function measureLongest(session, { edits, burst }) {
  const { client, record, workloads, uriOf } = session;
  const { file, probe, otherProbe } = workloads.big;
  const uri = uriOf(file);
  const isOpen = await measureOpen(session, 'big');
  await sleep(1000);
  record.add('memory.big', memory(client.pid)?.resident);
  if (!isOpen || !probe || !otherProbe) return false;
  await measureKeys(session, 'big', uri, edits);
  await measureQuotes(session, uri, probe);
  await measureCompletion(session, 'big', uri, probe);
  await measureHover(session, 'big', uri, probe);
  await measureBurst(session, uri, probe, otherProbe, burst);
  await sleep(1500);
  record.add('memory.edits', memory(client.pid)?.resident);
  record.add('memory.peak', memory(client.pid)?.peak);
  record.note('answers about an older text', String(client.document(uri).stale));
  return true;
}
