/** Prints JSON letter for letter as Go's encoding/json does. Knows characters and layout, nothing of Kubernetes. */

/** A map keeps the order that it has: that of a Go struct, or sorted by `sortedByKey`. */
export type GoJson = string | boolean | null | GoJsonMap;
export type GoJsonMap = ReadonlyMap<string, GoJson>;

/** Compact without `step`; with it, each level stands `step` blanks further in. */
export function printGoJson(value: GoJson, step?: number): string {
  return print(value, step, 0);
}

/** The order in which Go writes what is a map to it. */
export function sortedByKey<Value>(map: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function print(value: GoJson, step: number | undefined, depth: number): string {
  if (typeof value === 'string') return printGoJsonString(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (value.size === 0) return '{}';
  const colon = step === undefined ? ':' : ': ';
  const entries = [...value].map(([key, own]) => printGoJsonString(key) + colon + print(own, step, depth + 1));
  if (step === undefined) return `{${entries.join(',')}}`;
  const outer = `\n${' '.repeat(step * depth)}`;
  const inner = `\n${' '.repeat(step * (depth + 1))}`;
  return `{${inner}${entries.join(`,${inner}`)}${outer}}`;
}

/** Go escapes a few characters more than JavaScript, so that the text may stand inside HTML. */
export function printGoJsonString(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, character => `\\u${hex(character, 4)}`);
}

function hex(character: string, width: number): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(width, '0');
}
