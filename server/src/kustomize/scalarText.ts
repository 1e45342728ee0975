/** The text of scalars, and what becomes of a scalar that gets another text: kustomize keeps its quotes or its type. */
import { resolveScalar } from './readScalar.js';
import { charactersOf, type Place, type Scalar, type Value } from './value.js';

/** The characters of a scalar; empty for what is none. */
export function scalarText(node: Value | undefined): string {
  return node?.kind === 'scalar' ? charactersOf(node) : '';
}

/** What `text` means without quotes. */
export function plainScalar(text: string, from: Place | undefined): Scalar {
  const value = resolveScalar(text);
  return String(value) === text ? { kind: 'scalar', value, from } : { kind: 'scalar', value, written: text, from };
}

/** `old` with another text: in quotes as before, or read anew. */
export function withText(old: Scalar, text: string, from: Place | undefined): Scalar {
  return old.isQuoted ? { kind: 'scalar', value: text, isQuoted: true, from } : plainScalar(text, from);
}

/** `old` with another text and still of its type; `undefined` where the text does not have that type. */
export function withTextOfType(old: Scalar, text: string, from: Place | undefined): Scalar | undefined {
  const tag = tagOf(old);
  if (tag === '!!str') {
    return old.isQuoted ? { kind: 'scalar', value: text, isQuoted: true, from } : { kind: 'scalar', value: text, from };
  }
  const value = plainScalar(text, from);
  const now = tagOf(value);
  return now === tag || (tag === '!!float' && now === '!!int') ? value : undefined;
}

/** Its type, as go-yaml writes it. */
export function tagOf(scalar: Scalar): string {
  const { value } = scalar;
  if (value === null) return '!!null';
  if (typeof value === 'string') return '!!str';
  if (typeof value === 'boolean') return '!!bool';
  const text = charactersOf(scalar);
  return typeof value === 'bigint' || /^[-+]?(0[xX][0-9a-fA-F_]+|0[obOB]?[0-7_]*|[0-9_]+)$/.test(text)
    ? '!!int'
    : '!!float';
}
