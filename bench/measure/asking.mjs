// @ts-check
/** How long completion and hover take, at rest and while somebody types. */
import { setTimeout as sleep } from 'node:timers/promises';
import { insert, remove } from '../lsp/openDocument.mjs';
import { cpuBetween, cpuTime } from './processes.mjs';

/** @typedef {import('../files/workloads.mjs').WorkloadName} WorkloadName */
/** @typedef {import('../files/workloads.mjs').ProbeSite} ProbeSite */
/** @typedef {import('./session.mjs').Session} Session */

const questions = 20;
const typed = 'per';
const repeats = 4;
const wanted = ['timeoutSeconds', 'periodSeconds', 'successThreshold'];

/** On a new line of a probe. @param {Session} session @param {WorkloadName} name @param {string} uri @param {ProbeSite} probe */
export async function measureCompletion({ client, record }, name, uri, { indent, failureThreshold }) {
  const line = failureThreshold + 1;
  const end = client.document(uri).lineText(failureThreshold).length;
  /** @param {number} character */
  const ask = character =>
    client.request('textDocument/completion', {
      textDocument: { uri },
      position: { line, character },
      context: { triggerKind: 1 },
    });
  client.change(uri, insert(failureThreshold, end, `\n${' '.repeat(indent)}`));
  await sleep(600);
  const before = cpuTime(client.pid);
  const first = await ask(indent);
  record.note(`complete.${name}`, describeItems(first.result));
  record.add(`complete.${name}.settled.ms`, first.ms);
  for (let i = 1; i < questions; i++) record.add(`complete.${name}.settled.ms`, (await ask(indent)).ms);
  const cpu = cpuBetween(before, cpuTime(client.pid));
  record.add(`complete.${name}.settled.cpu`, cpu && cpu / questions);

  const lengths = [1, 2, 3, 2, 1, 0];
  for (let column = 0, i = 0; i < repeats * lengths.length; i++) {
    const next = lengths[i % lengths.length] ?? 0;
    const letter = typed.slice(column, next);
    client.change(uri, letter ? insert(line, indent + column, letter) : remove(line, indent + next, 1));
    record.add(`complete.${name}.typing.ms`, (await ask(indent + next)).ms);
    column = next;
    await sleep(100);
  }
  const start = { line: failureThreshold, character: end };
  client.change(uri, { range: { start, end: { line, character: indent } }, text: '' });
  await sleep(600);
}

/** @param {Session} session @param {WorkloadName} name @param {string} uri @param {ProbeSite} probe */
export async function measureHover({ client, record }, name, uri, { indent, failureThreshold }) {
  const position = { line: failureThreshold, character: indent + 3 };
  for (let i = 0; i < questions; i++) {
    const { result, ms } = await client.request('textDocument/hover', { textDocument: { uri }, position });
    record.add(`hover.${name}.ms`, ms);
    if (i > 0) continue;
    const isDescribed = /failures in a row/i.test(JSON.stringify(result?.contents ?? ''));
    record.note(`hover.${name}`, isDescribed ? 'described' : result ? 'other text' : 'nothing');
  }
}

/** @param {any} result */
function describeItems(result) {
  const labels = (result?.items ?? result ?? []).map((/** @type {{ label: string }} */ { label }) => label);
  return `${labels.length} items, ${wanted.filter(label => labels.includes(label)).length}/${wanted.length} expected`;
}
