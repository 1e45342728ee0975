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
const integers: readonly (readonly [RegExp, number])[] = [
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, 16],
  [/^([-+]?)0[oO]([0-7]+)$/, 8],
  [/^([-+]?)0[bB]([01]+)$/, 2],
  [/^([-+]?)0([0-7]+)$/, 8],
  [/^([-+]?)(0|[1-9][0-9]*)$/, 10],
];

/** The value of `text` written without quotes. */
export function resolvePlain(text: string): ScalarValue {
  const word = words.get(text);
  if (word !== undefined) return word;
  const first = text.charCodeAt(0);
  if (first === 0x2e) return float.test(text) ? Number(text) : text;
  const mayBeNumber = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d;
  return mayBeNumber ? resolveNumber(text) : text;
}

function resolveNumber(text: string): ScalarValue {
  const digits = text.replaceAll('_', '');
  for (const [pattern, base] of integers) {
    const match = pattern.exec(digits);
    if (match) return Number.parseInt(`${match[1]}${match[2]}`, base);
  }
  return float.test(digits) ? Number(digits) : text;
}

/** Whether `text` must be quoted to be read as a string. */
export function needsQuotes(text: string): boolean {
  return typeof resolvePlain(text) !== 'string';
}
