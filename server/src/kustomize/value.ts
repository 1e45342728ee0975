/**
 * What kustomize works on: maps, lists and scalars that remember where they were written. They are never changed:
 * a transformer makes new ones and shares what stayed, so what a base builds can be used by all its overlays.
 */

/** Half-open range of offsets into the text of the file `uri`. */
export interface Place {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

export type Value = Scalar | List | Fields;

export interface Scalar {
  readonly kind: 'scalar';
  /** As kustomize reads it, not kubectl: a plain `yes` is a text. Integers beyond 2^53 are `bigint`. */
  readonly value: string | number | bigint | boolean | null;
  /** The characters of what is no text, where `String(value)` would not give them: `0644`, `1.10`, `~`, or nothing. */
  readonly written?: string;
  /** In quotes or as a block: a number that a patch puts in its place becomes a text. */
  readonly isQuoted?: true;
  /** `undefined` for what nobody wrote. */
  readonly from: Place | undefined;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly from: Place | undefined;
}

export interface Fields {
  readonly kind: 'fields';
  /** In the order in which they are written; of a key that stands twice, the last value. */
  readonly entries: ReadonlyMap<string, Value>;
  /** Where the keys are written. Kept of settings alone. */
  readonly keys?: ReadonlyMap<string, Place>;
  readonly from: Place | undefined;
}

export function scalar(value: Scalar['value'], from?: Place): Scalar {
  return { kind: 'scalar', value, from };
}

export function list(items: readonly Value[], from?: Place): List {
  return { kind: 'list', items, from };
}

export function fields(entries: Iterable<readonly [string, Value]>, from?: Place): Fields {
  return { kind: 'fields', entries: new Map(entries), from };
}

/** The value below `node` at `path`; `undefined` when there is none. */
export function get(node: Value | undefined, ...path: readonly (string | number)[]): Value | undefined {
  let at = node;
  for (const step of path) {
    if (at?.kind === 'fields') at = at.entries.get(String(step));
    else at = at?.kind === 'list' && typeof step === 'number' ? at.items[step] : undefined;
  }
  return at;
}

export function text(node: Value | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** The characters of a scalar, by which kustomize compares them: those of `80` and `"80"` are the same. */
export function charactersOf({ value, written }: Scalar): string {
  return written ?? String(value);
}

export function isNull(node: Value | undefined): boolean {
  return !node || (node.kind === 'scalar' && node.value === null);
}

/** `node` with `key` set: in its old place, or behind all others. */
export function withField(node: Fields, key: string, value: Value): Fields {
  const entries = new Map(node.entries);
  entries.set(key, value);
  return { ...node, entries };
}

export function withoutField(node: Fields, key: string): Fields {
  if (!node.entries.has(key)) return node;
  const entries = new Map(node.entries);
  entries.delete(key);
  return { ...node, entries };
}
