/**
 * Applies a JSON patch (RFC 6902) as the library does that kustomize uses: indices may be negative, `replace` makes a
 * missing field of a map, and a null is the same as nothing. Knows nothing of objects and targets.
 */
import { goQuote } from '../syntax/goQuote.js';
import { isNullScalar } from './patchValues.js';
import { pointerAdvice, unescaped } from './pointerAdvice.js';
import { refuse } from './refusal.js';
import {
  charactersOf,
  type Fields,
  get,
  type Place,
  scalar,
  text,
  type Value,
  withField,
  withoutField,
} from './value.js';

/** The operations as they are written: maps with `op`, `path`, `value`, `from`; or null, which no operation is. */
export function applyJsonPatch(target: Fields, operations: readonly Value[], place: Place): Value {
  let document: Value = target;
  for (const operation of operations) document = applied(document, operation, operation.from ?? place);
  return document;
}

/** What kubectl says when it breaks down. */
const nilPointer = 'runtime error: invalid memory address or nil pointer dereference';

type Key = 'op' | 'path' | 'from';

/** Refuses at the value of `key` of the operation at work, or at all of it. */
type Fail = (key: Key | 'value' | undefined, message: string) => never;

function applied(document: Value, operation: Value, place: Place): Value {
  const kind = text(get(operation, 'op')) ?? 'unknown';
  const fail: Fail = (key, message) => {
    const at = key && get(operation, key);
    const path = key === 'path' || key === 'from' ? text(at) : undefined;
    // What is copied or moved is put to where it may be new.
    const isNew = key === 'path' && (kind === 'copy' || kind === 'move');
    const advice = path === undefined ? undefined : pointerAdvice(document, path, isNew ? 'add' : kind);
    return refuse(at?.from ?? place, message, advice);
  };
  const value = get(operation, 'value') ?? scalar(null);
  switch (kind) {
    case 'add': {
      const path = text(get(operation, 'path'));
      if (path === undefined) return fail(undefined, 'add operation failed to decode path: missing value');
      return added(document, path, value, fail);
    }
    case 'remove': {
      const path = text(get(operation, 'path'));
      if (path === undefined) return fail(undefined, 'remove operation failed to decode path: missing value');
      const missing = `remove operation does not apply: doc is missing path: ${goQuote(path)}: missing value`;
      return change(document, stepsOf(path, 'path', missing, fail), (holder, key) =>
        removed(holder, key, cause => fail('path', `error in remove for path: '${path}': ${cause}`)),
      );
    }
    case 'replace':
      return replaced(document, pathOf(operation, 'path', kind, fail), value, get(operation, 'value'), fail);
    case 'move':
      return moved(document, operation, fail);
    case 'copy':
      return copied(document, operation, fail);
    case 'test':
      return tested(document, pathOf(operation, 'path', kind, fail), get(operation, 'value'), fail);
    default:
      return fail('op', `Unexpected kind: ${kind}`);
  }
}

function pathOf(operation: Value, key: 'path' | 'from', kind: string, fail: Fail): string {
  const path = text(get(operation, key));
  if (path !== undefined) return path;
  const comma = key === 'from' ? ',' : '';
  return fail(key, `${kind} operation failed to decode ${key}: operation${comma} missing ${key} field: missing value`);
}

function added(document: Value, path: string, value: Value, fail: Fail): Value {
  const missing = `add operation does not apply: doc is missing path: ${goQuote(path)}: missing value`;
  return change(document, stepsOf(path, 'path', missing, fail), (holder, key) =>
    inserted(holder, key, value, cause => fail('path', `error in add for path: '${path}': ${cause}`)),
  );
}

function replaced(document: Value, path: string, value: Value, written: Value | undefined, fail: Fail): Value {
  if (path === '') {
    if (!written) return fail(undefined, nilPointer);
    return written.kind === 'scalar' ? document : written;
  }
  const missing = `replace operation does not apply: doc is missing path: ${path}: missing value`;
  return change(document, stepsOf(path, 'path', missing, fail), (holder, key) => {
    if (holder.kind === 'fields') return withField(holder, key, value);
    const at = indexIn(holder.items.length, key);
    if (typeof at === 'string') {
      return fail('path', `replace operation does not apply: doc is missing key: ${path}: missing value`);
    }
    return { ...holder, items: holder.items.with(at, value) };
  });
}

function moved(document: Value, operation: Value, fail: Fail): Value {
  const from = pathOf(operation, 'from', 'move', fail);
  const missing = `move operation does not apply: doc is missing from path: ${from}: missing value`;
  let value: Value = scalar(null);
  const rest = change(document, stepsOf(from, 'from', missing, fail), (holder, key) => {
    const failMove = (cause: string) => fail('from', `error in move for path: '${key}': ${cause}`);
    value = member(holder, key, failMove) ?? value;
    return removed(holder, key, failMove);
  });
  const path = pathOf(operation, 'path', 'move', fail);
  const nowhere = `move operation does not apply: doc is missing destination path: ${path}: missing value`;
  return change(rest, stepsOf(path, 'path', nowhere, fail), (holder, key) =>
    inserted(holder, key, value, cause => fail('path', `error in move for path: '${path}': ${cause}`)),
  );
}

