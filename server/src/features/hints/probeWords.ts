/** What the numbers of a probe come to, in words. Reckons nothing itself: the numbers are those of `prober/`. */
import {
  apart,
  type Bounds,
  endsWithin,
  failsAfter,
  startBudget,
  startFailsAfter,
  succeedsAfter,
} from '../../prober/bounds.js';
import { duration } from '../../prober/duration.js';
import type { ProbeNumbers } from '../../prober/probe.js';
import type { ProbeHere } from './probeHere.js';

/** `between 20 s and 31 s`, `at most 11 s` */
export function within({ least, most }: Bounds): string {
  if (least <= 0) return `at most ${duration(most)}`;
  return least === most ? duration(most) : `between ${duration(least)} and ${duration(most)}`;
}

/** What becomes of a container of which a probe has failed. */
export function fate({ kind, restarts }: ProbeHere): string {
  if (kind === 'readiness') return 'marked not ready';
  return restarts ? 'restarted' : 'killed';
}

/** `3 failures × 10 s: restarted between 20 s and 31 s after it stops answering` */
export function failureLine(probe: ProbeHere): string {
  const { failureThreshold: failures } = probe.numbers;
  const count = failures === 1 ? '1 failure is enough' : `${failures} failures × ${duration(apart(probe.numbers))}`;
  return `${count}: ${whatHappens(probe)}`;
}

/** `3 questions without an answer for 1 s: restarted between 20 s and 31 s after it stops answering` */
export function timeoutLine(probe: ProbeHere): string {
  const { failureThreshold: failures, timeoutSeconds } = probe.numbers;
  const count = failures === 1 ? '1 question' : `${failures} questions`;
  return `${count} without an answer for ${duration(timeoutSeconds)}: ${whatHappens(probe)}`;
}

/** `restarted between 20 s and 31 s after it stops answering` */
export function whatHappens(probe: ProbeHere): string {
  if (probe.kind === 'startup') return ifItNeverAnswers(probe);
  return `${fate(probe)} ${within(failsAfter(probe.numbers))} after it stops answering`;
}

export function ifItNeverAnswers(probe: ProbeHere): string {
  return `${fate(probe)} ${within(startFailsAfter(probe.numbers))} after its start, if it does not answer until then`;
}

/** Only what ends containers limits how long they may take to start. */
export function limitsStart({ kind, waitsForStartup }: ProbeHere): boolean {
  return kind === 'startup' || (kind === 'liveness' && !waitsForStartup);
}

export function startLine(probe: ProbeHere): string {
  const time = startTime(probe);
  return probe.kind === 'startup' ? `May take ${time}` : `Without a \`startupProbe\` it may take ${time}`;
}

/** `up to 30 s to start`: as the documentation counts, and what is certain, where that is less than half of it. */
export function startTime({ numbers }: ProbeHere): string {
  const budget = startBudget(numbers);
  const { least } = startFailsAfter(numbers);
  return `up to ${duration(budget)} to start${least < budget / 2 ? `, at worst ${duration(least)}` : ''}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `2 successes × 10 s: ready again at most 20 s after it answers again` */
export function recoveryLine({ numbers }: ProbeHere): string {
  const { successThreshold: successes, periodSeconds } = numbers;
  const count = successes === 1 ? '1 success is enough' : `${successes} successes × ${duration(periodSeconds)}`;
  return `${count}: ${recovers(numbers)}`;
}

/** How soon, is not known: while it is not ready, the kubelet also asks out of turn. */
export function recovers(numbers: ProbeNumbers): string {
  return `ready again at most ${duration(succeedsAfter(numbers).most)} after it answers again`;
}

export function isBackToBack({ numbers: { timeoutSeconds, periodSeconds } }: ProbeHere): boolean {
  return timeoutSeconds > periodSeconds;
}

export function backToBackLine({ numbers: { timeoutSeconds, periodSeconds } }: ProbeHere): string {
  const every = `every ${duration(timeoutSeconds)} instead of every ${duration(periodSeconds)}`;
  return `The timeout is longer than the period: questions that nobody answers follow each other without a pause, ${every}`;
}

/** How long a container takes to end of which a probe has failed, and what comes then. */
export function endLine({ numbers, restarts, ofJob }: ProbeHere): string {
  const end = `What it takes to end comes on top, up to ${duration(endsWithin(numbers))}`;
  if (restarts)
    return `${end}; it is started again at once the first time, then after pauses of 10 s, 20 s, up to 5 min`;
  if (restarts === undefined) return end;
  const next = ofJob ? ', the Job makes another pod as long as its `backoffLimit` lets it' : '';
  return `${end}; with \`restartPolicy: Never\` it is not started again${next}`;
}
