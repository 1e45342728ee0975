/** The story that is shown of a container's probes when nobody has chosen one: it comes up, runs, and then hangs. */
import { apart, endsWithin, failsAfter, startFailsAfter, succeedsAfter } from './bounds.js';
import type { ProbeKind, ProbeNumbers, Probes } from './probe.js';
import { type Behaviour, type Chance, type Failure, type Story, simulate } from './simulate.js';

export interface Scenario {
  readonly behaviour: Behaviour;
  readonly chance: Chance;
  readonly until: number;
}

/** More than can be told apart in a drawing. */
const mostAttempts = 150;
/** Where one probe asks so often before another one has come to its end, no story can have them both. */
const mostBesides = 800;
const usualEnd = 2;
/** Neither the best nor the worst case, and different for each probe, as it would be. */
const phases: Chance['phases'] = { startup: 0.2, readiness: 0.5, liveness: 0.8 };

/** Of the probes that are asked beside each other, those count that are quick enough to be in one story. */
export function scenarioOf(probes: Probes): Scenario {
  const quick = quickOf(probes);
  const startsIn = startOf(quick);
  const chance = chanceFor(probes, quick, startsIn);
  const calm: Behaviour = { startsIn, failures: [], endsIn: usualEnd, restarts: true };
  const settled = settledAt(probes, quick, calm, chance);
  const from = Math.ceil(settled + 1.6 * pauseOf(quick));
  const behaviour = { ...calm, failures: failuresFrom(quick, from) };
  return { behaviour, chance, until: Math.max(1, Math.ceil(endOf(probes, quick, behaviour, chance, from))) };
}

/** The startup probe is asked before the others, and so takes no part. */
function quickOf(probes: Probes): Probes {
  const { startup, ...besides } = probes;
  const all = Object.entries(besides);
  const shortest = Math.min(...all.map(([, { periodSeconds }]) => periodSeconds));
  const most = Math.max(mostBesides * shortest, Math.min(...all.map(([, probe]) => lengthOf(probe))));
  const quick = Object.fromEntries(all.filter(([, probe]) => lengthOf(probe) <= most));
  return { ...(startup && { startup }), ...quick };
}

/** Until it has succeeded and failed. */
function lengthOf(probe: ProbeNumbers): number {
  return probe.initialDelaySeconds + succeedsAfter(probe).most + failsAfter(probe).most;
}

/** In whole seconds, which are easier to read. */
function chanceFor(probes: Probes, quick: Probes, startsIn: number): Chance {
  const whole = (kind: ProbeKind) => {
    const { periodSeconds: period = 1, failureThreshold = 1 } = probes[kind] ?? {};
    // One that is asked but once is asked when it has something to hear.
    if (!quick[kind] && startsIn + 1 < period) return (startsIn + 1) / period;
    const phase = Math.floor(phases[kind] * period) / period;
    // Where the first failure is the last, it must not be asked when it has just been started.
    return phase === 0 && failureThreshold === 1 ? phases[kind] : phase;
  };
  return {
    phases: { startup: whole('startup'), readiness: whole('readiness'), liveness: whole('liveness') },
    fraction: 0,
  };
}

/** The container answers while it has time left, and where it has enough of it after it was asked in vain a few times. */
function startOf({ startup, liveness, readiness }: Probes): number {
  const first = startup ?? liveness ?? readiness;
  if (!first) return 1;
  const soon = first.initialDelaySeconds + 2.5 * first.periodSeconds;
  const inTime =
    (startup ?? liveness) ? Math.max(0.6 * startFailsAfter(first).least, 0.15 * first.periodSeconds) : soon;
  const chosen = Math.min(inTime, startup ? soon : 0.6 * soon);
  return chosen < 1 ? chosen : Math.round(chosen);
}

/** When a container that comes up as it should is ready and was asked by all. */
function settledAt(probes: Probes, quick: Probes, calm: Behaviour, chance: Chance): number {
  const latest = Object.values(quick).map(
    probe =>
      Math.max(probe.initialDelaySeconds, calm.startsIn) +
      (probe.successThreshold + 2) * (apart(probe) + probe.periodSeconds),
  );
  const until = latest.reduce((sum, one) => sum + one, 0);
  const { attempts, ready } = simulate(probes, calm, chance, until);
  const alive = quick.liveness && attempts.find(({ kind, result }) => kind === 'liveness' && result === 'success');
  const isReady = quick.readiness || !probes.readiness ? ready[0]?.from : undefined;
  return Math.max(isReady ?? 0, alive?.end ?? 0, calm.startsIn);
}

/** A hang that ends in a restart, or by itself where nobody restarts; none where nobody would notice. */
function failuresFrom({ readiness, liveness }: Probes, from: number): readonly Failure[] {
  if (liveness) return [{ from, until: Number.POSITIVE_INFINITY, how: 'hangs' }];
  if (!readiness) return [];
  const until = Math.ceil(from + failsAfter(readiness).most + readiness.periodSeconds);
  return [{ from, until, how: 'hangs' }];
}

function endOf(probes: Probes, quick: Probes, behaviour: Behaviour, chance: Chance, from: number): number {
  const { readiness, liveness } = quick;
  const pause = pauseOf(quick);
  if (!liveness) {
    const recovered = behaviour.failures[0]?.until;
    const again = readiness ? (readiness.successThreshold + 1) * apart(readiness) : 0;
    return simulate(probes, behaviour, chance, recovered === undefined ? from + pause : recovered + again).until;
  }
  const restarted = from + failsAfter(liveness).most + endsWithin(liveness);
  const story = simulate(probes, behaviour, chance, restarted + 2 * from);
  const start = story.lives[1]?.start;
  // It takes so long that it was not played to its end.
  if (start === undefined) return Math.max(from + 1, Math.floor(story.until));
  const ready = story.ready.find(one => one.from > start)?.from;
  const full = Math.ceil((ready ?? start + behaviour.startsIn) + pause);
  return attemptsBefore(story, full) <= mostAttempts ? full : Math.ceil(start * 1.06);
}

function attemptsBefore({ attempts }: Story, time: number): number {
  return attempts.filter(({ end }) => end <= time).length;
}

/** Between questions, when a container runs: then the startup probe is not asked any more. */
function pauseOf({ startup, readiness, liveness }: Probes): number {
  const running = [readiness, liveness].filter(probe => probe !== undefined);
  const asked = running.length > 0 ? running : startup ? [startup] : [];
  return Math.max(1, ...asked.map(({ periodSeconds }) => periodSeconds));
}
