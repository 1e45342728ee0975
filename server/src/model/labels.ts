/** Where an object, and the pods it makes, have their labels and annotations. */
import { type Entry, entry, get, type MapNode, type Node } from '../syntax/node.js';
import type { Manifest } from './manifest.js';
import { podSpecOf } from './pods.js';

export interface Metadata {
  readonly node: Node;
  /** That of the pods, not of the object itself. */
  readonly isOfPods: boolean;
}

export function metadataOf(manifest: Manifest): readonly Metadata[] {
  const own = get(manifest.root, 'metadata');
  const pods = get(podTemplateOf(manifest), 'metadata');
  return [
    ...(own ? [{ node: own, isOfPods: false }] : []),
    ...(pods && pods !== own ? [{ node: pods, isOfPods: true }] : []),
  ];
}

function podTemplateOf(manifest: Manifest): MapNode | undefined {
  const parent = podSpecOf(manifest)?.parent;
  return parent?.kind === 'entry' ? parent.map : undefined;
}

/** `labels: …` or `annotations: …`, where it is a map. */
export function mapIn({ node }: Metadata, field: 'labels' | 'annotations'): (Entry & { value: MapNode }) | undefined {
  const found = entry(node, field);
  return found && hasMap(found) ? found : undefined;
}

function hasMap(field: Entry): field is Entry & { value: MapNode } {
  return field.value.kind === 'map';
}
