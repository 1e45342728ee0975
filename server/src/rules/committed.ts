/** What rules about the last commit share: whether it says anything, and how to put back what it has. */

import { isReplaced } from '../model/immutableFields.js';
import type { Manifest } from '../model/manifest.js';
import { columnOf, newlineOf, scalarText, setValue } from '../syntax/edit.js';
import { insertEntries, isJsonLike, type NewMap, type NewValue } from '../syntax/insert.js';
import { type Entry, entries, keyOf, type MapNode, type Node, type ScalarNode } from '../syntax/node.js';
import type { Fix, RuleContext } from './rule.js';

/** The object as the last commit has it; `undefined` where that says nothing about the next update. */
export function committedOf(manifest: Manifest, { committed, isPatch }: RuleContext): Manifest | undefined {
  return isPatch || !committed || isReplaced(manifest) || isReplaced(committed) ? undefined : committed;
}

/** The API server refuses the update. `what` must stay, `known` is what the last commit has. */
export function mustStay(what: string, known: string): string {
  return `${what} cannot change: the API server will refuse the update (the last commit has ${known})`;
}

/** Puts the scalar `old` of `committed` back into `field`. */
export function putBack({ document }: Manifest, field: Entry, committed: Manifest, old: ScalarNode): readonly Fix[] {
  if (field.merged || field.map.alias || (field.value.kind !== 'scalar' && !field.value.alias)) return [];
  const edits = () => [setValue(document, field, textOf(document, field, committed, old))];
  return [{ title: `Put the committed ${keyOf(field)} back`, loses: true, edits }];
}

/** Puts back the entry `old`, which is gone. */
export function putBackEntry({ document }: Manifest, map: MapNode, old: Entry): readonly Fix[] {
  if (map.alias || map.entries.length === 0) return [];
  const added = { key: keyOf(old), value: writtenValue(old.value) };
  return [{ title: `Put the committed ${added.key} back`, edits: () => [insertEntries(document, map, [added])] }];
}

/** As it was written where it fits, else on one line. */
function textOf(document: Manifest['document'], field: Entry, committed: Manifest, old: ScalarNode): string {
  if (isJsonLike(document, field.map)) return JSON.stringify(old.value);
  if (typeof old.value !== 'string') return old.text;
  return blockText(document, field, committed, old) ?? scalarText(old.value);
}

function blockText(
  document: Manifest['document'],
  field: Entry,
  { document: source }: Manifest,
  old: ScalarNode,
): string | undefined {
  const { parent, span, value } = old;
  const isBlock = old.style === 'literal' && field.value.kind === 'scalar' && field.value.style === 'literal';
  if (!isBlock || parent?.kind !== 'entry' || field.map.flow || field.value.alias) return undefined;
  if (columnOf(source, parent.span.start) !== columnOf(document, field.span.start)) return undefined;
  const written = source.text.slice(span.start, span.end);
  // A plain header only: what it keeps at its end would have to fit what follows.
  if (!/^\|-?\r?\n/.test(written) || String(value).endsWith('\n\n')) return undefined;
  const replaced = document.text.slice(field.value.span.start, field.value.span.end);
  const lines = written.trimEnd().split(/\r?\n/).join(newlineOf(document));
  return lines + (/\s*$/.exec(replaced)?.[0] ?? '');
}

function writtenValue(node: Node): NewValue {
  if (node.kind === 'scalar') return node.value ?? '';
  if (node.kind === 'seq') return node.items.map(writtenValue);
  return Object.fromEntries(entries(node).map(field => [keyOf(field), writtenValue(field.value)])) satisfies NewMap;
}