function copied(document: Value, operation: Value, fail: Fail): Value {
  const from = pathOf(operation, 'from', 'copy', fail);
  const missing = `copy operation does not apply: doc is missing from path: ${from}: missing value`;
  const source = holderOf(document, stepsOf(from, 'from', missing, fail));
  const failCopy = (cause: string) => fail('from', `error in copy for from: '${from}': ${cause}`);
  const value = member(source.holder, source.key, failCopy) ?? scalar(null);
  const path = text(get(operation, 'path'));
  if (path === undefined) return fail(undefined, 'copy operation failed to decode path: missing value');
  const nowhere = `copy operation does not apply: doc is missing destination path: ${path}: missing value`;
  return change(document, stepsOf(path, 'path', nowhere, fail), (holder, key) =>
    inserted(holder, key, value, cause => fail('path', `error while adding value during copy: ${cause}`)),
  );
}

function tested(document: Value, path: string, wanted: Value | undefined, fail: Fail): Value {
  const failed = `testing value ${path} failed: test failed`;
  const onNull = () => fail('value', nilPointer);
  if (path === '') return wanted && isSame(document, wanted, onNull) ? document : fail('value', failed);
  const missing = `test operation does not apply: is missing path: ${path}: missing value`;
  const { holder, key } = holderOf(document, stepsOf(path, 'path', missing, fail));
  const found = member(holder, key, cause => fail('path', `error in test for path: '${path}': ${cause}`));
  return isSame(found ?? scalar(null), wanted ?? scalar(null), onNull) ? document : fail('value', failed);
}

/** Numbers are compared as JSON has them, so that 1 is not 1.0. The library breaks down at a null in a list. */
function isSame(own: Value, other: Value, onNull: () => never): boolean {
  if (own.kind === 'scalar' && other.kind === 'scalar') {
    if (typeof own.value === 'string' || typeof other.value === 'string') return own.value === other.value;
    return String(own.value) === charactersOf(other);
  }
  if (own.kind === 'list' && other.kind === 'list') {
    if (own.items.length !== other.items.length) return false;
    return own.items.every((item, i) => (isNullScalar(item) ? onNull() : isSame(item, other.items[i] ?? item, onNull)));
  }
  if (own.kind !== 'fields' || other.kind !== 'fields' || own.entries.size !== other.entries.size) return false;
  return [...own.entries].every(([key, value]) => {
    const its = other.entries.get(key);
    return its !== undefined && isSame(value, its, onNull);
  });
}

type Holder = Exclude<Value, { kind: 'scalar' }>;

interface Steps {
  readonly parents: readonly string[];
  readonly key: string;
  readonly onMissing: () => never;
}

/** What stands before the first slash is not looked at. */
function stepsOf(path: string, key: 'path' | 'from', missing: string, fail: Fail): Steps {
  const onMissing = () => fail(key, missing);
  const steps = path.split('/').slice(1).map(unescaped);
  const last = steps.at(-1);
  return last === undefined ? onMissing() : { parents: steps.slice(0, -1), key: last, onMissing };
}

function holderOf(document: Value, { parents, key, onMissing }: Steps): { holder: Holder; key: string } {
  let at: Value | undefined = document;
  for (const step of parents) at = at && at.kind !== 'scalar' ? member(at, step, onMissing) : undefined;
  return at && at.kind !== 'scalar' ? { holder: at, key } : onMissing();
}

/** The document with the map or list at the end of `steps` changed. */
function change(document: Value, steps: Steps, edit: (holder: Holder, key: string) => Value, depth = 0): Value {
  if (document.kind === 'scalar') return steps.onMissing();
  const step = steps.parents[depth];
  if (step === undefined) return edit(document, steps.key);
  const child = member(document, step, steps.onMissing);
  if (!child) return steps.onMissing();
  const changed = change(child, steps, edit, depth + 1);
  if (document.kind === 'fields') return withField(document, step, changed);
  const at = indexIn(document.items.length, step);
  return typeof at === 'string' ? steps.onMissing() : { ...document, items: document.items.with(at, changed) };
}

function member(holder: Holder, key: string, onInvalid: (cause: string) => never): Value | undefined {
  if (holder.kind === 'fields') return holder.entries.get(key);
  const at = indexIn(holder.items.length, key);
  return typeof at === 'string' ? onInvalid(at) : holder.items[at];
}

function inserted(holder: Holder, key: string, value: Value, onInvalid: (cause: string) => never): Value {
  if (holder.kind === 'fields') return withField(holder, key, value);
  if (key === '-') return { ...holder, items: [...holder.items, value] };
  const at = indexIn(holder.items.length + 1, key);
  if (typeof at !== 'string') return { ...holder, items: holder.items.toSpliced(at, 0, value) };
  const prefix = at.startsWith('strconv') ? `value was not a proper array index: '${key}': ` : '';
  return onInvalid(prefix + at);
}

function removed(holder: Holder, key: string, onInvalid: (cause: string) => never): Value {
  if (holder.kind === 'fields') {
    if (!holder.entries.has(key)) onInvalid(`Unable to remove nonexistent key: ${key}: missing value`);
    return withoutField(holder, key);
  }
  const at = indexIn(holder.items.length, key);
  return typeof at === 'string' ? onInvalid(at) : { ...holder, items: holder.items.toSpliced(at, 1) };
}

/** Negative ones count from the end. What is wrong with it, where there is no such index. */
function indexIn(length: number, key: string): number | string {
  if (!/^[-+]?[0-9]+$/.test(key)) return `strconv.Atoi: parsing ${goQuote(key)}: invalid syntax`;
  const index = Number(key);
  if (index >= length || index < -length) return `Unable to access invalid index: ${index}: invalid index referenced`;
  return index < 0 ? index + length : index;
}
