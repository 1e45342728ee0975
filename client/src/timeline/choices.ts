/** What the user of the timeline may choose of a story, and the story that comes of it. Knows no page and no editor. */
import { failsAfter, startBudget, succeedsAfter } from '../../../server/src/prober/bounds.js';
import type { Probes } from '../../../server/src/prober/probe.js';
import { scenarioOf } from '../../../server/src/prober/scenario.js';
import { type Behaviour, type Failure, type Story, simulate } from '../../../server/src/prober/simulate.js';

export const failures = ['hangs', 'refuses', 'dependency', 'nothing'] as const;
export type FailureKind = (typeof failures)[number];

/** Where there is no readiness probe, none can fail alone. */
export function failuresFor({ readiness }: Probes): readonly FailureKind[] {
  return readiness ? failures : failures.filter(how => how !== 'dependency');
}

/** All in seconds. */
export interface Choices {
  /** From each start of the container until the app answers. */
  readonly startsIn: number;
  readonly how: FailureKind;
  readonly failsAt: number;
  readonly lasts: number | 'forever';
}

/** What was not chosen follows the probes. */
export type Chosen = Partial<Choices>;

export interface PlayedOut {
  readonly choices: Choices;
  readonly behaviour: Behaviour;
  readonly story: Story;
  /** There would be more of it than one can look at. */
  readonly isCut: boolean;
}

/** A day: what takes longer is nothing that one looks at. */
export const longest = 86_400;
/** What is left of a story without an end, so that playing and drawing it take no time. */
const mostQuestions = 2000;
const mostLives = 6;
const usualLength = 30;

/** `length` where the story is to be so long, whatever comes of it, so that an axis stays as it is. */
export function playOut(probes: Probes, chosen: Chosen, restarts: boolean, length?: number): PlayedOut {
  const usual = scenarioOf(probes);
  const choices = choicesOf(probes, usual.behaviour, chosen);
  const behaviour = { ...usual.behaviour, startsIn: choices.startsIn, restarts, failures: failuresOf(choices) };
  const isUsual = Object.keys(chosen).length === 0;
  const wanted = isUsual ? usual.until : Math.max(usual.until, endOf(probes, choices));
  const until = length ?? Math.min(Math.ceil(wanted), longest + usual.until);
  const whole = simulate(probes, behaviour, usual.chance, until);
  const cut = cutOf(whole);
  const story = cut < whole.until ? simulate(probes, behaviour, usual.chance, cut) : whole;
  return { choices, behaviour, story, isCut: story.until < until };
}

function cutOf({ attempts, lives, until }: Story): number {
  return Math.min(until, attempts[mostQuestions]?.start ?? until, lives[mostLives]?.start ?? until);
}

/** A choice that is none for these probes any more is as if it had not been made. */
function choicesOf(probes: Probes, behaviour: Behaviour, { how, ...others }: Chosen): Choices {
  const isOffered = how !== undefined && failuresFor(probes).includes(how);
  return { ...usualChoices(behaviour), ...others, ...(isOffered && { how }) };
}

function usualChoices({ startsIn, failures: [failure] }: Behaviour): Choices {
  if (!failure) return { startsIn, how: 'nothing', failsAt: startsIn + usualLength, lasts: 'forever' };
  const { from, until, how } = failure;
  return { startsIn, how, failsAt: from, lasts: Number.isFinite(until) ? until - from : 'forever' };
}

/** What only readiness sees is a dependency that is gone: no restart brings it back. */
function failuresOf({ how, failsAt, lasts }: Choices): readonly Failure[] {
  const until = lasts === 'forever' ? Number.POSITIVE_INFINITY : failsAt + lasts;
  if (how === 'nothing') return [];
  if (how === 'dependency') return [{ from: failsAt, until, how: 'refuses', only: ['readiness'] }];
  return [{ from: failsAt, until, how }];
}

/** When all that a failure leads to should be over, the latest possible. */
function endOf({ startup, readiness, liveness }: Probes, { startsIn, how, failsAt, lasts }: Choices): number {
  const up = startsIn + (readiness ? readiness.initialDelaySeconds + succeedsAfter(readiness).most : 0);
  const start = startup ? Math.min(startBudget(startup), up + 2 * startup.periodSeconds) : up;
  const pause = Math.max(1, ...[startup, readiness, liveness].map(probe => probe?.periodSeconds ?? 0));
  if (how === 'nothing') return start + 3 * pause;
  const noticed = readiness ? failsAfter(readiness).most : 0;
  const restarted =
    liveness && how !== 'dependency' ? failsAfter(liveness).most + liveness.terminationGracePeriodSeconds + start : 0;
  const over = lasts === 'forever' ? 0 : lasts + (readiness ? succeedsAfter(readiness).most : 0);
  // A short failure is over before anybody restarts for it.
  const effects =
    lasts === 'forever' ? Math.max(noticed, restarted) : Math.max(noticed, Math.min(over, restarted || over));
  return failsAt + effects + pause;
}
