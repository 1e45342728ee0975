/**
 * What a scalar without quotes means to go-yaml v3, with which kustomize reads resources: `yes` is a text there, `0644`
 * is 420, and a date becomes the text that Go writes for that moment.
 */
import { goTimestamp } from '../syntax/goTimestamp.js';
import { resolvePlain } from '../syntax/scalars.js';
import type { Scalar } from './value.js';

const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'True', 'TRUE'].map(word => [word, true] as const),
  ...['false', 'False', 'FALSE'].map(word => [word, false] as const),
]);
const integer = /^[-+]?(0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*)$/;
const largestUnsigned = 2n ** 64n - 1n;
const smallestSigned = -(2n ** 63n);

export function resolveScalar(text: string): Scalar['value'] {
  const value = resolvePlain(text);
  if (typeof value === 'boolean') return booleans.get(text) ?? text;
  if (typeof value === 'string') return goTimestamp(text) ?? value;
  if (typeof value === 'number' && !Number.isSafeInteger(value) && integer.test(text)) return exactly(text) ?? value;
  return value;
}

/** `undefined` for what no integer of Go holds: that is a float. */
function exactly(text: string): bigint | undefined {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
  const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits}` : digits);
  const signed = text.startsWith('-') ? -value : value;
  return signed >= smallestSigned && signed <= largestUnsigned ? signed : undefined;
}
