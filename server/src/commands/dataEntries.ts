/**
 * Collects keys and values for a ConfigMap or a Secret, and refuses what kubectl refuses, at the same entry and in its
 * words. The entries come one by one, since the first mistake counts and reading the next file may be one.
 */
import { configMapKeyErrors } from '../model/names.js';
import { goQuote } from '../syntax/goQuote.js';
import { type DataKind, decodeText } from './dataObject.js';

export interface DataEntry {
  readonly key: string;
  /** For messages, where its bytes are no text. */
  readonly quotedKey?: string;
  readonly bytes: Uint8Array;
}

export interface Refusal {
  readonly refusal: string;
}

export function isRefusal<Value extends object>(value: Value | Refusal): value is Refusal {
  return 'refusal' in value;
}

export function collectEntries(
  kind: DataKind,
  name: string,
  entries: Iterable<DataEntry | Refusal>,
): ReadonlyMap<string, Uint8Array> | Refusal {
  const values = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (isRefusal(entry)) return entry;
    const errors = configMapKeyErrors(entry.key);
    if (errors.length > 0) return { refusal: wrongKey(kind, entry.quotedKey ?? goQuote(entry.key), errors) };
    const other = values.get(entry.key);
    if (other) return { refusal: doubleKey(kind, name, entry.key, other) };
    values.set(entry.key, entry.bytes);
  }
  return values;
}

/** kubectl's messages for Secrets have a small slip or two; scripts may look for them. */
function wrongKey(kind: DataKind, quoted: string, errors: readonly string[]): string {
  if (kind === 'Secret') return `${quoted} is not valid key name for a Secret ${errors.join(';')}`;
  return `${quoted} is not a valid key name for a ConfigMap: ${errors.join(',')}`;
}

function doubleKey(kind: DataKind, name: string, key: string, other: Uint8Array): string {
  if (kind === 'Secret') return `cannot add key ${key}, another key by that name already exists`;
  const field = decodeText(other) === undefined ? 'BinaryData' : 'Data';
  return `cannot add key ${goQuote(key)}, another key by that name already exists in ${field} for ConfigMap ${goQuote(name)}`;
}
