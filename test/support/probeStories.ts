/** The stories of probes that a timeline must get right, and what else is good to be looked at. */
import type { ProbeNumbers, Probes } from '../../server/src/prober/probe.js';
import { scenarioOf } from '../../server/src/prober/scenario.js';
import { type Behaviour, type Chance, type Failure, type Story, simulate } from '../../server/src/prober/simulate.js';

export interface ProbeStory {
  readonly probes: Probes;
  readonly behaviour: Behaviour;
  readonly story: Story;
}

/** As the API server fills in an empty probe. */
export const usualProbe: ProbeNumbers = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
  terminationGracePeriodSeconds: 30,
};

const chance: Chance = { phases: { startup: 0.2, readiness: 0.5, liveness: 0.8 }, fraction: 0 };
const usual: Behaviour = { startsIn: 5, failures: [], endsIn: 2, restarts: true };

/** As it is shown when nobody has chosen anything. */
export function shownStory(probes: Probes): ProbeStory {
  const { behaviour, chance, until } = scenarioOf(probes);
  return { probes, behaviour, story: simulate(probes, behaviour, chance, until) };
}

function chosen(probes: Probes, behaviour: Behaviour, until: number): ProbeStory {
  return { probes, behaviour, story: simulate(probes, behaviour, chance, until) };
}

const outage = (from: number, until: number): Failure => ({ from, until, how: 'refuses', only: ['readiness'] });

export const probeStories = {
  'no startup probe and a slow start': chosen(
    { readiness: usualProbe, liveness: usualProbe },
    { ...usual, startsIn: 90 },
    330,
  ),
  'a timeout longer than the period': shownStory({
    readiness: { ...usualProbe, periodSeconds: 5, timeoutSeconds: 5 },
    liveness: { ...usualProbe, periodSeconds: 5, timeoutSeconds: 20 },
  }),
  'failureThreshold 1': shownStory({ readiness: usualProbe, liveness: { ...usualProbe, failureThreshold: 1 } }),
  'a readiness that flaps': chosen(
    { readiness: { ...usualProbe, periodSeconds: 5, failureThreshold: 1, successThreshold: 2 }, liveness: usualProbe },
    { ...usual, failures: [outage(20, 45), outage(76, 101)] },
    140,
  ),
  'a startup probe that keeps the others waiting': shownStory({
    startup: { ...usualProbe, failureThreshold: 30 },
    readiness: { ...usualProbe, periodSeconds: 5 },
    liveness: usualProbe,
  }),
} as const satisfies Record<string, ProbeStory>;
