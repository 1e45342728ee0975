/** What a patch is for: the objects of the build, by kind and name. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { idOf, type Resource, type ResourceId } from '../../kustomize/resource.js';
import { firstId } from '../../kustomize/resourceIds.js';
import { isKustomization } from '../../model/configurations.js';
import { entries, get, text } from '../../syntax/node.js';
import { stageOf } from '../patches/patchTargets.js';
import type { Completer, CompletionPlace } from './completer.js';
import { joinLines } from './layout.js';
import { nameItems } from './nameItems.js';

const fields = ['kind', 'name', 'namespace', 'group', 'version'] as const;
type Field = (typeof fields)[number];

export const patchNames: Completer = function* (at) {
  const { gap, patch } = at;
  if (gap.slot === 'value' && isInTarget(at)) yield* inTarget(at);
  if (!patch?.isPart) return;
  const isName = gap.path.length === 2 && gap.path[0] === 'metadata' && gap.path[1] === 'name';
  if (gap.slot === 'value' && isName) yield* ofKind(at, patch.resources);
  const isEmpty = gap.slot === 'key' && gap.path.length === 0 && entries(gap.root).length === 1;
  if (isEmpty && !gap.hasColon && !gap.flow) yield* wholeHeads(at, patch.resources);
};

function isInTarget({ manifest, gap }: CompletionPlace): boolean {
  const at = gap.path.indexOf('target');
  if (!manifest || at < 0 || at !== gap.path.length - 2) return false;
  if (isKustomization(manifest)) return at === 2 && /^patches(Json6902)?$/.test(String(gap.path[0]));
  return at === 0 && manifest.apiVersion === 'builtin' && /^Patch(Json6902)?Transformer$/.test(manifest.kind);
}

/** Of the objects that fit what else the target says. */
function* inTarget(at: CompletionPlace): Iterable<CompletionItem> {
  const { gap, manifest, index, uri } = at;
  const field = fields.find(own => own === gap.path.at(-1));
  const target = get(manifest?.root, ...gap.path.slice(0, -1));
  if (!field) return;
  const others = fields
    .filter(own => own !== field)
    .flatMap(own => {
      const wanted = text(get(target, own));
      return wanted ? [[own, wanted] as const] : [];
    });
  const counts = new Map<string, ResourceId[]>();
  for (const resource of stageOf(index, { uri }) ?? []) {
    const id = firstId(resource);
    if (id[field] === '' || others.some(([own, wanted]) => id[own] !== wanted)) continue;
    counts.set(id[field], [...(counts.get(id[field]) ?? []), id]);
  }
  yield* nameItems(
    at,
    [...counts].map(([name, ids]) => ({ name, kind: CompletionItemKind.Reference, detail: detailOf(field, ids) })),
  );
}

function detailOf(field: Field, ids: readonly ResourceId[]): string {
  const [only, ...more] = ids;
  if (only && more.length === 0) return field === 'name' ? only.kind : `${only.kind} ${only.name}`;
  return `${ids.length} resources`;
}

function* ofKind(at: CompletionPlace, resources: readonly Resource[]): Iterable<CompletionItem> {
  const kind = at.manifest?.kind;
  const fitting = resources.map(firstId).filter(id => !kind || id.kind === kind);
  const names = new Map(fitting.map(id => [id.name, id.kind]));
  yield* nameItems(
    at,
    [...names].map(([name, detail]) => ({ name, kind: CompletionItemKind.Reference, detail })),
  );
}

/** The lines that say for which object a patch is. */
function* wholeHeads({ layout, patch }: CompletionPlace, resources: readonly Resource[]): Iterable<CompletionItem> {
  const hasTarget = patch?.listed.some(({ entry }) => entry.target);
  const meant = hasTarget ? (patch?.targets ?? []) : resources;
  for (const [i, resource] of meant.entries()) {
    const { group, version, kind, name, namespace } = firstId(resource);
    const inNamespace = namespace === '' ? [] : [{ level: 1, text: `namespace: ${namespace}` }];
    const lines = [
      { level: 0, text: `apiVersion: ${group === '' ? version : `${group}/${version}`}` },
      { level: 0, text: `kind: ${kind}` },
      { level: 0, text: 'metadata:' },
      { level: 1, text: `name: ${name}` },
      ...inNamespace,
    ];
    yield {
      label: `${kind} ${name}`,
      kind: CompletionItemKind.Reference,
      detail: `change ${kind} ${idOf(resource).name}`,
      sortText: `!${String(i).padStart(3, '0')}`,
      insertText: joinLines(layout, lines),
    };
  }
}
