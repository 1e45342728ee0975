/** The variables that `envFrom` brings into a container, with the keys that they come from. */
import type { Reference } from '../model/objects.js';
import type { Container } from '../model/pods.js';
import { referencesIn } from '../model/references.js';
import { around, get, text } from '../syntax/node.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import type { KnownKeys, KnownObject } from '../workspace/objects.js';
import { meantObjects } from './meantObjects.js';

export interface EnvFromKey {
  readonly variable: string;
  readonly reference: Reference;
  readonly key: KnownKeys['keys'][number];
}

/** `from` is the object that the container belongs to. The last one of a name wins. */
export function envFromKeys(
  index: WorkspaceIndex,
  from: KnownObject | undefined,
  { manifest, node }: Container,
): readonly EnvFromKey[] {
  return referencesIn(manifest).flatMap(reference => {
    if (!reference.field.startsWith('envFrom.')) return [];
    const outwards = [...around(reference.node)];
    if (!outwards.includes(node)) return [];
    // The name, the map around it, and the item that has the prefix.
    const prefix = text(get(outwards[2], 'prefix')) ?? '';
    const { keys } = index.objects.keysOf(meantObjects(index, from, reference));
    // The bytes of binaryData become no variables.
    const usable = keys.filter(({ field }) => field !== 'binaryData');
    return usable.map(key => ({ variable: `${prefix}${key.name}`, reference, key }));
  });
}
