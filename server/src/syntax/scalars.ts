/**
 * What a plain (unquoted) scalar means. kubectl, kustomize and the kubelet read YAML with go-yaml v2, which
 * follows YAML 1.1 with exceptions of its own: `yes` is true, `0644` is 420, `1e3` is 1000, `12:30` is a string.
 */
import type { ScalarValue } from './node.js';

const words: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(word => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(word => [word, Number.NEGATIVE_INFINITY] as const),
]);

const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** Go's own float syntax, which go-yaml asks for what begins with a dot: digits may be grouped. */
const dotFloat = /^\.[0-9](_?[0-9])*([eE][-+]?[0-9](_?[0-9])*)?$/;

/** Sign and digits of an integer; `prefix` is what JavaScript writes before digits of that base. */
interface IntegerForm {
  readonly pattern: RegExp;
  readonly prefix: string;
}
const integerForms: readonly IntegerForm[] = [
  { pattern: /^([-+]?)0[xX]([0-9a-fA-F]+)$/, prefix: '0x' },
  { pattern: /^([-+]?)0[oO]([0-7]+)$/, prefix: '0o' },
  { pattern: /^([-+]?)0[bB]([01]+)$/, prefix: '0b' },
  { pattern: /^0b([-+])([01]+)$/, prefix: '0b' },
  { pattern: /^([-+]?)0([0-7]+)$/, prefix: '0o' },
  { pattern: /^([-+]?)(0|[1-9][0-9]*)$/, prefix: '' },
];
/** What fits into Go's int64 with a sign, and into its uint64 without one. */
const largest: Readonly<Record<string, bigint>> = { '-': 2n ** 63n, '+': 2n ** 63n - 1n, '': 2n ** 64n - 1n };

/** The value of `text` written without quotes. */
export function resolvePlain(text: string): ScalarValue {
  const word = words.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  if (first === 0x2e) return dotFloat.test(text) ? finite(text.replaceAll('_', ''), text) : text;
  const mayBeNumber = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d;
  return mayBeNumber ? resolveNumber(text) : text;
}

function resolveNumber(text: string): ScalarValue {
  const digits = text.replaceAll('_', '');
  for (const { pattern, prefix } of integerForms) {
    const [, sign = '', magnitude] = pattern.exec(digits) ?? [];
    if (magnitude === undefined) continue;
    const value = BigInt(prefix + magnitude);
    if (value <= (largest[sign] ?? 0n)) return Number(sign === '-' ? -value : value);
  }
  return float.test(digits) ? finite(digits, text) : text;
}

/** A number beyond what 64 bits hold is no number to Go. */
function finite(digits: string, text: string): ScalarValue {
  const value = Number(digits);
  return Number.isFinite(value) ? value : text;
}

/** Whether `text` must be quoted to be read as a string. */
export function needsQuotes(text: string): boolean {
  return typeof resolvePlain(text) !== 'string';
}
