// @ts-check
/** Files of many documents, some of which have a mistake. */
import { Manuscript } from './manuscript.mjs';
import * as others from './otherKinds.mjs';
import { randomFrom } from './random.mjs';
import { makeApp } from './words.mjs';
import { putCronJob, putDeployment, putStatefulSet } from './workloadKinds.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./workloadKinds.mjs').WriteManifest} WriteManifest */

/** The mix of a real repository. @type {readonly WriteManifest[]} */
export const usualKinds = [
  putDeployment,
  others.putService,
  others.putConfigMap,
  others.putEnvConfigMap,
  others.putSecret,
  others.putServiceAccount,
  others.putIngress,
  others.putAutoscaler,
  putStatefulSet,
  putCronJob,
];

/** One with more of the long kinds. @type {readonly WriteManifest[]} */
export const longKinds = [
  putDeployment,
  others.putService,
  others.putConfigMap,
  putStatefulSet,
  others.putSecret,
  putCronJob,
];

const shareOfMistakes = 0.04;
const noInteger = 'a string where an integer belongs';

/**
 * Documents until there are `documents` of them, or `lines` lines, and then a Deployment with a mistake: a server
 * that reports it has read the whole file.
 * @param {number} seed
 * @param {{ documents?: number, lines?: number, kinds: readonly WriteManifest[] }} wanted
 * @returns {{ out: Manuscript, documents: number }}
 */
export function writeDocuments(seed, { documents = Infinity, lines = Infinity, kinds }) {
  const random = randomFrom(seed);
  const out = new Manuscript();
  let count = 0;
  /** @param {WriteManifest} write @param {import('./words.mjs').App} app */
  const add = (write, app) => {
    if (count++ > 0) out.put(0, '---');
    const from = out.lines.length;
    out.integer = undefined;
    write(out, random, app);
    return from;
  };
  let app = makeApp(random, 0);
  for (let apps = 0; count < documents && out.lines.length < lines; app = makeApp(random, ++apps)) {
    for (const write of kinds) {
      if (count >= documents || out.lines.length >= lines) break;
      const from = add(write, app);
      if (random.chance(shareOfMistakes)) spoilOne(out, random, from);
    }
  }
  const from = add(putDeployment, app);
  const last = out.probes.findLast(probe => probe.line >= from);
  if (last) out.spoil(last.failureThreshold, /: .*/, ': three', noInteger);
  return { out, documents: count };
}

/** @param {Manuscript} out @param {Random} random @param {number} from first line of the document */
function spoilOne(out, random, from) {
  const probe = out.probes.find(({ line }) => line >= from);
  const ways = [
    ...(out.integer === undefined ? [] : [{ line: out.integer, wrong: /: .*/, right: ': many', what: noInteger }]),
    ...(probe ? [{ line: probe.failureThreshold, wrong: /: .*/, right: ': three', what: noInteger }] : []),
    ...(probe ? [{ line: probe.failureThreshold, wrong: 'Threshold', right: 'Treshold', what: 'unknown field' }] : []),
  ];
  if (ways.length === 0) return;
  const { line, wrong, right, what } = random.pick(ways);
  out.spoil(line, wrong, right, what);
}
