/** The formulas of `bounds.ts` against the kubelet's worker played out, for random probes and random chance. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type Bounds,
  endsWithin,
  failsAfter,
  startBudget,
  startFailsAfter,
  succeedsAfter,
} from '../server/src/prober/bounds.js';
import { duration } from '../server/src/prober/duration.js';
import type { ProbeKind, ProbeNumbers } from '../server/src/prober/probe.js';
import { type Behaviour, type Chance, type Failure, type Story, simulate } from '../server/src/prober/simulate.js';

const runs = { numRuns: 1000, seed: 4 };
const slack = 1e-6;

const probes = fc.record<ProbeNumbers>({
  initialDelaySeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 })),
  periodSeconds: fc.integer({ min: 1, max: 60 }),
  timeoutSeconds: fc.integer({ min: 1, max: 70 }),
  successThreshold: fc.integer({ min: 1, max: 4 }),
  failureThreshold: fc.integer({ min: 1, max: 12 }),
  terminationGracePeriodSeconds: fc.integer({ min: 1, max: 60 }),
});
const part = fc.double({ min: 0, max: 0.999, noNaN: true });
const chances = fc.record<Chance>({
  phases: fc.record({ startup: part, readiness: part, liveness: part }),
  fraction: part,
});
const ways = fc.constantFrom<Failure['how']>('hangs', 'refuses');

const usual: ProbeNumbers = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
  terminationGracePeriodSeconds: 30,
};
const asStarted = (probe: ProbeNumbers): ProbeNumbers => ({ ...probe, successThreshold: 1 });

function behaviour(...failures: readonly Failure[]): Behaviour {
  return { startsIn: 0, failures, endsIn: 1, restarts: true };
}

function assertWithin(time: number | undefined, { least, most }: Bounds): void {
  assert.ok(time !== undefined, 'it never happened');
  assert.ok(time >= least - slack && time <= most + slack, `${time} is not within ${least} and ${most}`);
}

function chance(phase: number, fraction = 0): Chance {
  return { phases: { startup: phase, readiness: phase, liveness: phase }, fraction };
}

/** When a container that has long been up and then fails is condemned, counted from the failure. */
function condemned(liveness: ProbeNumbers, how: Failure['how'], at: number, by: Chance): number | undefined {
  const { lives } = simulate({ liveness }, behaviour({ from: at, until: Number.POSITIVE_INFINITY, how }), by, 1e5);
  const found = lives[0]?.condemned;
  return found && found.at - at;
}

const afterDelay = ({ initialDelaySeconds, periodSeconds, timeoutSeconds }: ProbeNumbers): number =>
  initialDelaySeconds + 5 * Math.max(periodSeconds, timeoutSeconds);

