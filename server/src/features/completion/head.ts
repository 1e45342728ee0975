import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { isPluginOf } from '../../model/configurations.js';
import { isServed, type KindInfo } from '../../schema/schemas.js';
import { get, text } from '../../syntax/node.js';
import type { Completer, CompletionPlace } from './completer.js';
import { quoted } from './layout.js';

/** `apiVersion` and `kind`: each knows the other, and only what the target version serves is offered. */
export const head: Completer = function* (at) {
  const { gap, layout } = at;
  if (gap.slot === 'key' && gap.path.length === 0) yield* keyItems(at);
  if (gap.slot !== 'value' || gap.path.length !== 1) return;
  const [field] = gap.path;
  if (field === 'kind') {
    const apiVersion = text(get(gap.root, 'apiVersion'));
    for (const { kind, versions } of servedKinds(at)) {
      if (apiVersion && !versions.includes(apiVersion)) continue;
      yield {
        label: kind,
        kind: CompletionItemKind.Class,
        detail: versions.join(', '),
        insertText: quoted(layout, kind),
      };
    }
  }
  if (field === 'apiVersion') {
    const kind = text(get(gap.root, 'kind'));
    const versions = servedKinds(at)
      .filter(known => !kind || known.kind === kind)
      .flatMap(known => known.versions);
    for (const version of new Set(versions)) {
      yield { label: version, kind: CompletionItemKind.Module, insertText: quoted(layout, version) };
    }
  }
};

/** The two keys themselves, as long as the schema is not known and so cannot offer them. */
function* keyItems({ gap, place, layout }: CompletionPlace): Iterable<CompletionItem> {
  if (place || (layout.json && !gap.flow)) return;
  for (const name of ['apiVersion', 'kind']) {
    if (gap.siblings.has(name)) continue;
    const key = quoted(layout, name);
    yield {
      label: name,
      kind: CompletionItemKind.Property,
      insertText: gap.hasColon ? key : `${key}: `,
      sortText: `0${name}`,
      command: { title: 'Show values', command: 'editor.action.triggerSuggest' },
    };
  }
}

/** Every kind with the API versions that serve it, stable ones first. */
export function servedKinds(at: CompletionPlace): { kind: string; versions: string[] }[] {
  const { schemas, kubernetesVersion, list } = at;
  const found = new Map<string, string[]>();
  for (const [apiVersion, kinds] of Object.entries(schemas.kinds)) {
    for (const [kind, info] of Object.entries(kinds)) {
      if (!isWritten(kind, info) || !isServed(info, kubernetesVersion)) continue;
      if (list && !(apiVersion === 'builtin' && isPluginOf(list, kind))) continue;
      const versions = found.get(kind) ?? [];
      found.set(kind, /alpha|beta/.test(apiVersion) ? [...versions, apiVersion] : [apiVersion, ...versions]);
    }
  }
  return [...found].map(([kind, versions]) => ({ kind, versions })).sort((a, b) => a.kind.localeCompare(b.kind, 'en'));
}

/** Not what only the API server answers with, such as `Status` and `PodList`. */
function isWritten(kind: string, { definition, plural }: KindInfo): boolean {
  return definition !== undefined && Boolean(plural) && (kind === 'List' || !kind.endsWith('List'));
}
