/**
 * Tools that make typed settings of values, as Go's JSON decoder does: names match whatever their case, null is nothing,
 * and what has the wrong type is refused in its words. Knows no field of any kustomization.
 */
import { refuse } from './refusal.js';
import type { Text, TextMap } from './settings.js';
import type { Fields, Place, Value } from './value.js';

/** Where in the decoded structure we are, as error messages tell it. */
export interface At {
  /** Unknown fields are refused. */
  readonly refusesUnknown: boolean;
  /** Numbers and booleans may stand where a text belongs, as `yaml.Unmarshal` allows. */
  readonly takesAnyScalar: boolean;
  /** Go's name of the innermost struct, empty at the top. */
  readonly struct: string;
  readonly path: string;
}

export const strictly: At = { refusesUnknown: true, takesAnyScalar: false, struct: '', path: '' };
/** Files behind `configurations`. */
export const knownFieldsOnly: At = { refusesUnknown: true, takesAnyScalar: true, struct: '', path: '' };
/** Configurations of plugins. */
export const leniently: At = { refusesUnknown: false, takesAnyScalar: true, struct: '', path: '' };

export interface Decoder<Result> {
  /** What Go calls the type. */
  readonly type: string;
  /** `value` is not null. */
  decode(value: Value, at: At): Result;
}

export function placeOf(value: Value): Place {
  if (!value.from) throw new Error('settings are read from files');
  return value.from;
}

function refuseType(value: Value, at: At, type: string): never {
  const where =
    at.struct === '' ? `Go value of type ${type}` : `Go struct field ${at.struct}.${at.path} of type ${type}`;
  refuse(placeOf(value), `json: cannot unmarshal ${jsonType(value, type)} into ${where}`);
}

function jsonType(value: Value, type: string): string {
  if (value.kind !== 'scalar') return value.kind === 'list' ? 'array' : 'object';
  if (typeof value.value === 'boolean') return 'bool';
  if (typeof value.value === 'string') return 'string';
  return type.startsWith('int') ? `number ${value.value}` : 'number';
}

export const string: Decoder<Text> = {
  type: 'string',
  decode(value, at) {
    if (value.kind !== 'scalar' || value.value === null) refuseType(value, at, 'string');
    if (typeof value.value !== 'string' && !at.takesAnyScalar) refuseType(value, at, 'string');
    return { text: String(value.value), from: placeOf(value) };
  },
};

export const boolean: Decoder<boolean> = {
  type: 'bool',
  decode(value, at) {
    if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
    return refuseType(value, at, 'bool');
  },
};

export function integer(type: 'int' | 'int64'): Decoder<number | bigint> {
  return {
    type,
    decode(value, at) {
      const number = value.kind === 'scalar' ? value.value : undefined;
      if (typeof number === 'bigint' || (typeof number === 'number' && Number.isInteger(number))) return number;
      return refuseType(value, at, type);
    },
  };
}

/** Whatever stands there. */
export const anything: Decoder<Value> = { type: 'interface {}', decode: value => value };

export const anyMap: Decoder<Value> = {
  type: 'map[string]interface {}',
  decode(value, at) {
    return value.kind === 'fields' ? value : refuseType(value, at, 'map[string]interface {}');
  },
};

/** `empty` stands for items that are null. */
export function listOf<Result>(
  item: Decoder<Result>,
  empty: (from: Place) => Result,
  type = `[]${item.type}`,
): Decoder<readonly Result[]> {
  return {
    type,
    decode(value, at) {
      if (value.kind !== 'list') return refuseType(value, at, type);
      return value.items.map(own => (isNullScalar(own) ? empty(placeOf(own)) : item.decode(own, at)));
    },
  };
}

export const strings: Decoder<readonly Text[]> = listOf(string, from => ({ text: '', from }));

export function mapOf<Result>(item: Decoder<Result>): Decoder<ReadonlyMap<string, Result>> {
  const type = `map[string]${item.type}`;
  return {
    type,
    decode(value, at) {
      if (value.kind !== 'fields') return refuseType(value, at, type);
      const entries = sorted(value).filter(([, own]) => !isNullScalar(own));
      return new Map(entries.map(([key, own]) => [key, item.decode(own, at)]));
    },
  };
}

/** Of texts; null is an empty one. */
export const textMap: Decoder<TextMap> = {
  type: 'map[string]string',
  decode(value, at) {
    if (value.kind !== 'fields') return refuseType(value, at, 'map[string]string');
    const entries = sorted(value).map(([key, own]): [string, Text] => {
      return [key, isNullScalar(own) ? { text: '', from: placeOf(own) } : string.decode(own, at)];
    });
    return { entries: new Map(entries), from: placeOf(value) };
  },
};

export type Spec = Readonly<Record<string, Decoder<unknown>>>;
export type Decoded<S extends Spec> = {
  readonly [Key in keyof S]?: S[Key] extends Decoder<infer Result> ? Result : never;
};

/** A struct of Go, made into settings by `make`. `type` is its name with the package. */
export function struct<S extends Spec, Result>(
  type: string,
  spec: S,
  make: (fields: Decoded<S>, from: Place) => Result,
): Decoder<Result> {
  const names = new Map(Object.keys(spec).map(name => [name.toLowerCase(), name]));
  const name = type.slice(type.lastIndexOf('.') + 1);
  return {
    type,
    decode(value, at) {
      if (value.kind !== 'fields') return refuseType(value, at, type);
      const found: Record<string, unknown> = {};
      for (const [key, own] of sorted(value)) {
        const field = names.get(key.toLowerCase());
        const decoder = field === undefined ? undefined : spec[field];
        if (field === undefined || !decoder) refuseUnknown(value, key, at);
        else if (!isNullScalar(own)) {
          const path = at.path === '' ? field : `${at.path}.${field}`;
          found[field] = decoder.decode(own, { ...at, struct: name, path });
        }
      }
      return make(found as Decoded<S>, placeOf(value));
    },
  };
}

function refuseUnknown(value: Fields, key: string, at: At): void {
  if (!at.refusesUnknown) return;
  const own = value.entries.get(key);
  refuse(value.keys?.get(key) ?? placeOf(own ?? value), `json: unknown field "${key}"`);
}

/** Fields come to Go's decoder as JSON that was sorted on its way. */
function sorted(value: Fields): readonly (readonly [string, Value])[] {
  return [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function isNullScalar(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

/** An empty text is as good as none. */
export function written(text: Text | undefined): Text | undefined {
  return text === undefined || text.text === '' ? undefined : text;
}