describe('a thousand random probes keep to the bounds', () => {
  test('from a hang to the restart', () => {
    const moments = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(probes, chances, ways, moments, (probe, by, how, later) => {
        const liveness = asStarted(probe);
        assertWithin(condemned(liveness, how, afterDelay(liveness) + later, by), failsAfter(liveness));
      }),
      runs,
    );
  });

  test('from a hang to not ready, and from its end to ready again', () => {
    fc.assert(
      fc.property(probes, chances, ways, part, (readiness, by, how, later) => {
        const from = afterDelay(readiness) + readiness.successThreshold * readiness.periodSeconds + later * 50;
        const until = from + failsAfter(readiness).most + later * 100;
        const { ready } = simulate({ readiness }, behaviour({ from, until, how }), by, until + 2000);
        assert.equal(ready.length, 2);
        assertWithin((ready[0]?.until ?? 0) - from, failsAfter(readiness));
        assertWithin((ready[1]?.from ?? 0) - until, succeedsAfter(readiness));
      }),
      runs,
    );
  });

  test('from the start to the restart of a container that never comes up', () => {
    fc.assert(
      fc.property(probes, chances, ways, fc.constantFrom<ProbeKind>('startup', 'liveness'), (probe, by, how, kind) => {
        const own = { [kind]: asStarted(probe) };
        const never = { ...behaviour({ from: 0, until: Number.POSITIVE_INFINITY, how }) };
        const { lives } = simulate(own, never, by, startFailsAfter(probe).most + 1);
        assert.equal(lives[0]?.condemned?.by, kind);
        assertWithin(lives[0]?.condemned?.at, startFailsAfter(asStarted(probe)));
        const { least, most } = startFailsAfter(probe);
        assert.ok(least <= startBudget(probe) && startBudget(probe) <= most);
      }),
      runs,
    );
  });

  test('the bounds are no wider than what can happen', () => {
    fc.assert(
      fc.property(probes, probe => {
        const liveness = asStarted(probe);
        const { least, most } = failsAfter(liveness);
        const at = Math.ceil(afterDelay(liveness) / liveness.periodSeconds) * liveness.periodSeconds;
        const early = condemned(liveness, 'refuses', at - 0.001, chance(0));
        const late = condemned(liveness, 'hangs', at + 0.001, chance(0));
        assert.ok(Math.abs((early ?? 0) - least) < 0.01, `${early} instead of ${least}`);
        assert.ok(Math.abs((late ?? 0) - most) < 0.01, `${late} instead of ${most}`);
      }),
      runs,
    );
  });

  test('the story of a container makes sense, whatever its probes and failures', () => {
    const failures = fc.array(
      fc.record({
        from: fc.double({ min: 0, max: 300, noNaN: true }),
        lasts: fc.double({ min: 0.5, max: 200, noNaN: true }),
        how: ways,
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(probes, probes, probes, chances, failures, part, (a, readiness, c, by, found, later) => {
        const own = { startup: asStarted(a), readiness, liveness: asStarted(c) };
        const acts: Behaviour = {
          startsIn: later * 120,
          failures: found.map(({ from, lasts, how }) => ({ from, until: from + lasts, how })),
          endsIn: 0.1 + later * 40,
          restarts: later < 0.9,
        };
        assertMakesSense(simulate(own, acts, by, 900));
      }),
      runs,
    );
  });
});

function assertMakesSense({ attempts, lives, ready }: Story): void {
  for (const { kind, start, end, result, timedOut } of attempts) {
    assert.ok(end >= start && (!timedOut || result === 'failure'));
    const life = lives.findLast(one => one.start <= start + slack);
    assert.ok(life, 'asked before the start');
    assert.ok(life.end === undefined || start <= life.end, 'asked after the end');
    const { started = Number.POSITIVE_INFINITY } = life;
    assert.ok(kind === 'startup' ? start <= started : started <= start, `${kind} at ${start}, started ${started}`);
  }
  for (const [i, { start, end, condemned: verdict }] of lives.entries()) {
    const next = lives[i + 1];
    assert.ok(!next || (end !== undefined && next.start >= end));
    assert.ok(!verdict || (verdict.at >= start && end !== undefined && end >= verdict.at));
  }
  for (const [i, { from, until }] of ready.entries()) {
    assert.ok(until >= from && from >= (ready[i - 1]?.until ?? 0));
    assert.ok(lives.some(({ start, end = Number.POSITIVE_INFINITY }) => start <= from && until <= end + slack));
  }
}

test('a duration is exact, and short where it is senseless', () => {
  const words = [0, 31, 290, 3600, 266_400, 86_461, 10 * 86_400 + 3601, 200 * 86_400 + 7200, 0x7fffffff, 4.6e18];
  assert.deepEqual(words.map(duration), [
    ...['0 s', '31 s', '4 min 50 s', '1 h', '3 d 2 h', '1 d 1 min 1 s', '10 d 1 h', '200 d', '68 y', '1e11 y'],
  ]);
});

describe('the kubelet', () => {
  test('restarts a hung container after 20 to 31 seconds with the defaults', () => {
    assert.deepEqual(failsAfter(usual), { least: 20, most: 31 });
  });

  test('asks nobody else before the startup probe has succeeded, and readiness at once then', () => {
    const own = { startup: { ...usual, failureThreshold: 30 }, readiness: usual, liveness: usual };
    const by: Chance = { phases: { startup: 0.5, readiness: 0.9, liveness: 0.7 }, fraction: 0 };
    const { attempts, lives, ready } = simulate(own, { ...behaviour(), startsIn: 42 }, by, 100);
    assert.equal(lives[0]?.started, 45);
    assert.deepEqual(ready, [{ from: 45, until: 100 }]);
    assert.deepEqual(
      attempts.filter(({ start }) => start > 30 && start < 60).map(({ kind, start, result }) => [kind, start, result]),
      [
        ['startup', 35, 'failure'],
        ['startup', 45, 'success'],
        ['readiness', 45, 'success'],
        ['liveness', 47, 'success'],
        ['readiness', 55, 'success'],
        ['liveness', 57, 'success'],
      ],
    );
  });

  test('waits before the second restart and longer before the third', () => {
    const never = { ...behaviour(), startsIn: 1000 };
    const { lives } = simulate({ liveness: { ...usual, failureThreshold: 1 } }, never, chance(0), 100);
    assert.deepEqual(lives.map(({ start, end }) => [start, end]).slice(0, 4), [
      [0, 1],
      [1, 11],
      [21, 31],
      [51, 61],
    ]);
  });

  test('is played out at once also for senseless numbers', () => {
    const late = { ...usual, initialDelaySeconds: 2_147_483_647, periodSeconds: 1 };
    const began = performance.now();
    const { attempts } = simulate({ liveness: late, readiness: late }, behaviour(), chance(0.5), 2_147_483_650);
    assert.ok(performance.now() - began < 500);
    assert.equal(attempts.find(({ kind }) => kind === 'liveness')?.start, 2_147_483_647.5);
  });

  test('starts nothing after a container that is not to be restarted', () => {
    const gone = { ...behaviour(), startsIn: 1000, restarts: false };
    const { attempts, lives } = simulate({ liveness: usual }, gone, chance(0), 500);
    assert.equal(lives.length, 1);
    assert.equal(attempts.length, 3);
  });

  test('gives a hung container all of its grace period, and one that listens only what it takes', () => {
    const hung = simulate({ liveness: usual }, behaviour({ from: 5, until: 1e9, how: 'hangs' }), chance(0), 200);
    assert.deepEqual(hung.lives[0], { start: 0, started: 0, condemned: { at: 31, by: 'liveness' }, end: 61 });
    const refusing = simulate({ liveness: usual }, behaviour({ from: 5, until: 1e9, how: 'refuses' }), chance(0), 200);
    assert.deepEqual(refusing.lives[0], { start: 0, started: 0, condemned: { at: 30, by: 'liveness' }, end: 31 });
  });

  test('lets one that is not up yet end at once, also where it is going to hang', () => {
    const hangs: Behaviour = { ...behaviour({ from: 0, until: 1e9, how: 'hangs' }), startsIn: 40 };
    const { lives } = simulate({ liveness: usual }, hangs, chance(0), 100);
    assert.deepEqual(lives[0], { start: 0, started: 0, condemned: { at: 20, by: 'liveness' }, end: 21 });
  });

  test('leaves a container two seconds to end, however short its grace period', () => {
    for (const [grace, least] of [
      [0, 2],
      [1, 2],
      [2, 2],
      [3, 3],
    ] as const) {
      const liveness = { ...usual, terminationGracePeriodSeconds: grace };
      const { lives } = simulate({ liveness }, behaviour({ from: 5, until: 1e9, how: 'hangs' }), chance(0), 200);
      assert.equal((lives[0]?.end ?? 0) - (lives[0]?.condemned?.at ?? 0), least);
      assert.equal(endsWithin(liveness), least);
    }
  });

  test('is not played out for longer than it says', () => {
    const { attempts, ready, until } = simulate(
      { liveness: { ...usual, periodSeconds: 1 } },
      behaviour(),
      chance(0),
      1e6,
    );
    assert.equal(until, attempts.at(-1)?.end);
    assert.ok(until < 1e6);
    assert.deepEqual(ready, [{ from: 0, until }]);
  });

  test('asks without a pause where the timeout is longer than the period', () => {
    const liveness = { ...usual, periodSeconds: 5, timeoutSeconds: 20 };
    const { attempts } = simulate({ liveness }, behaviour({ from: 1, until: 1e9, how: 'hangs' }), chance(0), 70);
    assert.deepEqual(attempts.map(({ start, end }) => [start, end]).slice(0, 4), [
      [0, 0],
      [5, 25],
      [25, 45],
      [45, 65],
    ]);
  });

  test('leaves a container alone whose readiness alone fails, and restart mends no failure from outside', () => {
    const failure: Failure = { from: 12, until: 60, how: 'refuses', only: ['readiness'] };
    const { lives, ready } = simulate({ readiness: usual, liveness: usual }, behaviour(failure), chance(0), 100);
    assert.equal(lives.length, 1);
    assert.deepEqual(ready, [
      { from: 0, until: 40 },
      { from: 60, until: 100 },
    ]);
  });

  test('counts the initial delay in whole seconds of a time that was cut', () => {
    const liveness = { ...usual, initialDelaySeconds: 30, periodSeconds: 1 };
    const first = (by: Chance) => simulate({ liveness }, behaviour(), by, 60).attempts[0]?.start;
    assert.equal(first(chance(0)), 30);
    assert.equal(first(chance(0.1, 0.95)), 29.1);
  });
});
