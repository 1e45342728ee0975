// @ts-check
/** The result as Markdown: a table with ratios, what each server found, and the targets. */
import { cpus } from 'node:os';
import { median, quantile, show, sorted } from './statistics.mjs';
import { verdictsOn } from './targets.mjs';

/** @typedef {import('./serverRecord.mjs').ServerRecord} ServerRecord */
/** @typedef {import('./targets.mjs').Verdict} Verdict */

/**
 * @typedef {object} Run
 * @property {readonly ServerRecord[]} records the first is the one the others are compared with
 * @property {number} rounds
 * @property {readonly number[]} calibration times of the fixed work before each session
 * @property {readonly string[]} failures
 */

const parts = ['cold', 'open', 'keys', 'quote', 'burst', 'complete', 'hover', 'memory'];

/** @param {Run} run @returns {{ text: string, passed: boolean }} */
export function reportOn({ records, rounds, calibration, failures }) {
  const verdicts = verdictsOn(records);
  const noise = sorted(calibration);
  const text = [
    `${new Date().toISOString().slice(0, 10)}, ${rounds} rounds, ${cpus().length} cores.`,
    `Fixed work before each session: ${show(median(noise))} ms (${show(noise[0])}–${show(noise.at(-1))}).`,
    'Times and CPU in ms, memory in MiB; medians, in brackets the range of the medians of the rounds.',
    '',
    ...comparison(records),
    '',
    ...records.map(({ server, facts }) => `- **${server}**: ${[...facts].map(fact => fact.join(': ')).join('; ')}`),
    '',
    ...table(['target', 'wanted', 'measured', ''], verdicts.map(verdictRow)),
    ...failures.map(failure => `\nFailed: ${failure}`),
  ].join('\n');
  return { text, passed: failures.length === 0 && verdicts.every(({ passed }) => passed) };
}

/** @param {Verdict} verdict */
function verdictRow({ what, target, measured, passed }) {
  return [what, target, measured, passed ? 'PASS' : '**FAIL**'];
}

/** @param {readonly ServerRecord[]} records */
function comparison(records) {
  const names = [...new Set(records.flatMap(({ rows }) => [...rows.keys()]))];
  /** @param {string} row */
  const rank = row => parts.indexOf(row.split('.')[0] ?? '');
  names.sort((a, b) => rank(a) - rank(b));
  const rows = names.flatMap(name =>
    hasMany(name)
      ? [comparedRow(records, name, `${name} p50`, 0.5), comparedRow(records, name, `${name} p95`, 0.95)]
      : [comparedRow(records, name, name, 0.5)],
  );
  const [first, ...others] = records.map(({ server }) => server);
  return table(['', first ?? '', ...others.flatMap(name => [name, '÷ ours'])], rows);
}

/** @param {string} row */
function hasMany(row) {
  return /^(keys|quote|complete|hover)\..*ms$/.test(row);
}

/** @param {readonly ServerRecord[]} records @param {string} row @param {string} label @param {number} share */
function comparedRow(records, row, label, share) {
  const [ours, ...others] = records.map(record => ({ record, value: quantile(record.samples(row), share) }));
  /** @param {{ record: ServerRecord, value: import('./statistics.mjs').Sample }} measured */
  const cell = ({ record, value }) => `${shown(record, row, value)}${share === 0.5 ? spread(record, row) : ''}`;
  return [label, ours ? cell(ours) : '–', ...others.flatMap(other => [cell(other), ratio(other.value, ours?.value)])];
}

/** @param {ServerRecord} record @param {string} row @param {import('./statistics.mjs').Sample} value */
function shown(record, row, value) {
  const samples = record.samples(row);
  if (samples.length === 0) return '–';
  const never = samples.filter(sample => sample === undefined).length;
  if (value === undefined) return 'never';
  return `${show(value)}${never > 0 ? ` [${never} never]` : ''}`;
}

/** @param {ServerRecord} record @param {string} row */
function spread(record, row) {
  const medians = sorted(record.samplesByRound(row).map(median));
  return medians.length > 1 ? ` (${show(medians[0])}–${show(medians.at(-1))})` : '';
}

/** @param {import('./statistics.mjs').Sample} theirs @param {import('./statistics.mjs').Sample} ours */
function ratio(theirs, ours) {
  return theirs === undefined || !ours ? '–' : `${show(theirs / ours)}×`;
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  const line = head.map((_, i) => (i === 0 ? '---' : '--:'));
  return [head, line, ...rows].map(cells => `| ${cells.join(' | ')} |`);
}
