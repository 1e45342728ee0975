// @ts-check
/**
 * How long from a keystroke until what is reported is right again. An edit spoils a value and the next one mends it,
 * so that an answer to the edit before cannot pass for the answer to this one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isWithin } from '../files/workloads.mjs';
import { now } from '../lsp/messages.mjs';
import { insert, isAbout, isSilentAbout, remove } from '../lsp/openDocument.mjs';
import { cpuBetween, cpuTime } from './processes.mjs';

/** @typedef {import('../files/workloads.mjs').WorkloadName} WorkloadName */
/** @typedef {import('../files/workloads.mjs').ProbeSite} ProbeSite */
/** @typedef {import('./session.mjs').Session} Session */

/** A key held down repeats about so fast. */
const repeatMs = 40;

/** @param {Session} session @param {WorkloadName} name @param {string} uri */
export async function measureKeys({ client, record, workloads }, name, uri, edits = 20) {
  const line = workloads[name].edit;
  const end = client.document(uri).lineText(line).length;
  const before = cpuTime(client.pid);
  for (let i = 0; i < edits; i++) {
    const spoils = i % 2 === 0;
    const began = client.change(uri, spoils ? insert(line, end, 'x') : remove(line, end, 1));
    const at = await client.until(uri, spoils ? isAbout(line) : isSilentAbout(line));
    record.add(`keys.${name}.ms`, at && at - began);
    if (at !== undefined) continue;
    if (spoils) client.change(uri, remove(line, end, 1));
    return;
  }
  await sleep(50);
  const cpu = cpuBetween(before, cpuTime(client.pid));
  record.add(`keys.${name}.cpu`, cpu && cpu / edits);
}

/** Opens and closes a quote, so that all that follows in the document reads differently. @param {Session} session @param {string} uri @param {ProbeSite} probe */
export async function measureQuotes({ client, record }, uri, probe, edits = 10) {
  const line = probe.failureThreshold;
  const value = client.document(uri).lineText(line).indexOf(': ') + 2;
  const { first, last } = probe.document;
  /** @param {readonly import('../lsp/openDocument.mjs').Diagnostic[]} diagnostics */
  const isBroken = diagnostics =>
    diagnostics.some(({ range }) => isWithin(range.start.line, { first, last: last + 1 }));
  for (let i = 0; i < edits; i++) {
    const spoils = i % 2 === 0;
    const began = client.change(uri, spoils ? insert(line, value, '"') : remove(line, value, 1));
    const at = await client.until(uri, diagnostics => isBroken(diagnostics) === spoils);
    record.add('quote.big.ms', at && at - began);
    if (at === undefined) return;
  }
}

/** A key held down, then one edit elsewhere: how long after that one all is right. @param {Session} session @param {string} uri @param {ProbeSite} probe @param {ProbeSite} otherProbe */
export async function measureBurst({ client, record }, uri, probe, otherProbe, edits = 140) {
  const site = probe.failureThreshold;
  const other = otherProbe.failureThreshold;
  const document = client.document(uri);
  const end = document.lineText(site).length;
  const answers = document.answers;
  const before = cpuTime(client.pid);
  const first = now();
  for (let i = 0; i < edits; i++) {
    client.change(uri, i % 2 === 0 ? insert(site, end, 'x') : remove(site, end, 1));
    await sleep(Math.max(0, first + (i + 1) * repeatMs - now()));
  }
  const otherEnd = document.lineText(other).length;
  const began = client.change(uri, insert(other, otherEnd, 'x'));
  const at = await client.until(uri, said => isAbout(other)(said) && isSilentAbout(site)(said));
  record.add('burst.big.ms', at && at - began);
  const cpu = cpuBetween(before, cpuTime(client.pid));
  record.add('burst.big.cpu', cpu && cpu / (edits + 1));
  record.add('burst.big.answers', document.answers - answers);
  client.change(uri, remove(other, otherEnd, 1));
  await sleep(300);
}
