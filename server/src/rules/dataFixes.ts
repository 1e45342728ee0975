/** Fixes that several rules about ConfigMaps and Secrets offer. */
import { type DataEntry, dataOf, encodeBase64, isSecret } from '../model/configData.js';
import type { Manifest } from '../model/manifest.js';
import { type Edit, renameKey, replace } from '../syntax/edit.js';
import { canMove, moveEntry } from '../syntax/move.js';
import { type Entry, entry as entryOf, isNull, type ScalarNode } from '../syntax/node.js';
import { needsQuotes } from '../syntax/scalars.js';
import type { Fix } from './rule.js';

/** Puts a value that is written as it is where values are written so: stringData of a Secret, data of a ConfigMap. */
export function moveToText(
  manifest: Manifest,
  { entry, field, key }: DataEntry,
  taken: ReadonlySet<string>,
): readonly Fix[] {
  const move = taken.has(key) ? undefined : moveToField(manifest, entry, field, textFieldOf(manifest));
  return move ? [{ title: `Move ${key} to ${textFieldOf(manifest)}`, edits: move }] : [];
}

/** The keys that stand there already. */
export function textKeysOf(manifest: Manifest): ReadonlySet<string> {
  const to = textFieldOf(manifest);
  return new Set(dataOf(manifest).flatMap(({ field, key }) => (field === to ? key : [])));
}

function textFieldOf(manifest: Manifest): 'stringData' | 'data' {
  return isSecret(manifest) ? 'stringData' : 'data';
}

/** `undefined` where the entry cannot be moved as it is written. */
export function moveToField(
  { document, root }: Manifest,
  entry: Entry,
  from: string,
  to: string,
): (() => readonly Edit[]) | undefined {
  const field = entryOf(root, from);
  const target = entryOf(root, to);
  if (!field || entry.merged || field.merged || entry.map.alias || entry.map !== field.value) return undefined;
  if (!target) {
    const isOnly = entry.map.entries.length === 1;
    if (isOnly) return () => [renameKey(field, to)];
    const place = { map: root, missing: [to] };
    return canMove(document, entry, place) ? () => moveEntry(document, entry, place) ?? [] : undefined;
  }
  if (target.merged || target.value.alias) return undefined;
  const isFree = isNull(target.value) || target.value.kind !== 'map' || target.value.entries.length === 0;
  const place =
    target.value.kind === 'map' && !isFree ? { map: target.value, missing: [] } : { map: root, missing: [to] };
  return canMove(document, entry, place) ? () => moveEntry(document, entry, place) ?? [] : undefined;
}

/** Writes the base64 of `content`. */
export function reencode(node: ScalarNode, title: string, content: string | Uint8Array): Fix {
  return rewrite(node, title, encodeBase64(content));
}

/** Writes base64 in the quotes that were there. What has only digits needs some. */
export function rewrite(node: ScalarNode, title: string, base64: string): Fix {
  const text = node.style === 'double' ? JSON.stringify(base64) : scalarOf(base64);
  return { title, edits: () => [replace(node, text)] };
}

function scalarOf(base64: string): string {
  return base64 === '' || needsQuotes(base64) ? JSON.stringify(base64) : base64;
}
