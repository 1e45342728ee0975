// @ts-check
/** What Kubewright has promised about its speed, and whether this run keeps it. */
import { kubewright, oldYamlServer, yamlServer } from '../servers/servers.mjs';
import { quantile, show } from './statistics.mjs';

/** @typedef {import('./serverRecord.mjs').ServerRecord} ServerRecord */
/** @typedef {{ what: string, row: string, share: number, against: string, times: number }} Target */
/** @typedef {{ what: string, target: string, measured: string, passed: boolean }} Verdict */

/** @type {readonly Target[]} */
const targets = [
  {
    what: 'keystroke to diagnostics, 20,000 lines, median',
    row: 'keys.big.ms',
    share: 0.5,
    against: yamlServer,
    times: 100,
  },
  { what: 'CPU per keystroke there', row: 'keys.big.cpu', share: 0.5, against: yamlServer, times: 50 },
  {
    what: 'completion while typing there, p95',
    row: 'complete.big.typing.ms',
    share: 0.95,
    against: yamlServer,
    times: 40,
  },
  {
    what: 'cold start to right diagnostics, median',
    row: 'cold.diagnostics.ms',
    share: 0.5,
    against: yamlServer,
    times: 20,
  },
  {
    what: 'cold start to right diagnostics, median',
    row: 'cold.diagnostics.ms',
    share: 0.5,
    against: oldYamlServer,
    times: 4,
  },
  { what: 'memory after 200 edits', row: 'memory.edits', share: 0.5, against: yamlServer, times: 5 },
];

/** @param {readonly ServerRecord[]} records @returns {readonly Verdict[]} */
export function verdictsOn(records) {
  const ours = records.find(({ server }) => server === kubewright);
  if (!ours) throw new Error(`${kubewright} was not measured`);
  const judged = targets.flatMap(target => {
    const other = records.find(({ server }) => server === target.against);
    return other ? judge(target, ours, other) : [];
  });
  return [...judged, ...records.filter(({ server }) => server.startsWith(kubewright)).map(judgeFindings)];
}

/** @param {Target} target @param {ServerRecord} ours @param {ServerRecord} other @returns {Verdict} */
function judge({ what, row, share, against, times }, ours, other) {
  const own = quantile(ours.samples(row), share);
  const theirs = quantile(other.samples(row), share);
  const ratio = own === undefined || theirs === undefined ? undefined : theirs / own;
  return {
    what: `${what}, against ${against}`,
    target: `≥ ${times}×`,
    measured: ratio === undefined ? '–' : `${show(ratio)}×`,
    passed: ratio !== undefined && ratio >= times,
  };
}

/** A server that finds nothing is fast: every seeded mistake must be reported, and no other line. @param {ServerRecord} record @returns {Verdict} */
function judgeFindings({ server, facts }) {
  const found = [...facts].filter(([name]) => name.startsWith('found.'));
  return {
    what: `${server} reports all seeded mistakes and nothing else`,
    target: 'all',
    measured: found.map(([name, text]) => `${name.slice('found.'.length)} ${text}`).join(', '),
    passed: found.length === 5 && found.every(([, text]) => /^(\d+)\/\1$/.test(text)),
  };
}
