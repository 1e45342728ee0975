/** What several rules about volumes and mounts do: fixes, and names that are still free. */
import type { Manifest } from '../model/manifest.js';
import { claimTemplatesOf, volumesOf } from '../model/volumes.js';
import { type Edit, replace, scalarText, setValue } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { insertEntries } from '../syntax/insert.js';
import { type Entry, entry, keyOf, type MapNode, type Node, text } from '../syntax/node.js';
import { removeEntries, removeEntry, removeItem } from '../syntax/remove.js';
import type { Fix } from './rule.js';

/** The longest name of a volume. */
const longestName = 63;

export function changeTo(node: Node, value: string): Fix {
  return { title: `Change to ${value}`, edits: () => [replace(node, textLike(node, value))] };
}

/** `value` as a string, in the quotes of the node. */
export function textLike(node: Node, value: string): string {
  return node.kind === 'scalar' && node.style === 'double' ? JSON.stringify(value) : scalarText(value);
}

export function removeField(document: YamlDocument, field: Entry): readonly Fix[] {
  if (field.merged) return [];
  return [{ title: `Remove ${keyOf(field)}`, edits: () => removeEntry(document, field) }];
}

/** For each of several fields that exclude each other: the others go, with what they say. */
export function keepOnly(document: YamlDocument, map: MapNode, fields: readonly Entry[]): readonly Fix[] {
  if (fields.some(({ merged }) => merged) || map.alias) return [];
  return fields.map(kept => ({
    title: `Keep only ${keyOf(kept)}`,
    loses: true,
    edits: () =>
      removeEntries(
        document,
        map,
        fields.filter(other => other !== kept),
      ),
  }));
}

/** Takes an item out of its list. */
export function removeFromList(document: YamlDocument, item: MapNode, title: string): readonly Fix[] {
  const { parent } = item;
  if (parent?.kind !== 'seq' || parent.alias) return [];
  return [{ title, edits: (): readonly Edit[] => [removeItem(document, parent, item)] }];
}

/** `wanted`, or with a number behind it, as no volume of the pod is called yet. */
export function freeVolumeName(manifest: Manifest, wanted: string): string {
  const volumes = volumesOf(manifest).map(({ nameEntry }) => text(nameEntry?.value));
  const taken = new Set([...volumes, ...claimTemplatesOf(manifest).map(text)]);
  const base = wanted.slice(0, longestName - 4).replace(/-+$/, '');
  if (!taken.has(wanted) && wanted.length <= longestName) return wanted;
  if (!taken.has(base)) return base;
  for (let i = 2; ; i++) if (!taken.has(`${base}-${i}`)) return `${base}-${i}`;
}

/** `configMap` as a part of a name. */
export function kebab(word: string): string {
  return word.replace(/[A-Z]+/g, letters => `-${letters.toLowerCase()}`);
}

export function setReadOnly(document: YamlDocument, mount: MapNode): readonly Fix[] {
  const field = entry(mount, 'readOnly');
  if (field?.merged || mount.alias) return [];
  const edits = () => [
    field ? setValue(document, field, 'true') : insertEntries(document, mount, [{ key: 'readOnly', value: true }]),
  ];
  return [{ title: 'Set readOnly: true', edits }];
}

/** What the API server says of a name, without its examples and patterns. */
export function briefly(errors: readonly string[]): string {
  return errors.map(error => error.replace(/ \(e\.g\. .*$/, '')).join(', and ');
}

/** Where what is taken away is not the same as what stays. */
export function losing(fixes: readonly Fix[]): readonly Fix[] {
  return fixes.map(fix => ({ ...fix, loses: true }));
}
