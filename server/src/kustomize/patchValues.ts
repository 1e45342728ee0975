/** How kustomize looks at a single value while it merges a strategic merge patch. */
import { needsQuotes } from '../syntax/scalars.js';
import { charactersOf, type Scalar, type Value } from './value.js';

/** Refuses with the place of `value`, or of the patch where nobody wrote it. */
export type Refuse = (value: Value | undefined, message: string) => never;

/** A map or a list has none. */
export function charactersOfValue(value: Value): string {
  return value.kind === 'scalar' ? charactersOf(value) : '';
}

export function isNullScalar(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

export function isNothing(value: Value | undefined): boolean {
  return !value || isNullScalar(value) || (value.kind === 'fields' && value.entries.size === 0);
}

const kindNames = { fields: 'MappingNode', list: 'SequenceNode', scalar: 'ScalarNode' } as const;

export function wrongKind(expected: Value['kind'], got: Value['kind']): string {
  return `wrong node kind: expected ${kindNames[expected]} but got ${kindNames[got]}`;
}

/**
 * `value` in the place of `old`: it takes over the quotes, which make a text of a number. A text that older YAML takes
 * for something else, such as `yes`, gets quotes where it is new or stays.
 */
export function inQuotesOf(old: Value | undefined, value: Value): Value {
  if (value.kind !== 'scalar') return value;
  if (old?.kind !== 'scalar' || old === value) return isMisread(value) ? { ...value, isQuoted: true } : value;
  if (old.isQuoted === value.isQuoted) return value;
  if (!old.isQuoted) return { kind: 'scalar', value: value.value, from: value.from };
  const text = typeof value.value === 'string' ? value.value : charactersOf(value);
  return { kind: 'scalar', value: text, isQuoted: true, from: value.from };
}

function isMisread({ value, isQuoted }: Scalar): boolean {
  return !isQuoted && typeof value === 'string' && needsQuotes(value);
}
