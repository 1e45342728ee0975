/** The objects that a reference means; where the workspace leaves that open, those that it most likely means. */
import { factsOf } from '../model/facts.js';
import type { Manifest } from '../model/manifest.js';
import type { Reference } from '../model/objects.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import type { KnownObject } from '../workspace/objects.js';
import { nearTo } from './navigation/kin.js';

/** The object that `manifest` describes, which need not be what is written at this moment. */
export function knownAs(manifest: Manifest): KnownObject | undefined {
  const { uri, document } = manifest;
  const [facts] = factsOf(manifest);
  return facts && { uri, document, facts };
}

export function meantObjects(
  index: WorkspaceIndex,
  from: KnownObject | undefined,
  reference: Reference,
): readonly KnownObject[] {
  const found = from ? index.objects.resolve(from, reference) : 'unknown';
  if (found !== 'unknown') return found;
  const objects = index.objects.named(reference.kind, reference.name);
  return from ? nearTo(index, from.uri, { objects, users: [] }).objects : objects;
}
