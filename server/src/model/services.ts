/** Views on Services: their ports, and what kind of Service it is. */
import { entry, get, type MapNode, number, type SeqNode, text } from '../syntax/node.js';
import type { Manifest } from './manifest.js';

export interface ServicePort {
  readonly node: MapNode;
  readonly list: SeqNode;
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly protocol: string;
}

/** The `spec` of a Service; `undefined` for other objects. */
export function serviceSpecOf(manifest: Manifest): MapNode | undefined {
  if (manifest.kind !== 'Service' || manifest.apiVersion !== 'v1') return undefined;
  const spec = get(manifest.root, 'spec');
  return spec?.kind === 'map' ? spec : undefined;
}

export function servicePortsOf(manifest: Manifest): readonly ServicePort[] {
  const list = get(serviceSpecOf(manifest), 'ports');
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap(node => {
    if (node.kind !== 'map') return [];
    const protocol = text(get(node, 'protocol')) ?? 'TCP';
    return [{ node, list, name: text(get(node, 'name')), number: number(get(node, 'port')), protocol }];
  });
}

/** `undefined` where the type is not known, because it is of the wrong type or a placeholder. */
export function serviceTypeOf(spec: MapNode): string | undefined {
  const type = entry(spec, 'type')?.value;
  if (!type || (type.kind === 'scalar' && (type.value === null || type.value === ''))) return 'ClusterIP';
  return text(type);
}

/** `clusterIP: None`: names lead to the pods themselves. */
export function isHeadless(spec: MapNode): boolean {
  return text(get(spec, 'clusterIP')) === 'None' || text(get(spec, 'clusterIPs', 0)) === 'None';
}
