/** The `strategy` of a Deployment, and the `updateStrategy` of others. */
import type { Manifest } from '../model/manifest.js';
import { type Entry, entry, get, type MapNode, type Node } from '../syntax/node.js';

export interface RollingUpdate {
  readonly kind: string;
  readonly strategy: MapNode;
  /** `rollingUpdate: …` */
  readonly entry: Entry;
  readonly maxSurge: Entry | undefined;
  readonly maxUnavailable: Entry | undefined;
}

export function rollingUpdatesOf({ root, kind, apiVersion }: Manifest): readonly RollingUpdate[] {
  if (apiVersion !== 'apps/v1') return [];
  const strategy = get(root, 'spec', kind === 'Deployment' ? 'strategy' : 'updateStrategy');
  const found = entry(strategy, 'rollingUpdate');
  if (strategy?.kind !== 'map' || found?.value.kind !== 'map') return [];
  const field = (name: string) => entry(found.value, name);
  return [{ kind, strategy, entry: found, maxSurge: field('maxSurge'), maxUnavailable: field('maxUnavailable') }];
}

/** Whether a number or percentage is zero; `undefined` for what is neither. */
export function isZero(node: Node): boolean | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (typeof node.value === 'number') return node.value === 0;
  return typeof node.value === 'string' && /^\d+%$/.test(node.value)
    ? Number.parseInt(node.value, 10) === 0
    : undefined;
}
