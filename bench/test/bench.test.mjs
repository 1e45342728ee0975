// @ts-check
/** The benchmark tried on servers with known faults: does it report what is there, and nothing else? */
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { workloadsFrom } from '../files/workloads.mjs';
import { measureColdStart, measureOpen } from '../measure/opening.mjs';
import { canMeasure } from '../measure/processes.mjs';
import { withServer } from '../measure/session.mjs';
import { measureKeys, measureQuotes } from '../measure/typing.mjs';
import { ServerRecord } from '../report/serverRecord.mjs';
import { median, quantile } from '../report/statistics.mjs';
import { verdictsOn } from '../report/targets.mjs';
import { kubewright, yamlServer } from '../servers/servers.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const workloads = workloadsFrom(1);
const plan = { workloads, folder, coldStarts: 1, edits: 10, burst: 10, timeout: 3000 };
/** Timers may fire a little early. */
const slack = 1;

/**
 * @param {readonly string[]} flags of the fake server
 * @param {(session: import('../measure/session.mjs').Session) => Promise<unknown>} measure
 */
async function measured(flags, measure, options = plan) {
  const record = new ServerRecord('fake');
  const command = /** @type {const} */ ([process.execPath, join(folder, 'fakeServer.mjs'), ...flags]);
  const server = { name: 'fake', command, measures: /** @type {const} */ ('everything') };
  await withServer(server, options, record, async session => {
    await measure(session);
  });
  return record;
}

/** @param {import('../measure/session.mjs').Session} session */
async function openAndType(session) {
  await measureOpen(session, 'big');
  await measureKeys(session, 'big', session.uriOf('big.yaml'), 10);
}

test('the generated files are the same every time', () => {
  assert.deepEqual(workloadsFrom(1), workloads);
  assert.notEqual(workloadsFrom(2).big.text, workloads.big.text);
  assert.ok(workloads.big.lines >= 20_000 && workloads.fifty.documents === 50);
  assert.ok(workloads.scalar.text.length >= 2 ** 20);
});

for (const flags of [[], ['--pull']]) {
  test(`a delay shows in the times ${flags}`, async () => {
    const record = await measured(['--delay', '40', ...flags], openAndType);
    const times = record.samples('keys.big.ms');
    assert.equal(times.length, 10);
    assert.ok(
      times.every(time => time !== undefined && time >= 40 - slack),
      String(times),
    );
    assert.equal(record.facts.get('found.big'), '13/13');
  });
}

test('an answer about an older text is not taken for the right one', async () => {
  const record = await measured(['--stale', '--delay', '60'], openAndType);
  assert.ok(record.samples('keys.big.ms').every(time => time !== undefined && time >= 60 - slack));
});

test('what is never reported has no time', async () => {
  const record = await measured(['--blind'], session => measureOpen(session, 'small'), { ...plan, timeout: 300 });
  assert.deepEqual(record.samples('open.small.ms'), [undefined]);
  assert.equal(record.facts.get('found.small'), '0/1');
});

test('CPU time is that of the work done', { skip: !canMeasure }, async () => {
  const record = await measured(['--burn', '25'], openAndType);
  const [cpu = 0] = record.samples('keys.big.cpu');
  assert.ok(cpu > 24 && cpu < 60, String(cpu));
});

test('a cold start lasts from the start of the process', async () => {
  const record = await measured(['--delay', '50'], measureColdStart);
  const [initialized = 0] = record.samples('cold.initialize.ms');
  const [diagnosed = 0] = record.samples('cold.diagnostics.ms');
  assert.ok(initialized > 0 && diagnosed >= initialized + 50 - slack, `${initialized} ${diagnosed}`);
});

test('a server that ends in the middle is a failure', async () => {
  await assert.rejects(measured(['--die', '5'], openAndType), /the server ended \(7\): Error: told to end/);
});

test('a quote that is never reported is never timed', async () => {
  const { probe } = workloads.big;
  assert.ok(probe);
  const ask = async (/** @type {import('../measure/session.mjs').Session} */ session) => {
    await measureOpen(session, 'small');
    const uri = session.uriOf('big.yaml');
    session.client.open(uri, workloads.big.text);
    await measureQuotes(session, uri, probe, 2);
  };
  const record = await measured(['--blind'], ask, { ...plan, timeout: 300 });
  assert.deepEqual(record.samples('quote.big.ms'), [undefined]);
});

test('a target is met or missed by the ratio of the medians', () => {
  const ours = new ServerRecord(kubewright);
  const theirs = new ServerRecord(yamlServer);
  for (const value of [1, 2, 9]) ours.add('keys.big.ms', value);
  for (const value of [210, 200, 190]) theirs.add('keys.big.ms', value);
  const [keys] = verdictsOn([ours, theirs]);
  assert.deepEqual({ measured: keys?.measured, passed: keys?.passed }, { measured: '100×', passed: true });
  ours.add('keys.big.ms', 2.1);
  assert.equal(verdictsOn([ours, theirs])[0]?.passed, false);
});

test('quantiles', () => {
  assert.equal(median([3, 1, 2, undefined]), 2);
  assert.equal(quantile([1, 2], 0.5), 1.5);
  assert.equal(quantile([], 0.5), undefined);
});
