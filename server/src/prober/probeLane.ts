/** The lane of a probe: when it waits, when it asks, and what it hears. */
import { delay, ground, halo, middle, type Pen, timeout, waiting } from './bars.js';
import { isActedOn } from './events.js';
import type { Palette } from './palettes.js';
import type { ProbeKind, Probes } from './probe.js';
import type { Attempt, Life, Story } from './simulate.js';
import { element, rounded, textWidth } from './svg.js';

/** Answers that are closer to each other, in pixels, cannot be told apart. */
const nearest = 7.5;
const fewest = 4;

export function probeLane(kind: ProbeKind, probes: Probes, story: Story, pen: Pen): string {
  const attempts = story.attempts.filter(one => one.kind === kind);
  const acted = attempts.filter(one => isActedOn(one, story));
  return [
    ...story.lives.map(life => pauses(kind, probes, life, story.until, pen)),
    ...runsOf(attempts, acted, story.lives, pen).map(run => drawn(run, pen)),
    ...acted.map(({ end }) => verdict(pen.scale.xOf(end), pen.palette)),
  ].join('');
}

function pauses(kind: ProbeKind, probes: Probes, life: Life, until: number, pen: Pen): string {
  const { start, started, condemned, end } = life;
  const over = Math.min(condemned?.at ?? end ?? until, until);
  const known = Math.min(started ?? over, over);
  const from = kind !== 'startup' && probes.startup ? known : start;
  const delayed = Math.min(Math.max(from, start + (probes[kind]?.initialDelaySeconds ?? 0)), over);
  const last = kind === 'startup' ? known : over;
  return [
    waiting({ from: start, until: from }, ['waits for startup', 'waits'], pen),
    delay({ from, until: delayed }, pen),
    ground({ from: delayed, until: last }, pen),
  ].join('');
}

type Run = readonly [Attempt, ...Attempt[]];

/** Answers that say the same and are too close to each other to be told apart. */
function runsOf(
  attempts: readonly Attempt[],
  acted: readonly Attempt[],
  lives: readonly Life[],
  { scale }: Pen,
): readonly Run[] {
  const runs: [Attempt, ...Attempt[]][] = [];
  for (const attempt of attempts) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isNear = last && scale.xOf(attempt.end) - scale.xOf(last.end) < nearest;
    const saysTheSame = last?.result === attempt.result && !acted.includes(last) && !acted.includes(attempt);
    const isOfSame = last && !lives.some(({ start }) => last.end < start && start <= attempt.start);
    if (run && isNear && saysTheSame && isOfSame) run.push(attempt);
    else runs.push([attempt]);
  }
  return runs;
}

/** Of many, the first, the last, and how many they are. */
function drawn(run: Run, pen: Pen): string {
  const [first] = run;
  const last = run.at(-1) ?? first;
  if (run.length < fewest) return run.map(one => answer(one, pen)).join('');
  const { scale, palette, fontSize } = pen;
  const [left, right] = [scale.xOf(first.end), scale.xOf(last.end)];
  const stroke = first.result === 'success' ? palette.good : palette.bad;
  const text = `${run.length}×`;
  const width = textWidth(text, fontSize) + 6;
  const hasRoom = right - left >= width + 14;
  const x = (left + right) / 2;
  const rest = hasRoom
    ? `M${rounded(left)} ${middle}H${rounded(x - width / 2)}M${rounded(x + width / 2)} ${middle}H${rounded(right)}`
    : `M${rounded(left)} ${middle}H${rounded(right)}`;
  const look = { fill: palette.text, 'text-anchor': 'middle', ...halo(palette) };
  const count = element('text', { x, y: middle + 4, ...look }, text);
  return element(
    'g',
    { class: 'thinned' },
    element('path', { d: rest, stroke, 'stroke-width': 4, 'stroke-dasharray': '1 2' }),
    answer(first, pen),
    answer(last, pen),
    hasRoom ? count : '',
  );
}

function answer({ start, end, result, timedOut }: Attempt, pen: Pen): string {
  const { scale, palette } = pen;
  if (result === 'success') return success(scale.xOf(end), palette);
  const waited = timedOut ? timeout({ from: start, until: end }, pen) : '';
  return waited + failure(scale.xOf(end), palette);
}

export function success(x: number, { good }: Palette): string {
  return element('circle', { class: 'success', cx: x, cy: middle, r: 3.4, fill: good });
}

export function failure(x: number, { bad }: Palette): string {
  const d = `M${rounded(x)} ${middle}m-3.5-3.5l7 7m0-7l-7 7`;
  return element('path', { class: 'failure', d, stroke: bad, 'stroke-width': 2 });
}

export function verdict(x: number, { bad }: Palette): string {
  return element('circle', {
    class: 'verdict',
    cx: x,
    cy: middle,
    r: 7.5,
    fill: 'none',
    stroke: bad,
    'stroke-width': 1.5,
  });
}
