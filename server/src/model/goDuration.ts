/** Durations as Go writes them: `300ms`, `1m30s`, `-2h`. Knows nothing of what they are the durations of. */
import { type Node, text } from '../syntax/node.js';

/** In nanoseconds. */
export type GoDuration = bigint;

export const second: GoDuration = 1_000_000_000n;

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: second,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const whole = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/;
const part = /(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g;
/** Whatever is longer means nothing. */
const mostCharacters = 60;

/** `undefined` for what is no duration, a number without a unit among them. */
export function parseGoDuration(text: string): GoDuration | undefined {
  const [, sign, parts] = (text.length <= mostCharacters && whole.exec(text)) || [];
  if (parts === undefined) return undefined;
  let sum = 0n;
  for (const [, digits = '', fraction = '', unit = ''] of parts.matchAll(part)) {
    const size = units[unit] ?? 0n;
    sum += BigInt(digits || '0') * size + (BigInt(fraction || '0') * size) / 10n ** BigInt(fraction.length);
  }
  return sign === '-' ? -sum : sum;
}

export function goDurationOf(node: Node | undefined): GoDuration | undefined {
  const written = text(node);
  return written === undefined ? undefined : parseGoDuration(written);
}
