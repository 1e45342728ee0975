/** Views on the pod template of a workload. Views are cheap: they are made on each call and hold no state. */
import {
  around,
  type Entry,
  entries,
  entry,
  get,
  isNull,
  items,
  type MapNode,
  type Node,
  type Path,
  text,
} from '../syntax/node.js';
import type { Manifest } from './manifest.js';
import { perManifest } from './perManifest.js';
import { isPlaceholder } from './templates.js';

/** Where each workload kind keeps its pod spec. */
const podSpecPath: ReadonlyMap<string, Path> = new Map<string, Path>([
  ['Pod', ['spec']],
  ['PodTemplate', ['template', 'spec']],
  ['Deployment', ['spec', 'template', 'spec']],
  ['StatefulSet', ['spec', 'template', 'spec']],
  ['DaemonSet', ['spec', 'template', 'spec']],
  ['ReplicaSet', ['spec', 'template', 'spec']],
  ['ReplicationController', ['spec', 'template', 'spec']],
  ['Job', ['spec', 'template', 'spec']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
]);

/** Workloads that keep a number of pods alive. */
const longRunning: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
]);

const workloadGroups = /^(v1|(apps|batch|extensions)\/.+)$/;

export const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const;
export type ContainerList = (typeof containerLists)[number];

export const probeKinds = ['liveness', 'readiness', 'startup'] as const;
export type ProbeKind = (typeof probeKinds)[number];

export interface Container {
  readonly manifest: Manifest;
  readonly node: MapNode;
  readonly name: string | undefined;
  readonly list: ContainerList;
  /** Runs beside the containers for the pod's whole life: a regular container, or an init container that restarts. */
  readonly keepsRunning: boolean;
}

export interface Probe {
  readonly container: Container;
  readonly kind: ProbeKind;
  /** The `livenessProbe: …` entry itself. */
  readonly entry: Entry;
  readonly node: MapNode;
}

export interface Handler {
  readonly entry: Entry;
  readonly name: HandlerName;
}

export const handlerNames = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;
export type HandlerName = (typeof handlerNames)[number];

export interface ContainerPort {
  readonly node: MapNode;
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly protocol: string;
  readonly container: MapNode;
}

export function podSpecOf(manifest: Manifest): Node | undefined {
  const path = workloadGroups.test(manifest.apiVersion) ? podSpecPath.get(manifest.kind) : undefined;
  return path && get(manifest.root, ...path);
}

export const containersOf = perManifest(function* (manifest): Iterable<Container> {
  const spec = podSpecOf(manifest);
  for (const list of containerLists) {
    for (const node of items(get(spec, list))) {
      if (node.kind !== 'map') continue;
      const keepsRunning = list === 'containers' || text(get(node, 'restartPolicy')) === 'Always';
      yield { manifest, node, name: text(get(node, 'name')), list, keepsRunning };
    }
  }
});

/** The container in which `node` stands. */
export function containerAround(manifest: Manifest, node: Node): Container | undefined {
  const outwards = new Set(around(node));
  for (const container of containersOf(manifest)) if (outwards.has(container.node)) return container;
  return undefined;
}

export const probesOf = perManifest(function* (manifest): Iterable<Probe> {
  for (const container of containersOf(manifest)) {
    for (const kind of probeKinds) {
      const found = entry(container.node, `${kind}Probe`);
      if (found?.value.kind === 'map') yield { container, kind, entry: found, node: found.value };
    }
  }
});

/** What the probe does; the API server wants exactly one. */
export function handlersOf(probe: MapNode): readonly Handler[] {
  return handlerNames.flatMap(name => {
    const found = entry(probe, name);
    const written = found && !(found.value.kind === 'scalar' && found.value.value === null);
    return written ? [{ entry: found, name }] : [];
  });
}

export function portsOf(container: MapNode): readonly ContainerPort[] {
  return items(get(container, 'ports')).flatMap(node => {
    if (node.kind !== 'map') return [];
    const port = get(node, 'containerPort');
    const number = port?.kind === 'scalar' && typeof port.value === 'number' ? port.value : undefined;
    const name = text(get(node, 'name'));
    return [{ node, name, number, protocol: text(get(node, 'protocol')) ?? 'TCP', container }];
  });
}

/** Whether all ports of the container are there to be read: none is a placeholder, or has one for a name. */
export function areKnown(ports: Node | undefined): boolean {
  if (ports?.kind !== 'seq') return isNull(ports);
  return ports.items.every(port => port.kind === 'map' && !entries(port).some(({ value }) => isPlaceholder(value)));
}

/** Whether the pod lives in the network of its node; `undefined` where that is not known. */
export function usesHostNetwork(manifest: Manifest): boolean | undefined {
  const field = get(podSpecOf(manifest), 'hostNetwork');
  if (isNull(field)) return false;
  return field?.kind === 'scalar' && typeof field.value === 'boolean' ? field.value : undefined;
}

/** Kinds whose pods run until someone stops them, and are started again when they end. */
export function runsOn({ kind }: Manifest): boolean {
  return longRunning.has(kind);
}

/** Kinds whose pods do their work and end. */
export function runsToItsEnd({ kind }: Manifest): boolean {
  return kind === 'Job' || kind === 'CronJob';
}
