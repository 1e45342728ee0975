/**
 * A story as a drawing: what the app does, what each probe hears, and what comes of it, over time. One complete SVG, without
 * styles, scripts and anything to load, so that the strictest policy shows it.
 */
import { appLane, serviceLane } from './appLane.js';
import { halo, laneHeight, type Pen } from './bars.js';
import { duration } from './duration.js';
import { eventsOf } from './events.js';
import { legendOf, legendRowHeight } from './legend.js';
import { type Mark, marksOf } from './marks.js';
import type { Palette } from './palettes.js';
import { type Probes, probeKinds } from './probe.js';
import { probeLane } from './probeLane.js';
import type { Behaviour, Story } from './simulate.js';
import { element, escaped, rounded, textWidth } from './svg.js';
import { axisTimes, timelineScale } from './timeScale.js';
import { tell } from './words.js';

export interface DrawingOptions {
  readonly width: number;
  readonly palette: Palette;
  readonly behaviour: Behaviour;
  readonly title: string;
  /** `unnamed` where something else says when the failure begins. */
  readonly failureMark?: 'named' | 'unnamed';
  /** A time at which something else draws a line through it all, behind the text. */
  readonly lineAt?: number | undefined;
}

export interface TimelineDrawing {
  readonly svg: string;
  /** Where the lanes end and the axis begins, in pixels from the upper edge. */
  readonly lanesEnd: number;
}

const fontSize = 11;
const rowHeight = 14;
const axisHeight = 20;
const padding = 6;

export function drawTimeline(probes: Probes, story: Story, options: DrawingOptions): string {
  return timelineDrawing(probes, story, options).svg;
}

export function timelineDrawing(probes: Probes, story: Story, options: DrawingOptions): TimelineDrawing {
  const { width, palette, behaviour, title, failureMark = 'named', lineAt } = options;
  const scale = timelineScale(story, width);
  const events = eventsOf(probes, story, behaviour);
  const marks = marksOf(events, scale, fontSize, failureMark, lineAt === undefined ? undefined : scale.xOf(lineAt));
  const pen: Pen = { scale, palette, fontSize, crossings: marks.map(({ x }) => x) };
  const lanes = lanesOf(probes, story, behaviour, pen);
  const legend = legendOf(probes, story, pen);
  const rows = Math.max(0, ...marks.map(({ flag }) => (flag ? flag.row + 1 : 0)));
  const top = padding + rows * rowHeight;
  const bottom = top + lanes.length * laneHeight;
  const height = bottom + axisHeight + legend.rows * legendRowHeight + padding;
  const frame = { xmlns: 'http://www.w3.org/2000/svg', role: 'img', viewBox: `0 0 ${width} ${height}`, width, height };
  const font = { 'font-family': 'system-ui, sans-serif', 'font-size': fontSize };
  const svg = element(
    'svg',
    { ...frame, ...font },
    element('title', {}, escaped(title)),
    element('desc', {}, escaped(`${tell(probes, story, behaviour).join('. ')}.`)),
    element('rect', { width, height, rx: 4, fill: palette.background }),
    axis(story, pen, top, bottom),
    ...marks.map(mark => pole(mark, top, bottom, pen)),
    ...lanes.map(({ name, content }, i) => laneAt(top + i * laneHeight, name, content, pen)),
    element('g', { class: 'marks', ...halo(palette) }, ...marks.map(mark => flag(mark, top, pen))),
    element('g', { transform: `translate(0 ${bottom + axisHeight})` }, legend.content),
  );
  return { svg, lanesEnd: bottom };
}

function lanesOf(probes: Probes, story: Story, behaviour: Behaviour, pen: Pen) {
  return [
    { name: 'app', content: appLane(story, behaviour, pen) },
    ...probeKinds
      .filter(kind => probes[kind])
      .map(kind => ({ name: kind, content: probeLane(kind, probes, story, pen) })),
    { name: 'in service', content: serviceLane(story, pen) },
  ];
}

function laneAt(y: number, name: string, content: string, { palette }: Pen): string {
  const text = element('text', { x: padding, y: laneHeight / 2 + 4, fill: palette.text }, name);
  return element('g', { class: `lane ${name.replace(' ', '-')}`, transform: `translate(0 ${y})` }, text, content);
}

function axis(story: Story, { scale, palette }: Pen, top: number, bottom: number): string {
  const times = axisTimes(story, scale, fontSize);
  const lines = times.map(time => `M${rounded(scale.xOf(time))} ${top}V${bottom + 4}`).join('');
  const base = `M${scale.left} ${bottom}H${rounded(scale.right)}`;
  let free = 0;
  const names = times.map(time => {
    const text = duration(time);
    const half = textWidth(text, fontSize) / 2;
    const x = Math.min(scale.xOf(time), scale.right + padding - half);
    if (x - half < free) return '';
    free = x + half + 6;
    return element('text', { x, y: bottom + 15 }, text);
  });
  return element(
    'g',
    { class: 'axis', fill: palette.faint, 'text-anchor': 'middle' },
    element('path', { d: lines + base, stroke: palette.line, 'stroke-opacity': 0.6 }),
    ...names,
  );
}

function pole({ x, isBad, flag }: Mark, top: number, bottom: number, { palette }: Pen): string {
  return element('path', {
    class: 'pole',
    d: `M${rounded(x)} ${top - (flag ? flag.row * rowHeight + 12 : 0)}V${bottom}`,
    stroke: isBad ? palette.bad : palette.good,
    'stroke-dasharray': isBad ? undefined : '3 2',
  });
}

function flag({ flag, text, isBad }: Mark, top: number, { palette }: Pen): string {
  if (!flag) return '';
  const isRight = flag.x < flag.left;
  return element(
    'text',
    {
      class: 'mark',
      x: isRight ? flag.left : flag.right,
      y: top - flag.row * rowHeight - 4,
      fill: isBad ? palette.bad : palette.good,
      'text-anchor': isRight ? undefined : 'end',
    },
    text,
  );
}
