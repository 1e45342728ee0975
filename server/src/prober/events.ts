/** What happens in a story, in the order in which it happens: what the drawing marks and the words tell. */
import type { ProbeKind, Probes } from './probe.js';
import type { Attempt, Behaviour, Failure, Life, Story } from './simulate.js';

export type Event = { readonly at: number } & (
  | {
      readonly what: 'fails';
      readonly how: Failure['how'];
      readonly only: readonly ProbeKind[] | undefined;
      readonly isFromStart: boolean;
    }
  | { readonly what: 'recovers' | 'answers' | 'started' | 'ended' }
  | { readonly what: 'ready'; readonly again: boolean }
  | { readonly what: 'notReady'; readonly by: 'readiness' | 'end' }
  | { readonly what: 'condemned'; readonly by: 'startup' | 'liveness' }
  | { readonly what: 'restarted'; readonly waited: number }
);

/** Each with the number of the life to which it belongs. */
type Lived = readonly [life: number, event: Event];

export function eventsOf(probes: Probes, story: Story, behaviour: Behaviour): readonly Event[] {
  const failures = failuresIn(story, behaviour);
  const events: readonly Lived[] = [
    ...story.lives.flatMap((life, i) =>
      eventsOfLife(probes, story, behaviour, failures, life, story.lives[i - 1]).map((event): Lived => [i, event]),
    ),
    ...readyIn(story),
    ...failuresToTell(story, failures),
  ];
  return events
    .filter(([, { at }]) => at <= story.until)
    .sort(([life, a], [other, b]) => a.at - b.at || life - other || rank(a) - rank(b))
    .map(([, event]) => event);
}

/** The part of a failure that can be seen in the life of a container. */
export interface SeenFailure extends Pick<Failure, 'from' | 'how'> {
  readonly until: number;
  readonly only: Failure['only'];
  /** Whether it ended by itself, and not with the container or the story. */
  readonly isOver: boolean;
  /** Whether the app never answered before it, since it was not up yet when it began. */
  readonly isFromStart: boolean;
}

export function failuresIn(story: Story, { failures, startsIn }: Behaviour): readonly SeenFailure[] {
  return failures.flatMap(({ from, until, how, only }) => {
    const life = only ? undefined : story.lives.findLast(({ start }) => start <= from);
    const end = only ? story.until : (life?.condemned?.at ?? life?.end ?? story.until);
    const up = (life?.start ?? 0) + startsIn;
    const begin = Math.max(from, up);
    if (begin >= Math.min(until, end)) return [];
    const isFromStart = !only && from <= up;
    return [{ from: begin, until: Math.min(until, end), how, only, isOver: until < end, isFromStart }];
  });
}

/** Whether the container lost its traffic or its life by it. */
export function isActedOn({ kind, end, result, inARow, threshold }: Attempt, story: Story): boolean {
  if (result === 'success' || inARow < threshold) return false;
  if (kind !== 'readiness') return story.lives.some(({ condemned }) => condemned?.by === kind && condemned.at === end);
  return story.ready.some(({ until }) => until === end) && lostBy(story, end) === 'readiness';
}

/** In the moment in which it ends, a container is not asked any more: what is asked then, is asked of the next. */
function lostBy({ lives }: Story, at: number): 'readiness' | 'end' {
  return lives.some(({ end }) => end === at) ? 'end' : 'readiness';
}

function eventsOfLife(
  probes: Probes,
  { until }: Story,
  { startsIn, restarts }: Behaviour,
  failures: readonly SeenFailure[],
  { start, started, condemned, end }: Life,
  before: Life | undefined,
): readonly Event[] {
  const answers = answersFrom(start + startsIn, failures);
  return [
    ...(before ? [{ at: start, what: 'restarted', waited: start - (before.end ?? start) } as const] : []),
    ...(answers < (condemned?.at ?? until) ? [{ at: answers, what: 'answers' } as const] : []),
    ...(probes.startup && started !== undefined ? [{ at: started, what: 'started' } as const] : []),
    ...(condemned ? [{ ...condemned, what: 'condemned' } as const] : []),
    ...(end !== undefined && !restarts ? [{ at: end, what: 'ended' } as const] : []),
  ];
}

/** One that is up and fails from its start answers when that is over. */
function answersFrom(up: number, failures: readonly SeenFailure[]): number {
  const failure = failures.find(({ from, until, only }) => !only && from <= up && up < until);
  return failure ? answersFrom(failure.until, failures) : up;
}

function readyIn(story: Story): readonly Lived[] {
  return story.ready.flatMap(({ from, until }, i) => {
    const life = lifeAt(story, from);
    const ready: Lived = [life, { at: from, what: 'ready', again: i > 0 }];
    return until < story.until ? [ready, [life, { at: until, what: 'notReady', by: lostBy(story, until) }]] : [ready];
  });
}

function failuresToTell(story: Story, failures: readonly SeenFailure[]): readonly Lived[] {
  return failures.flatMap(({ from, until, how, only, isOver, isFromStart }) => {
    const fails: Lived = [lifeAt(story, from), { at: from, what: 'fails', how, only, isFromStart }];
    return isOver ? [fails, [lifeAt(story, until), { at: until, what: 'recovers' }]] : [fails];
  });
}

function lifeAt({ lives }: Story, time: number): number {
  return lives.findLastIndex(({ start }) => start <= time);
}

/** Of what happens at the same time in the same life, causes come before effects. */
function rank({ what }: Event): number {
  const order: readonly Event['what'][] = [
    ...(['restarted', 'recovers', 'fails', 'answers', 'started', 'ready', 'condemned', 'ended', 'notReady'] as const),
  ];
  return order.indexOf(what);
}
