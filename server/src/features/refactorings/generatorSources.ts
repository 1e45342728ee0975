/** What a generator makes keys of: the entry that is selected, and the values that it gives. */
import { configMapKeyErrors } from '../../model/names.js';
import { endOfLine, startOfLine } from '../../syntax/edit.js';
import { get, items, type MapNode, type SeqNode, text } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { Builder } from './generators.js';
import type { NoChange, RefactoredDocument } from './refactorings.js';

export const sourceFields = ['files', 'literals', 'envs'] as const;

/** One entry of a generator, and where it stands. */
export interface Source {
  readonly builder: Builder;
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace: string | undefined;
  readonly generator: MapNode;
  readonly field: (typeof sourceFields)[number];
  readonly list: SeqNode;
  readonly place: number;
  readonly written: string;
}

export function selectedSource({ uri, part, selected }: RefactoredDocument, index: WorkspaceIndex): Source | undefined {
  const { document } = part;
  const { root } = document;
  const isOurs = selected && index.manifests(uri, part).some(({ kind }) => /^(Kustomization|Component)$/.test(kind));
  if (!isOurs || root?.kind !== 'map' || document.problems.length > 0) return undefined;
  for (const kind of ['ConfigMap', 'Secret'] as const) {
    for (const generator of items(get(root, kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator'))) {
      const name = text(get(generator, 'name'));
      if (generator.kind !== 'map' || generator.alias || name === undefined) continue;
      for (const field of sourceFields) {
        const list = get(generator, field);
        if (list?.kind !== 'seq' || list.alias) continue;
        const place = list.items.findIndex(item => {
          const start = list.flow ? item.span.start : startOfLine(document, item.span.start);
          const end = list.flow ? item.span.end : endOfLine(document, item.span.end);
          return !item.alias && start <= selected.start && selected.end <= end;
        });
        const written = text(list.items[place]);
        const namespace = text(get(generator, 'namespace'));
        const builder = { uri, document, root };
        if (written !== undefined) return { builder, kind, name, namespace, generator, field, list, place, written };
      }
    }
  }
  return undefined;
}

export type Values = ReadonlyMap<string, Uint8Array>;

/** The keys that it gives, with their bytes; `content` is that of its file. */
export function valuesOf({ field, written }: Source, content: Uint8Array | undefined): Values | NoChange {
  const values = new Map<string, Uint8Array>();
  if (field === 'literals') {
    const [, key = '', value = ''] = /^(.*?)=(.*)$/s.exec(written) ?? [];
    values.set(key, Buffer.from(withoutQuotes(value)));
  } else if (field === 'files') {
    const equals = written.indexOf('=');
    const key = equals >= 0 ? written.slice(0, equals) : written.slice(written.lastIndexOf('/') + 1);
    values.set(key, content ?? new Uint8Array());
  } else {
    const lines = Buffer.from(content ?? [])
      .toString()
      .replace(/^\ufeff/, '')
      .split(/\r?\n/);
    for (const [i, line] of lines.entries()) {
      const pair = line.trimStart();
      if (pair === '' || pair.startsWith('#')) continue;
      const equals = pair.indexOf('=');
      // What stands there may be a secret: only its place is named.
      if (equals < 0) return { refusal: `line ${i + 1} has its value from the environment of who runs kustomize` };
      const key = pair.slice(0, equals);
      if (configMapKeyErrors(key).length > 0) return { refusal: `line ${i + 1} does not begin with a key` };
      values.set(key, Buffer.from(pair.slice(equals + 1)));
    }
  }
  const wrong = [...values.keys()].find(key => configMapKeyErrors(key).length > 0);
  return wrong === undefined ? values : { refusal: `${wrong} cannot be a key` };
}

/** As kustomize takes them off. */
function withoutQuotes(value: string): string {
  return /^(["']).*\1$/s.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}
