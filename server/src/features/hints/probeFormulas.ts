/** How the bounds of a probe come about: sums of its numbers, for the tooltips of hints. The results are of `prober/`. */
import { apart, failsAfter, startBudget, startFailsAfter, succeedsAfter } from '../../prober/bounds.js';
import { duration } from '../../prober/duration.js';
import type { ProbeHere } from './probeHere.js';
import { capitalized, fate, isBackToBack } from './probeWords.js';

/** From the hang to the failure, soonest and latest. */
export function failureSums(probe: ProbeHere): readonly string[] {
  const { least, most } = failsAfter(probe.numbers);
  return [
    `At least ${sum([untilLast(probe)], least)}: it fails just before a question, and refuses connections`,
    `At most ${sum(latest(probe), most)}: it hangs just after a question, and ${waiting(probe)}`,
  ];
}

/** From the end of the hang to ready again. */
export function recoverySums(probe: ProbeHere): readonly string[] {
  const { numbers } = probe;
  const { successThreshold, periodSeconds } = numbers;
  const terms = [duration(apart(numbers)), times(successThreshold - 1, periodSeconds)];
  const late = isBackToBack(probe)
    ? 'a question that nobody answered has to time out first'
    : 'it answers again just after a question';
  return [
    'Often sooner: while it is not ready, the kubelet also asks out of turn',
    `At most ${sum(terms, succeedsAfter(numbers).most)}: ${late}`,
  ];
}

/** From the start to the failure of a container that does not answer. */
export function startSums(probe: ProbeHere): readonly string[] {
  const { numbers } = probe;
  const { initialDelaySeconds: delay, failureThreshold } = numbers;
  const { least, most } = startFailsAfter(numbers);
  const ended = capitalized(fate(probe));
  const budget = sum([some(delay), times(failureThreshold, apart(numbers))], startBudget(numbers));
  return [
    `As the documentation counts: ${budget}`,
    `${ended} after at least ${sum([some(Math.max(0, delay - 1)), untilLast(probe)], least)}: it refuses connections, and was first asked ${delay > 1 ? 'a second early' : 'at once'}`,
    `${ended} after at most ${sum([some(delay), ...latest(probe)], most)}: it hangs, and ${waiting(probe)}`,
  ];
}

function waiting(probe: ProbeHere): string {
  const { timeoutSeconds, periodSeconds, failureThreshold } = probe.numbers;
  const timeout = duration(timeoutSeconds);
  if (isBackToBack(probe) && failureThreshold > 1)
    return `each question waits ${timeout}, longer than the period of ${duration(periodSeconds)}`;
  return `the last question waits its timeout of ${timeout}`;
}

/** Between the first of the failures and the last, where each of them is one at once. */
function untilLast({ numbers: { failureThreshold, periodSeconds } }: ProbeHere): string | undefined {
  return times(failureThreshold - 1, periodSeconds);
}

function latest({ numbers }: ProbeHere): readonly (string | undefined)[] {
  const { failureThreshold, periodSeconds, timeoutSeconds } = numbers;
  return [duration(periodSeconds), times(failureThreshold - 1, apart(numbers)), duration(timeoutSeconds)];
}

function times(count: number, seconds: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? duration(seconds) : `${count} × ${duration(seconds)}`;
}

function some(seconds: number): string | undefined {
  return seconds > 0 ? duration(seconds) : undefined;
}

function sum(terms: readonly (string | undefined)[], result: number): string {
  const written = terms.filter(term => term !== undefined).join(' + ');
  const total = duration(result);
  return written === '' || written === total ? total : `${written} = ${total}`;
}
