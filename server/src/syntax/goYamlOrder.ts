/** The order in which go-yaml v2 writes the keys of a map: as people count, `a2` before `a10`, letters after the rest. */

const letter = /^\p{L}$/u;
const digit = /^\p{Nd}$/u;

/**
 * go-yaml's rule is no order in the strict sense: `27a`, `2b` and `9` each come before the next and the last before the
 * first, and kubectl prints such keys differently from run to run. Sorting by code first makes ours the same each time.
 */
export function sortGoKeys(keys: readonly string[]): string[] {
  return [...keys].sort().sort(compareKeys);
}

function compareKeys(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  const at = a.findIndex((character, index) => character !== b[index]);
  if (at === -1 || at >= b.length) return a.length - b.length;
  return compareFrom(a, b, at);
}

/** Both differ at `at`. */
function compareFrom(a: readonly string[], b: readonly string[], at: number): number {
  const order = codeOf(a, at) - codeOf(b, at);
  const aIsLetter = letter.test(a[at] ?? '');
  const bIsLetter = letter.test(b[at] ?? '');
  if (aIsLetter && bIsLetter) return order;
  if (aIsLetter || bIsLetter) return bIsLetter ? -1 : 1;
  // A zero counts only inside a number that has begun with another digit.
  const begun = (a[at] === '0' || b[at] === '0') && isInsideNumber(a, at) ? '1' : '';
  const aDigits = digitsFrom(a, at);
  const bDigits = digitsFrom(b, at);
  const aNumber = toInt64(begun, aDigits);
  const bNumber = toInt64(begun, bDigits);
  if (aNumber !== bNumber) return aNumber < bNumber ? -1 : 1;
  return aDigits.length - bDigits.length || order;
}

function isInsideNumber(text: readonly string[], at: number): boolean {
  for (let index = at - 1; index >= 0 && digit.test(text[index] ?? ''); index--) {
    if (text[index] !== '0') return true;
  }
  return false;
}

function digitsFrom(text: readonly string[], at: number): readonly string[] {
  const end = text.findIndex((character, index) => index >= at && !digit.test(character));
  return text.slice(at, end === -1 ? text.length : end);
}

/** Go counts in 64 bits and lets long numbers overflow. */
function toInt64(begun: string, digits: readonly string[]): bigint {
  let number = BigInt(begun);
  for (const character of digits) number = number * 10n + BigInt((character.codePointAt(0) ?? 0) - 0x30);
  return BigInt.asIntN(64, number);
}

function codeOf(text: readonly string[], at: number): number {
  return text[at]?.codePointAt(0) ?? 0;
}
