/** The ConfigMap or Secret that a pod names, as far as the workspace shows it beyond doubt. */
import type { Manifest } from '../../model/manifest.js';
import type { DataFacts, ObjectFacts } from '../../model/objects.js';
import type { Objects } from '../../workspace/objects.js';

export type ConfigKind = 'ConfigMap' | 'Secret';

/** An object whose data is known. */
export type ConfigObject = ObjectFacts & { readonly data: DataFacts };

/** Nothing, when the object is not there, or there several times, as in overlays. */
export function configObject(
  objects: Objects,
  { namespace }: Manifest,
  kind: ConfigKind,
  name: string | undefined,
): ConfigObject | undefined {
  if (!name) return undefined;
  const found = objects.named(kind, name).filter(({ facts }) => facts.namespace === namespace);
  const [facts] = found.map(known => known.facts);
  return found.length === 1 && facts?.data ? { ...facts, data: facts.data } : undefined;
}
