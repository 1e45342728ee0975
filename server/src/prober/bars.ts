/** The strokes of which the lanes of a drawing consist: each a span of time in a strip that begins at y = 0. */
import type { Palette } from './palettes.js';
import { type Attributes, element, rounded, textWidth } from './svg.js';
import type { TimeScale } from './timeScale.js';

export interface Pen {
  readonly scale: TimeScale;
  readonly palette: Palette;
  readonly fontSize: number;
  /** Where lines cross all lanes, in pixels: no text belongs there. */
  readonly crossings: readonly number[];
}

export interface Span {
  readonly from: number;
  readonly until: number;
}

export const laneHeight = 20;
export const middle = laneHeight / 2;
/** How much of its colour a bar has, so that text can be read on it. */
export const barOpacity = 0.2;
export const paleOpacity = 0.12;

/** Keeps text apart from a line behind it. */
export function halo({ background }: Palette): Attributes {
  return { 'paint-order': 'stroke', stroke: background, 'stroke-width': 3, 'stroke-linejoin': 'round' };
}

const barHeight = 14;
const hatchGap = 6;

/** Something that goes on; of `names` the first that has room is written into it. */
export function bar(span: Span, colour: string, names: readonly string[], pen: Pen): string {
  const look = { class: 'bar', fill: colour, 'fill-opacity': barOpacity, stroke: colour };
  return box(span, barHeight, look, pen) + named(span, names, pen, pen.palette.text);
}

/** Time in which something waits for something else. */
export function waiting(span: Span, names: readonly string[], pen: Pen): string {
  const { faint } = pen.palette;
  const look = { class: 'waiting', fill: faint, 'fill-opacity': paleOpacity, stroke: faint, 'stroke-dasharray': '2 3' };
  return box(span, barHeight, look, pen) + named(span, names, pen, pen.palette.text);
}

/** Time that was chosen to pass. */
export function delay(span: Span, pen: Pen): string {
  const { scale, palette } = pen;
  const [left, right] = [scale.xOf(span.from), scale.xOf(span.until)];
  const look = { class: 'delay', fill: palette.wait, 'fill-opacity': paleOpacity, stroke: palette.wait };
  return box(span, barHeight, look, pen) + hatch(left, right, palette.wait);
}

/** A question that nobody answers, for as long as it waits. */
export function timeout(span: Span, pen: Pen): string {
  return box(span, 6, { class: 'timeout', fill: pen.palette.bad, 'fill-opacity': 0.5 }, pen);
}

/** Time in which something may happen. */
export function ground({ from, until }: Span, { scale, palette }: Pen): string {
  if (until <= from) return '';
  return element('path', {
    d: `M${rounded(scale.xOf(from))} ${middle}H${rounded(scale.xOf(until))}`,
    stroke: palette.line,
  });
}

export function hatch(left: number, right: number, colour: string): string {
  const bottom = middle + barHeight / 2;
  const count = Math.max(0, Math.floor((right - left) / hatchGap));
  const d = Array.from({ length: count }, (_, i) => {
    const x = left + i * hatchGap;
    const length = Math.min(barHeight, right - x);
    return `M${rounded(x)} ${bottom}l${rounded(length)} ${rounded(-length)}`;
  });
  return d.length > 0 ? element('path', { d: d.join(''), stroke: colour, 'stroke-opacity': 0.6 }) : '';
}

function box({ from, until }: Span, height: number, look: Attributes, { scale }: Pen): string {
  if (until <= from) return '';
  const x = scale.xOf(from);
  return element('rect', { x, y: middle - height / 2, width: scale.xOf(until) - x, height, rx: 2, ...look });
}

/** In the widest part that no line crosses. */
function named({ from, until }: Span, names: readonly string[], pen: Pen, colour: string): string {
  const { scale, fontSize, crossings } = pen;
  const [left, right] = [scale.xOf(from), scale.xOf(until)];
  const edges = [left, ...crossings.filter(x => left < x && x < right).sort((a, b) => a - b), right];
  const rooms = edges.slice(1).map((end, i) => ({ start: edges[i] ?? left, end }));
  const widest = rooms.reduce((best, room) => (room.end - room.start > best.end - best.start ? room : best), {
    start: left,
    end: left,
  });
  const name = names.find(one => textWidth(one, fontSize) + 6 <= widest.end - widest.start);
  const x = (widest.start + widest.end) / 2;
  return name ? element('text', { x, y: middle + 4, fill: colour, 'text-anchor': 'middle' }, name) : '';
}
