/** Paths of JSON patches, one step after the other, from the objects that the patch is for. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { escapedStep, follow, labelOf } from '../../kustomize/pointerAdvice.js';
import { idOf, type Resource } from '../../kustomize/resource.js';
import { charactersOf, type Value } from '../../kustomize/value.js';
import { isSecretValue } from '../../model/configData.js';
import { isOperation, pointerText } from '../../model/patches.js';
import { kindOf, placeAt } from '../../schema/schemas.js';
import { entries, get, text } from '../../syntax/node.js';
import { countOf } from '../patches/patchHover.js';
import { pathOfPointer } from '../patches/pointer.js';
import type { Completer, CompletionPlace } from './completer.js';
import { joinLines, quoted } from './layout.js';

const mostTargets = 20;
const next = { title: 'Next step', command: 'editor.action.triggerSuggest' };
const longestDetail = 60;

interface Step {
  readonly path: string;
  readonly detail: string;
  readonly hasMore: boolean;
  /** It is there, and in how many objects. */
  readonly count: number;
}

export const patchPaths: Completer = function* (at) {
  yield* firstOperation(at);
  const { gap, manifest, patch, layout } = at;
  const [field] = gap.path;
  if (!patch || !manifest || !isOperation(manifest) || gap.slot !== 'value' || gap.path.length !== 1) return;
  if (field !== 'path' && field !== 'from') return;
  const typed = gap.typed.replace(/^["']/, '');
  const above = typed.slice(0, Math.max(0, typed.lastIndexOf('/')));
  const operation = field === 'from' ? 'copy' : (text(get(manifest.root, 'op')) ?? '');
  const isNew = field === 'path' && ['add', 'copy', 'move', ''].includes(operation);
  const targets = patch.targets.slice(0, mostTargets);
  const steps = [...stepsBelow(at, targets, above, isNew)];
  for (const [i, { path, detail, hasMore, count }] of steps.entries()) {
    const isEverywhere = count === targets.length || count === 0;
    const item: CompletionItem = {
      label: path,
      kind: hasMore ? CompletionItemKind.Module : CompletionItemKind.Field,
      detail: isEverywhere ? detail : `${detail} (in ${count} of ${targets.length})`,
      sortText: `!${count > 0 ? 0 : 1}${isEverywhere ? 0 : 1}${String(i).padStart(3, '0')}`,
      insertText: quoted(layout, path, pointerText(path)),
    };
    yield hasMore ? { ...item, command: next } : item;
  }
};

/** In an empty patch for certain objects. */
function* firstOperation({ gap, patch, layout }: CompletionPlace): Iterable<CompletionItem> {
  const isEmpty = gap.slot === 'key' && gap.path.length === 0 && entries(gap.root).length === 1;
  if (!isEmpty || gap.hasColon || gap.flow || !patch?.listed.some(({ entry }) => entry.target)) return;
  const lines = [
    { level: 0, text: '- op: replace' },
    { level: 0, text: '  path: ' },
  ];
  yield {
    label: 'op: replace',
    kind: CompletionItemKind.Snippet,
    detail: 'JSON patch',
    sortText: '!0',
    insertText: joinLines(layout, lines),
    command: next,
  };
}

/** What is there; where something may be added, what the schema knows, too. */
function stepsBelow(at: CompletionPlace, targets: readonly Resource[], above: string, isNew: boolean): Iterable<Step> {
  const known = new Map<string, Step>();
  for (const resource of targets) {
    const holder = follow(resource.value, above.split('/').slice(1));
    if (!holder || holder.kind === 'scalar') continue;
    for (const [name, value] of membersOf(holder)) {
      const path = `${above}/${name}`;
      const count = (known.get(path)?.count ?? 0) + 1;
      known.set(path, {
        detail: detailOf(resource, path, value),
        hasMore: value.kind !== 'scalar',
        ...known.get(path),
        path,
        count,
      });
    }
    if (isNew)
      for (const step of newSteps(at, resource, holder, above)) if (!known.has(step.path)) known.set(step.path, step);
  }
  return known.values();
}

function membersOf(holder: Value): readonly (readonly [string, Value])[] {
  if (holder.kind === 'fields') return [...holder.entries].map(([key, value]) => [escapedStep(key), value] as const);
  return holder.kind === 'list' ? holder.items.map((item, i) => [String(i), item] as const) : [];
}

function* newSteps({ schemas }: CompletionPlace, resource: Resource, holder: Value, above: string): Iterable<Step> {
  if (holder.kind === 'list') return yield { path: `${above}/-`, detail: 'behind the last', hasMore: false, count: 0 };
  const { group, version, kind } = idOf(resource);
  const definition = kindOf(schemas, group === '' ? version : `${group}/${version}`, kind)?.definition;
  const place = definition && placeAt(schemas, definition, pathOfPointer(resource.value, above));
  if (!place) return;
  for (const name of Object.keys(place.schema.properties ?? {})) {
    if (above !== '' || name !== 'status')
      yield { path: `${above}/${escapedStep(name)}`, detail: 'new', hasMore: false, count: 0 };
  }
}

/** What is there now, but not the values of Secrets. */
function detailOf(resource: Resource, path: string, value: Value): string {
  if (value.kind !== 'scalar') {
    const label = labelOf(value);
    const isItem = /\/\d+$/.test(path);
    if (isItem && label !== undefined) return label;
    return value.kind === 'list' ? countOf(value.items.length, 'item') : countOf(value.entries.size, 'field');
  }
  if (isSecretValue(idOf(resource), pathOfPointer(resource.value, path))) return '';
  const [line = ''] = charactersOf(value).split('\n');
  return line.length > longestDetail ? `${line.slice(0, longestDetail)}…` : line;
}
