/** In strategic merge patches: what the object has at this place, to be changed. Items by their merge keys. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { idOf, type Resource } from '../../kustomize/resource.js';
import { scalarText } from '../../kustomize/scalarText.js';
import { type Fields, get as getValue, type Value } from '../../kustomize/value.js';
import { scalarText as written } from '../../syntax/edit.js';
import { get, items, type Node } from '../../syntax/node.js';
import { type Counterpart, counterpartOf, nameOfResource } from '../patches/counterpart.js';
import type { Completer, CompletionPlace } from './completer.js';
import { joinLines, quoted } from './layout.js';

/** More targets say nothing new. */
const mostTargets = 20;
const longestDetail = 60;
const nouns: Readonly<Record<string, string>> = {
  containers: 'container',
  initContainers: 'init container',
  ephemeralContainers: 'ephemeral container',
  env: 'variable',
  ports: 'port',
  volumes: 'volume',
  volumeMounts: 'mount',
  volumeDevices: 'device',
};

export const patchItems: Completer = function* (at) {
  const { gap, patch } = at;
  if (!patch?.isPart || gap.flow) return;
  if (gap.slot === 'key' && typeof gap.path.at(-1) === 'number' && gap.siblings.size === 0) yield* wholeKeys(at);
  if (gap.slot === 'key' && typeof gap.path.at(-1) !== 'number') yield* ownKeys(at);
  if (gap.slot === 'value' && typeof gap.path.at(-2) === 'number') yield* keyValues(at);
};

interface Found {
  readonly resource: Resource;
  readonly at: Counterpart;
}

function* found({ gap, manifest, patch }: CompletionPlace, path: CompletionPlace['gap']['path']): Iterable<Found> {
  for (const resource of patch?.targets.slice(0, mostTargets) ?? []) {
    const at = counterpartOf(resource, manifest?.root ?? gap.root, path);
    if (at) yield { resource, at };
  }
}

/** The first lines of an item: its merge keys. */
function* wholeKeys(at: CompletionPlace): Iterable<CompletionItem> {
  const list = at.gap.path.slice(0, -1);
  const field = String(list.at(-1));
  const known = new Set<string>();
  for (const { resource, at: own } of found(at, list)) {
    const { keys = [] } = own.shape ?? {};
    for (const item of untaken(at, own, keys)) {
      const fields = keys.flatMap(key => {
        const value = getValue(item, key);
        return value?.kind === 'scalar' ? [`${key}: ${plain(value)}`] : [];
      });
      const [label = ''] = fields;
      if (fields.length === 0 || known.has(fields.join())) continue;
      known.add(fields.join());
      const lines = fields.map(text => ({ level: 0, text }));
      yield {
        label: fields.join(', '),
        filterText: label,
        kind: CompletionItemKind.Reference,
        detail: `change ${nouns[field] ?? 'item'} of ${nameOfResource(resource)}`,
        sortText: `!${String(known.size).padStart(3, '0')}`,
        insertText: joinLines(at.layout, lines),
      };
    }
  }
}

/** The value of a merge key. */
function* keyValues(at: CompletionPlace): Iterable<CompletionItem> {
  const { gap, layout } = at;
  const key = String(gap.path.at(-1));
  const list = gap.path.slice(0, -2);
  const field = String(list.at(-1));
  const known = new Set<string>();
  for (const { resource, at: own } of found(at, list)) {
    const { keys = [] } = own.shape ?? {};
    if (!keys.includes(key)) continue;
    for (const item of untaken(at, own, keys)) {
      const value = getValue(item, key);
      const label = scalarText(value);
      if (value?.kind !== 'scalar' || known.has(label)) continue;
      known.add(label);
      yield {
        label,
        kind: CompletionItemKind.Reference,
        detail: `change ${nouns[field] ?? 'item'} of ${nameOfResource(resource)}`,
        sortText: `!${String(known.size).padStart(3, '0')}`,
        insertText: typeof value.value === 'string' ? quoted(layout, label, plain(value)) : label,
      };
    }
  }
}

/** Items of the object that the patch does not name yet. */
function untaken(
  { gap, manifest }: CompletionPlace,
  { value }: Counterpart,
  keys: readonly string[],
): readonly Value[] {
  const [first = ''] = keys;
  const list = gap.path.slice(
    0,
    gap.path.findLastIndex(step => typeof step === 'number'),
  );
  const here = gap.path[list.length];
  const own = items(get(manifest?.root, ...list)).filter((_, i) => i !== here);
  const textOf = (item: Node) => {
    const node = get(item, first);
    return node?.kind === 'scalar' ? node.text : undefined;
  };
  const taken = new Set(own.map(textOf));
  const all = value?.kind === 'list' && keys.length > 0 ? value.items : [];
  return all.filter(item => keys.length > 1 || !taken.has(scalarText(getValue(item, first))));
}

/** Keys of maps that the schema leaves to the user: those of data, labels and annotations. */
function* ownKeys(at: CompletionPlace): Iterable<CompletionItem> {
  const { gap, place, layout } = at;
  if (place?.schema.properties || !place?.schema.additionalProperties) return;
  const known = new Set<string>();
  for (const { resource, at: own } of found(at, gap.path)) {
    if (own.value?.kind !== 'fields') continue;
    for (const [name, value] of own.value.entries) {
      if (known.has(name) || gap.siblings.has(name)) continue;
      known.add(name);
      const key = quoted(layout, name, written(name));
      yield {
        label: name,
        kind: CompletionItemKind.Reference,
        detail: detailOf(resource, value),
        sortText: `!${String(known.size).padStart(3, '0')}`,
        insertText: gap.hasColon ? key : `${key}: `,
      };
    }
  }
}

/** Not the values of Secrets. */
function detailOf(resource: Resource, value: Value): string {
  const isSecret = idOf(resource).kind === 'Secret';
  const [line = ''] = scalarText(value).split('\n');
  const shown = line.length > longestDetail ? `${line.slice(0, longestDetail)}…` : line;
  return isSecret || value.kind !== 'scalar' ? `in ${nameOfResource(resource)}` : `now ${shown}`;
}

function plain(value: Exclude<Value, Fields>): string {
  const text = scalarText(value);
  return value.kind === 'scalar' && typeof value.value === 'string' ? written(text) : text;
}
