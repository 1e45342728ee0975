/**
 * What the numbers of a probe come to: how soon and how late the kubelet acts. `simulate.ts` plays the same out, and the
 * tests hold the two together.
 *
 * Source: pkg/kubelet/prober/worker.go and prober_manager.go of Kubernetes. With P, T, D, F, S for periodSeconds,
 * timeoutSeconds, initialDelaySeconds, failureThreshold and successThreshold:
 *
 * - A worker asks at each tick of P. Its ticks began when the pod was added, so that between any moment and the next tick
 *   lie between 0 and P seconds. It asks one question at a time, and where one took longer than P, the next follows at
 *   once: questions that time out are max(P, T) apart.
 * - F failures in a row make a failure, S successes a success. A question fails at once, where the connection is refused,
 *   or after T, where nobody answers.
 * - D counts from the start of the container, in whole seconds of a time that was cut to whole seconds: the first question
 *   may come a second early, and comes at the next tick.
 * - While the startup probe has not succeeded, the others are not asked. When it has, readiness is asked at once.
 *
 * Not counted, since it takes fractions of a second: what the kubelet itself needs to act on a result. Not known: how long
 * a container that is healthy takes to answer; it is taken to answer at once.
 */
import type { ProbeNumbers } from './probe.js';

/** In seconds. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** From the moment on which a container no longer answers until the probe has failed. */
export function failsAfter(probe: ProbeNumbers): Bounds {
  const { periodSeconds: period, timeoutSeconds: timeout, failureThreshold: failures } = probe;
  return {
    least: (failures - 1) * period,
    most: period + (failures - 1) * apart(probe) + timeout,
  };
}

/** From the moment on which it answers again, also to what it was asked before, until the probe has succeeded. */
export function succeedsAfter(probe: ProbeNumbers): Bounds {
  const { periodSeconds: period, timeoutSeconds: timeout, successThreshold: successes } = probe;
  // Where questions run into each other, one that was kept back and the next tick can follow at once.
  const askedBefore = timeout <= period ? timeout : 2 * period;
  return { least: Math.max(0, (successes - 1) * period - askedBefore), most: apart(probe) + (successes - 1) * period };
}

/** From the start of a container until the probe is asked for the first time, where no startup probe goes before it. */
export function firstAskedAfter({ initialDelaySeconds: delay, periodSeconds: period }: ProbeNumbers): Bounds {
  return { least: Math.max(0, delay - 1), most: delay + period };
}

/** From the start of a container that never answers until the probe has failed. */
export function startFailsAfter(probe: ProbeNumbers): Bounds {
  const { initialDelaySeconds: delay } = probe;
  const { least, most } = failsAfter(probe);
  return { least: Math.max(0, delay - 1) + least, most: delay + most };
}

/** How long a container may take to answer as the documentation of Kubernetes counts it: between the bounds. */
export function startBudget(probe: ProbeNumbers): number {
  return probe.initialDelaySeconds + probe.failureThreshold * apart(probe);
}

/** The kubelet leaves a container so much, even where its grace period is shorter. */
const leastGracePeriod = 2;

/** From a failed startup or liveness probe until the container is gone: at once, or when its time is over. */
export function endsWithin({ terminationGracePeriodSeconds }: ProbeNumbers): number {
  return Math.max(leastGracePeriod, terminationGracePeriodSeconds);
}

/** Between the beginnings of two questions that nobody answers. */
export function apart({ periodSeconds, timeoutSeconds }: ProbeNumbers): number {
  return Math.max(periodSeconds, timeoutSeconds);
}
