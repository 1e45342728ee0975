/** The labels that pods of the workspace have, wherever pods are selected by their labels. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { Manifest } from '../../model/manifest.js';
import { podSpecOf } from '../../model/pods.js';
import { isAppsWorkload, labelMapsOf, selectedTemplateOf, templateLabelsOf } from '../../model/selectors.js';
import { knownText } from '../../model/templates.js';
import { scalarText } from '../../syntax/edit.js';
import { type Entry, entries, get, keyOf, type Path } from '../../syntax/node.js';
import type { Completer, CompletionPlace } from './completer.js';
import { quoted } from './layout.js';
import { type Candidate, nameItems } from './nameItems.js';

interface Label {
  readonly key: string;
  readonly value: string;
  /** Whose pods have it. */
  readonly of: string;
  readonly rank: number;
}

export const labels: Completer = function* (at) {
  const { gap, manifest, layout } = at;
  if (!manifest || gap.slot === 'variable' || (layout.json && !gap.flow)) return;
  const map = gap.node.parent?.kind === 'entry' ? gap.node.parent.map : undefined;
  const selector = [...labelMapsOf(manifest)].find(({ value }) => value === map);
  if (!selector || !selectsPods(manifest, selector)) return;
  const known = knownLabels(at);
  if (gap.slot === 'value') yield* values(at, known, String(gap.path.at(-1)));
  else yield* pairs(at, known);
};

function selectsPods({ kind }: Manifest, selector: Entry): boolean {
  const owner = selector.map.parent;
  const isOfNamespaces = owner?.kind === 'entry' && keyOf(owner) === 'namespaceSelector';
  return keyOf(selector) !== 'nodeSelector' && kind !== 'PersistentVolumeClaim' && !isOfNamespaces;
}

/** A workload selects its own pods; whatever else selects pods may mean those of any workload. */
function knownLabels({ manifest, index, gap, uri }: CompletionPlace): readonly Label[] {
  const own = manifest ? ownLabels(manifest) : [];
  if (manifest && isAppsWorkload(manifest) && isOwnSelector(gap.path)) return own;
  const found = new Map(own.map(label => [`${label.key}=${label.value}`, label]));
  for (const { facts, uri: from } of index.objects.every()) {
    const far = facts.namespace === manifest?.namespace ? 1 : 3;
    const rank = far + (from === uri ? 0 : 1);
    for (const [key, value] of Object.entries(facts.pods?.labels ?? {})) {
      const name = `${key}=${value}`;
      if ((found.get(name)?.rank ?? Number.POSITIVE_INFINITY) <= rank) continue;
      found.set(name, { key, value, of: `${facts.kind} ${facts.name ?? ''}`.trim(), rank });
    }
  }
  return [...found.values()];
}

function isOwnSelector([spec, selector]: Path): boolean {
  return spec === 'spec' && selector === 'selector';
}

function ownLabels(manifest: Manifest): readonly Label[] {
  const selected = selectedTemplateOf(manifest);
  const template = podSpecOf(manifest)?.parent;
  const pods = template?.kind === 'entry' ? get(template.map, 'metadata', 'labels') : undefined;
  return entries(selected ? templateLabelsOf(selected) : pods).flatMap(label => {
    const value = knownText(label.value);
    return value === undefined ? [] : [{ key: keyOf(label), value, of: 'these pods', rank: 0 }];
  });
}

function values(at: CompletionPlace, known: readonly Label[], key: string): readonly CompletionItem[] {
  const fitting = new Map(known.filter(label => label.key === key).map(label => [label.value, label]));
  return nameItems(
    at,
    [...fitting.values()].map(({ value, of, rank }) => ({
      name: value,
      kind: CompletionItemKind.Constant,
      detail: of,
      rank,
    })),
  );
}

/** The key with its value; where a colon follows already, the key alone. */
function pairs(at: CompletionPlace, known: readonly Label[]): readonly CompletionItem[] {
  const { gap, layout } = at;
  const free = known.filter(({ key }) => !gap.siblings.has(key));
  const texts = new Map(
    free.map(label => {
      const { key, value } = label;
      const name = gap.hasColon ? key : `${key}: ${value}`;
      const text = quoted(layout, key, scalarText(key));
      const full = gap.hasColon ? text : `${text}: ${layout.json ? JSON.stringify(value) : scalarText(value)}`;
      return [name, { label, full }] as const;
    }),
  );
  const candidates = [...texts].map(
    ([name, { label }]): Candidate => ({
      name,
      kind: CompletionItemKind.Property,
      detail: label.of,
      rank: label.rank,
    }),
  );
  return nameItems(at, candidates).map(item => ({ ...item, insertText: texts.get(item.label)?.full ?? item.label }));
}
