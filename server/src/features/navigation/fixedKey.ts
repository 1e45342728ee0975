/** Why a key of a ConfigMap or Secret cannot be renamed: what else would change by it, or would be missed. */
import { nodesAt } from '../../syntax/locate.js';
import { copiesOf, isMergeSource } from '../../syntax/sharedText.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject } from '../../workspace/objects.js';
import { type KeyName, keyInKustomize } from './keyInKustomize.js';
import type { Place } from './name.js';

export interface RenamedKey extends KeyName {
  readonly objects: readonly KnownObject[];
  readonly places: readonly Place[];
}

export function whyFixed(index: WorkspaceIndex, renamed: RenamedKey): string | undefined {
  const { objects, places, kind, name, key } = renamed;
  if (objects.some(({ facts }) => facts.data?.isEncrypted)) {
    return `SOPS has encrypted the values of ${kind} ${name} together with their keys: rename it with sops`;
  }
  if (places.some(place => isShared(place, places))) return `${key} is used elsewhere, too, through an alias`;
  return keyInKustomize(index, objects, renamed);
}

/** Whether something else than the places that are renamed would get the new name. */
function isShared({ document, span, isDefinition }: Place, places: readonly Place[]): boolean {
  const isKnown = (start: number) => places.some(other => other.document === document && other.span.start === start);
  const copies = copiesOf(document, span).filter(({ alias }) => !isKnown(alias.start));
  // A list or a map in which a reference stands refers to the same key wherever it is.
  if (!isDefinition) return copies.some(({ what }) => what === 'word');
  const map = nodesAt(document.root, span.start).findLast(node => node.kind === 'map');
  return copies.length > 0 || (map?.kind === 'map' && isMergeSource(document, map));
}
