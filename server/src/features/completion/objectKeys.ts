/** The keys of the ConfigMap or Secret that a reference names. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { KeyReference } from '../../model/objects.js';
import type { WrittenReference } from '../../model/references.js';
import { knownAs, meantObjects } from '../meantObjects.js';
import type { CompletionPlace } from './completer.js';
import { nameItems } from './nameItems.js';

export function objectKeys(
  at: CompletionPlace,
  reference: WrittenReference,
  asked: KeyReference,
): readonly CompletionItem[] {
  const { index, manifest, uri: from } = at;
  const { kind, name } = reference;
  const found = meantObjects(index, manifest && knownAs(manifest), reference);
  // Two items with one key are of no use; two variables are.
  const taken = new Set(
    asked.by === 'item' ? reference.keys.filter(({ by }) => by === 'item').map(key => key.name) : [],
  );
  const keys = new Map(index.objects.keysOf(found).keys.map(key => [key.name, key]));
  return nameItems(
    at,
    [...keys.values()]
      .filter(key => !taken.has(key.name))
      .map(({ name: key, object: { uri } }) => ({
        name: key,
        kind: CompletionItemKind.Field,
        detail: `${kind} ${name}`,
        data: { kind, name, uri, key, from },
      })),
  );
}
