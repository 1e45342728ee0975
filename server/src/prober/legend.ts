/** What the signs in a drawing mean: those that are in it, in as few rows as the width allows. */
import { hatch, middle, type Pen, timeout } from './bars.js';
import { type Probes, probeKinds } from './probe.js';
import { failure, success, verdict } from './probeLane.js';
import type { Story } from './simulate.js';
import { element, textWidth } from './svg.js';

interface Item {
  readonly sign: string;
  readonly width: number;
  readonly text: string;
}

export const legendRowHeight = 16;
const gap = 14;
const edge = 6;

export interface Legend {
  readonly rows: number;
  readonly content: string;
}

/** Rows follow each other from y = 0. */
export function legendOf(probes: Probes, story: Story, pen: Pen): Legend {
  const { scale, palette, fontSize } = pen;
  let x = edge;
  let row = 0;
  const placed = itemsOf(probes, story, pen).map(({ sign, width, text }) => {
    const whole = width + 5 + textWidth(text, fontSize);
    if (x + whole > scale.right && x > edge) {
      x = edge;
      row += 1;
    }
    const at = `translate(${Math.round(x)} ${row * legendRowHeight - 4})`;
    x += whole + gap;
    const label = element('text', { x: width + 5, y: middle + 4, fill: palette.faint }, text);
    return element('g', { transform: at }, sign, label);
  });
  return { rows: placed.length > 0 ? row + 1 : 0, content: element('g', { class: 'legend' }, ...placed) };
}

function itemsOf(probes: Probes, { attempts, lives, ready, until }: Story, pen: Pen): readonly Item[] {
  const { palette } = pen;
  const isActedOn =
    lives.some(({ condemned }) => condemned) || (probes.readiness && ready.some(one => one.until < until));
  const items: readonly (Item | false | undefined)[] = [
    attempts.some(({ result }) => result === 'success') && { sign: success(4, palette), width: 8, text: 'success' },
    attempts.some(({ result }) => result === 'failure') && { sign: failure(4, palette), width: 8, text: 'failure' },
    attempts.some(({ timedOut }) => timedOut) && { sign: swatch(pen), width: 16, text: 'timeout' },
    isActedOn && { sign: failure(8, palette) + verdict(8, palette), width: 16, text: 'threshold reached' },
    probeKinds.some(kind => probes[kind]?.initialDelaySeconds) && {
      sign: hatch(0, 18, palette.wait),
      width: 18,
      text: 'initial delay',
    },
  ];
  return items.filter(item => typeof item === 'object');
}

function swatch(pen: Pen): string {
  const { left, timeAt } = pen.scale;
  return element('g', { transform: `translate(${-left} 0)` }, timeout({ from: 0, until: timeAt(left + 16) }, pen));
}
