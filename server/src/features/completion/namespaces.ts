/** Namespaces: those that the workspace has, and those that something in it lives in or speaks of. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { KnownObject } from '../../workspace/objects.js';
import type { Completer } from './completer.js';
import { nameItems } from './nameItems.js';

const fields: ReadonlySet<unknown> = new Set(['namespace', 'secretNamespace']);

export const namespaces: Completer = function* (at) {
  const { gap, manifest, index, place } = at;
  if (!manifest || gap.slot !== 'value' || !fields.has(gap.path.at(-1))) return;
  if (place && place.schema.type !== 'string') return;
  const counts = new Map<string, number>();
  const declared = new Set(index.objects.all('Namespace').flatMap(({ facts }) => facts.name ?? []));
  for (const object of index.objects.every()) {
    for (const name of namesIn(object)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...new Set([...declared, ...counts.keys()])].sort();
  yield* nameItems(
    at,
    names.map(name => {
      const count = counts.get(name) ?? 0;
      const detail = declared.has(name) ? 'Namespace' : `used ${count === 1 ? 'once' : `${count} times`}`;
      return { name, kind: CompletionItemKind.Module, detail, rank: declared.has(name) ? 0 : 1 };
    }),
  );
};

function namesIn({ facts: { namespace, references } }: KnownObject): readonly string[] {
  const spokenOf = references.flatMap(reference => reference.namespace ?? []);
  return namespace === undefined ? spokenOf : [namespace, ...spokenOf];
}
