// @ts-check
/** The generated files, each with what a session must know of it: where the mistakes are and where to type. */
import { longKinds, usualKinds, writeDocuments } from './manyDocuments.mjs';
import { writeDefinition, writeDeployment, writeLongScalar } from './oneDocument.mjs';

/** @typedef {import('./manuscript.mjs').Manuscript} Manuscript */
/** @typedef {import('./manuscript.mjs').Mistake} Mistake */
/** @typedef {import('./manuscript.mjs').Probe} Probe */
/** @typedef {{ first: number, last: number }} Lines */
/** @typedef {Probe & { document: Lines }} ProbeSite */

/**
 * @typedef {object} Workload
 * @property {string} file
 * @property {string} text
 * @property {number} lines
 * @property {number} documents
 * @property {readonly Mistake[]} mistakes
 * @property {Mistake} last the mistake that is reported only when the whole file has been read
 * @property {number} edit line that ends in an integer or boolean, in a document without mistakes if possible
 * @property {ProbeSite | undefined} probe in the middle, in a document without mistakes if possible
 * @property {ProbeSite | undefined} otherProbe further down
 */

/** @typedef {'small' | 'fifty' | 'crd' | 'scalar' | 'big'} WorkloadName */

/** @param {number} seed @returns {Readonly<Record<WorkloadName, Workload>>} */
export function workloadsFrom(seed) {
  const fifty = writeDocuments(seed + 1, { documents: 49, kinds: longKinds });
  const big = writeDocuments(seed + 2, { lines: 20_000, kinds: usualKinds });
  const crd = writeDefinition(seed + 4, 5_000);
  return {
    small: describe('small.yaml', writeDeployment(seed), 1),
    fifty: describe('fifty.yaml', fifty.out, fifty.documents),
    crd: { ...describe('crd.yaml', crd.out, 1), edit: crd.edit },
    scalar: describe('scalar.yaml', writeLongScalar(seed + 3, 1024 * 1024), 1),
    big: describe('big.yaml', big.out, big.documents),
  };
}

/** @param {string} file @param {Manuscript} out @param {number} documents @returns {Workload} */
function describe(file, { text, lines, mistakes, probes }, documents) {
  const last = mistakes.at(-1);
  if (!last) throw new Error(`${file} has no mistake to wait for`);
  const sites = probes
    .filter(({ name }) => name === 'livenessProbe')
    .map(probe => ({ ...probe, document: documentAround(lines, probe.line) }))
    .filter(({ document }) => documents === 1 || !mistakes.some(({ line }) => isWithin(line, document)));
  const probe = nearest(sites, lines.length / 2);
  const otherProbe = nearest(sites, lines.length * 0.75);
  const edit = probe?.failureThreshold ?? last.line;
  return { file, text, lines: lines.length, documents, mistakes, last, edit, probe, otherProbe };
}

/** @param {readonly string[]} lines @param {number} line @returns {Lines} */
function documentAround(lines, line) {
  const next = lines.indexOf('---', line);
  return { first: lines.lastIndexOf('---', line) + 1, last: (next < 0 ? lines.length : next) - 1 };
}

/** @param {readonly ProbeSite[]} sites @param {number} line @returns {ProbeSite | undefined} */
function nearest(sites, line) {
  return [...sites].sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))[0];
}

/** @param {number} line @param {Lines} lines */
export function isWithin(line, { first, last }) {
  return first <= line && line <= last;
}
