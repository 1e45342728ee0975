/** What the text of a patch is: objects to merge, or the operations of a JSON patch. Knows no targets. */
import { isJson } from '../syntax/firstJsonError.js';
import { readFirst } from './read.js';
import { readObjects } from './readObjects.js';
import { Refusal, refuse } from './refusal.js';
import type { Source } from './source.js';
import { type Fields, isNull, type Place, type Value } from './value.js';

/** `objects` and `operations` are never both there; neither is in an empty text. */
export interface PatchText {
  readonly objects?: readonly Fields[];
  readonly operations?: readonly Value[];
}

const kept = new WeakMap<Source, PatchText>();

/** `name` is what kustomize calls the patch in its messages, `cause` the place of the entry that wants it. */
export function readPatch(source: Source, name: string, cause: Place): PatchText {
  const known = kept.get(source);
  if (known) return known;
  const patch = tryBoth(source, name, cause);
  kept.set(source, patch);
  return patch;
}

/** kustomize reads each text as both, and wants one to fail. That it will is mostly plain to see. */
function tryBoth(source: Source, name: string, cause: Place): PatchText {
  const root = source.parts.length === 1 ? source.parts[0]?.document.root : undefined;
  if (root?.kind === 'map') {
    const objects = attempt(() => readObjects(source));
    return objects instanceof Refusal ? refuse(objects.place, unreadable(name)) : asObjects(objects);
  }
  if (root?.kind === 'seq' && root.items.length > 0) {
    const operations = attempt(() => readOperations(source));
    return operations instanceof Refusal ? refuse(operations.place, unreadable(name)) : { operations };
  }
  const objects = attempt(() => readObjects(source));
  const operations = attempt(() => readOperations(source));
  if (operations instanceof Refusal) {
    return objects instanceof Refusal ? refuse(objects.place, unreadable(name)) : asObjects(objects);
  }
  if (objects instanceof Refusal) return { operations };
  return refuse(cause, `illegally qualifies as both an SM and JSON patch: ${name}`);
}

function unreadable(name: string): string {
  return `unable to parse SM or JSON patch from ${name}`;
}

function asObjects(objects: readonly Fields[]): PatchText {
  return objects.length === 0 ? {} : { objects };
}

function attempt<Result>(read: () => Result): Result | Refusal {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** YAML that is no JSON counts as YAML 1.1, and only its first document. Null is a patch that does nothing. */
export function readOperations(source: Source): readonly Value[] {
  const text = source.text.trim();
  if (text === '') refuse(source.whole, 'empty json patch operations');
  const isBracket = text.startsWith('[');
  if (isBracket && !isJson(text)) refuse(source.whole, 'invalid character in a JSON patch');
  const value = readFirst(source, 'v2');
  if (!value || isNull(value)) return [];
  if (value.kind !== 'list') return refuseType(value, source, 'jsonpatch.Patch');
  for (const item of value.items) {
    if (item.kind !== 'fields' && !isNull(item)) refuseType(item, source, 'jsonpatch.Operation');
  }
  return isBracket ? value.items : value.items.map(asJson);
}

function refuseType(value: Value, source: Source, type: string): never {
  refuse(value.from ?? source.whole, `json: cannot unmarshal ${jsonType(value)} into Go value of type ${type}`);
}

function jsonType(value: Value): string {
  if (value.kind !== 'scalar') return value.kind === 'list' ? 'array' : 'object';
  if (typeof value.value === 'boolean') return 'bool';
  return typeof value.value === 'string' ? 'string' : 'number';
}

/** Of YAML only what numbers mean gets into JSON, not how they are written. */
function asJson(value: Value): Value {
  if (value.kind === 'scalar') {
    return value.written === undefined ? value : { kind: 'scalar', value: value.value, from: value.from };
  }
  if (value.kind === 'list') return { ...value, items: value.items.map(asJson) };
  return { ...value, entries: new Map([...value.entries].map(([key, own]) => [key, asJson(own)])) };
}
