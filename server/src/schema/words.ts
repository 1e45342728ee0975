/** How values and places of a manifest are written in what the user reads. */
import type { Path } from '../syntax/node.js';

/** `spec.containers[0].name`, as `kubectl explain` and the API server write it. */
export function showPath(path: Path): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** As it would stand in YAML; an empty string can be seen. */
export function showValue(value: unknown): string {
  return typeof value === 'string' ? value || '""' : JSON.stringify(value);
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(values: readonly unknown[]): string {
  const shown = values.map(showValue);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
