/** Where in a drawing a time stands, and which times its axis names. */
import { duration } from './duration.js';
import type { Story } from './simulate.js';
import { textWidth } from './svg.js';

export interface TimeScale {
  readonly left: number;
  readonly right: number;
  xOf(time: number): number;
  /** Never outside of the story. */
  timeAt(x: number): number;
}

/** Room for the names of the lanes. */
const left = 74;
const margin = 12;
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400],
  ...[2, 5, 10, 30, 100, 365].map(days => days * 86_400),
];

export function timelineScale({ until }: Pick<Story, 'until'>, width: number): TimeScale {
  const right = Math.max(width - margin, left + 1);
  const perSecond = (right - left) / Math.max(until, 1e-9);
  return {
    left,
    right,
    xOf: time => left + time * perSecond,
    timeAt: x => Math.min(until, Math.max(0, (x - left) / perSecond)),
  };
}

/** Round times, as close to each other as their names allow. */
export function axisTimes({ until }: Pick<Story, 'until'>, { xOf }: TimeScale, fontSize: number): readonly number[] {
  const step = steps.find(one => fits(one, until, xOf, fontSize)) ?? until;
  const times: number[] = [];
  for (let time = 0; time <= until && times.length < 100; time += step) times.push(time);
  return times;
}

function fits(step: number, until: number, xOf: TimeScale['xOf'], fontSize: number): boolean {
  const count = Math.floor(until / step);
  if (count > 100) return false;
  const widest = Math.max(...Array.from({ length: count + 1 }, (_, i) => textWidth(duration(i * step), fontSize)));
  return xOf(step) - xOf(0) >= widest + 14;
}
