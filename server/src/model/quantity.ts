/** Quantities such as `500m`, `2` and `1.5Gi`, as exact numbers. Knows nothing of what they are quantities of. */
import type { Node } from '../syntax/node.js';

/** In billionths, the smallest part that a quantity can have. */
export type Quantity = bigint;

export const one: Quantity = 1_000_000_000n;

const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const pattern = /^([+-]?)([0-9]*)\.?([0-9]*)(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?[0-9]{1,2}))?$/;
/** No quantity has more digits than this and a meaning. */
const mostDigits = 40;

/** `undefined` for what is no quantity: the schema says so. */
export function quantityOf(node: Node | undefined): Quantity | undefined {
  if (node?.kind !== 'scalar') return undefined;
  if (typeof node.value === 'number') return parseQuantity(String(node.value));
  return typeof node.value === 'string' ? parseQuantity(node.value) : undefined;
}

export function parseQuantity(text: string): Quantity | undefined {
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = pattern.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '' || text.length > mostDigits) return undefined;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const power = exponent === undefined ? (decimal.indexOf(suffix) - 3) * 3 : Number(exponent);
  const unit = binary.includes(suffix) ? 1024n ** BigInt(binary.indexOf(suffix) + 1) * one : undefined;
  return unit === undefined ? scaled(digits, 1n, power + 9 - fraction.length) : scaled(digits, unit, -fraction.length);
}

/** What is less than a billionth counts as one. */
function scaled(digits: bigint, unit: bigint, power: number): Quantity {
  if (power >= 0) return digits * unit * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  const product = digits * unit;
  const rest = product % divisor;
  return product / divisor + (rest === 0n ? 0n : rest > 0n ? 1n : -1n);
}
