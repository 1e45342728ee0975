/** The lanes of what probes are about: what the app does, and whether it gets traffic. */
import { bar, ground, type Pen, type Span, waiting } from './bars.js';
import { duration } from './duration.js';
import { failuresIn } from './events.js';
import type { Behaviour, Life, Story } from './simulate.js';

export function appLane(story: Story, behaviour: Behaviour, pen: Pen): string {
  const failures = failuresIn(story, behaviour);
  const broken = failures.map(({ from, until, how, only }) =>
    bar({ from, until }, pen.palette.bad, only ? [`${only.join(' and ')} fails`, 'fails'] : [how], pen),
  );
  const lives = story.lives.map((life, i) => {
    const next = story.lives[i + 1]?.start ?? (behaviour.restarts ? story.until : undefined);
    return lifeOf(life, next, story, behaviour, pen);
  });
  return [...lives, ...broken].join('');
}

function lifeOf(life: Life, next: number | undefined, story: Story, behaviour: Behaviour, pen: Pen): string {
  const { palette } = pen;
  const told = life.condemned?.at ?? story.until;
  const answers = Math.min(life.start + behaviour.startsIn, told);
  const end = Math.min(life.end ?? told, story.until);
  const up = outside({ from: answers, until: told }, failuresIn(story, behaviour));
  const after = { from: end, until: life.end === undefined ? end : Math.min(next ?? end, story.until) };
  const pause = `CrashLoopBackOff ${duration((next ?? end) - end)}`;
  return [
    bar({ from: life.start, until: answers }, palette.wait, ['starting'], pen),
    ...up.map(span => bar(span, palette.good, ['up'], pen)),
    bar({ from: told, until: end }, palette.end, ['terminating', 'ends'], pen),
    waiting(after, [pause, 'CrashLoopBackOff', 'back-off'], pen),
  ].join('');
}

export function serviceLane(story: Story, pen: Pen): string {
  const first = story.ready[0]?.from ?? story.until;
  const gaps = outside({ from: 0, until: story.until }, story.ready);
  return [
    ...gaps.filter(({ from }) => from < first).map(span => ground(span, pen)),
    ...gaps.filter(({ from }) => from >= first).map(span => bar(span, pen.palette.bad, ['no traffic'], pen)),
    ...story.ready.map(span => bar(span, pen.palette.good, ['gets traffic', 'traffic'], pen)),
  ].join('');
}

function outside(whole: Span, parts: readonly Span[]): readonly Span[] {
  return parts.reduce<readonly Span[]>(
    (left, part) =>
      left
        .flatMap(one => [
          { from: one.from, until: Math.min(one.until, Math.max(part.from, one.from)) },
          { from: Math.max(one.from, Math.min(part.until, one.until)), until: one.until },
        ])
        .filter(({ from, until }) => from < until),
    [whole],
  );
}
