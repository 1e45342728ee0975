/** What a hint in a KubeletConfiguration is, and how its amounts are put in words. */
import { type GoDuration, goDurationOf, second } from '../../../model/goDuration.js';
import { one, type Quantity } from '../../../model/quantity.js';
import { duration } from '../../../prober/duration.js';
import { get, type MapNode, type Node, number, type ScalarNode } from '../../../syntax/node.js';
import type { InlayText } from '../inlay.js';

export interface KubeletHint extends InlayText {
  /** The value that it stands behind. */
  readonly node: ScalarNode;
}

export interface KubeletFields {
  readonly root: MapNode;
  /** What is missing may come from another file, so that the default need not count. */
  readonly isPart: boolean;
}

/** `node` if it is a value that is written there, and not in an anchor elsewhere. */
export function ownScalar(node: Node | undefined): ScalarNode | undefined {
  return node?.kind === 'scalar' && !node.alias && node.value !== null ? node : undefined;
}

/** The number in the field; its default where the field is missing and nothing else can set it. */
export function numberOr({ root, isPart }: KubeletFields, field: string, fallback: number): number | undefined {
  const node = get(root, field);
  return node ? number(node) : isPart ? undefined : fallback;
}

/** The same for a duration that is zero by default. */
export function durationOr0({ root, isPart }: KubeletFields, field: string): GoDuration | undefined {
  const node = get(root, field);
  return node ? goDurationOf(node) : isPart ? undefined : 0n;
}

export function timeInWords(nanoseconds: GoDuration): string {
  return nanoseconds !== 0n && nanoseconds < second
    ? `${Number(nanoseconds) / 1e6} ms`
    : duration(Number(nanoseconds) / 1e9);
}

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

export function bytesInWords(quantity: Quantity): string {
  let count = Number(quantity) / Number(one);
  let step = 0;
  for (; count >= 1024 && step < sizes.length - 1; step++) count /= 1024;
  return `${Number(count.toFixed(1))} ${sizes[step]}`;
}
