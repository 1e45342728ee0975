/** Durations and quantities of a KubeletConfiguration in words, where one would have to reckon: `4h0m0s` is 4 h. */
import { parseGoDuration, second } from '../../../model/goDuration.js';
import { one, parseQuantity } from '../../../model/quantity.js';
import { placeAt, type Schemas } from '../../../schema/schemas.js';
import { type MapNode, type Path, pathOf, type ScalarNode, walk } from '../../../syntax/node.js';
import { bytesInWords, type KubeletHint, ownScalar, timeInWords } from './kubeletHint.js';

const tooltip = 'What the value comes to';

export function* plainAmounts(schemas: Schemas, definition: string, root: MapNode): Iterable<KubeletHint> {
  for (const node of walk(root)) {
    const own = ownScalar(node);
    if (!own || !/\d/.test(own.text)) continue;
    const path = pathOf(own, root);
    const label = wordsFor(own, path, placeAt(schemas, definition, path)?.schema.format);
    if (label !== undefined) yield { node: own, label: `= ${label}`, tooltip };
  }
}

function wordsFor({ value, text }: ScalarNode, path: Path, format: string | undefined): string | undefined {
  const name = String(path.at(-1));
  if (typeof value === 'number') return numberInWords(name, value);
  if (format === 'duration' || name === 'flushFrequency') return isEasyTime(text) ? undefined : timeOf(text);
  if (name === 'cpu') return /^\d{4,}m$/.test(text) ? `${Number(text.slice(0, -1)) / 1000} CPUs` : undefined;
  if (name.startsWith('pid') || isEasySize(text)) return undefined;
  const isBytes = format === 'quantity' || /^(?:memory|nodefs|imagefs|containerfs)\.available$/.test(name);
  const size = isBytes ? parseQuantity(text) : undefined;
  return size === undefined ? undefined : bytesInWords(size);
}

const seconds = /^(?:evictionMaxPodGracePeriod|nodeLeaseDurationSeconds|shutdownGracePeriodSeconds)$/;
const manySeconds = 120;

function numberInWords(name: string, value: number): string | undefined {
  if (!Number.isInteger(value)) return undefined;
  if (seconds.test(name) && value >= manySeconds) return timeInWords(BigInt(value) * second);
  // The one duration that may be a number: of nanoseconds.
  return name === 'flushFrequency' && value > 0 ? timeInWords(BigInt(value)) : undefined;
}

function timeOf(text: string): string | undefined {
  const time = parseGoDuration(text);
  return time === undefined || time <= 0n ? undefined : timeInWords(time);
}

/** The most of a unit that everybody can picture. */
const easy: Readonly<Record<string, number>> = { ms: 999, s: 119, m: 119, h: 48 };

/** `90s`, and `1m30s`, but not `4h0m0s` or `100000ms`. */
function isEasyTime(text: string): boolean {
  const parts = [...text.matchAll(/(\d+)(ms|h|m|s)/g)];
  if (parts.map(([part]) => part).join('') !== text) return false;
  const [first, ...more] = parts.map(([, count, unit = '']) => ({ count: Number(count), unit }));
  return (
    first !== undefined && first.count <= (easy[first.unit] ?? 0) && more.every(({ count }) => count > 0 && count < 60)
  );
}

/** `500Mi` and `2G`, but not `10485760`, `1e9` or `1048576Ki`. */
function isEasySize(text: string): boolean {
  const [, count, unit] = /^(\d+\.?\d*)([kKMGTPE]i?)?$/.exec(text) ?? [];
  if (text.endsWith('%')) return true;
  if (count === undefined) return !/^\d+[eE]\d+$/.test(text);
  return Number(count) < (unit === undefined ? 100_000 : 10_000) || parseQuantity(text) === one;
}
