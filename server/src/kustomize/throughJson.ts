/** What is left of values that went through Go's JSON and back, as everything does that a JSON patch touches. */
import { printGoScalar } from '../syntax/goYamlScalar.js';
import { needsQuotes } from '../syntax/scalars.js';
import { type Scalar, scalar, type Value } from './value.js';

/** Shares what stays as it is. */
export function throughJson(value: Value): Value {
  if (value.kind === 'scalar') return scalarThroughJson(value);
  if (value.kind === 'list') {
    const items = value.items.map(throughJson);
    return items.every((item, i) => item === value.items[i]) ? value : { ...value, items };
  }
  let entries: Map<string, Value> | undefined;
  for (const [key, before] of value.entries) {
    const after = throughJson(before);
    if (after === before) continue;
    entries ??= new Map(value.entries);
    entries.set(key, after);
  }
  return entries ? { ...value, entries } : value;
}

function scalarThroughJson(own: Scalar): Scalar {
  const { value, from } = own;
  if (typeof value === 'string') return inNewQuotes(own, value);
  if (typeof value === 'bigint' || typeof value === 'number') {
    const number = Number(value);
    const written = goFloat(number);
    if (number === value && own.written === (written === String(number) ? undefined : written)) return own;
    return written === String(number) ? scalar(number, from) : { kind: 'scalar', value: number, written, from };
  }
  return own.written === undefined ? own : scalar(value, from);
}

/** Most texts are such, and cost less. */
const simple = /^[A-Za-z][-\w./]*$/;

/** What had quotes has them only where it needs them. */
function inNewQuotes(own: Scalar, value: string): Scalar {
  const isQuoted =
    value.includes('\n') || (simple.test(value) ? needsQuotes(value) : /^['"]/.test(printGoScalar(value)));
  if (isQuoted === (own.isQuoted ?? false)) return own;
  return isQuoted ? { ...own, isQuoted: true } : scalar(value, own.from);
}

/** As Go writes a float64 in as few characters as will do. */
export function goFloat(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
