/**
 * Views on the volumes of a pod and on where containers mount them. What stands in the files of a volume, and whether
 * the objects they come from exist, is not known here.
 */
import { type Entry, entries, entry, get, isNull, items, keyOf, type MapNode, type Node } from '../syntax/node.js';
import type { Manifest } from './manifest.js';
import { perManifest } from './perManifest.js';
import { type Container, containersOf, podSpecOf } from './pods.js';
import { knownText } from './templates.js';

/** In the order in which the API server looks for them: all after the first are too many. */
export const volumeTypes = [
  'emptyDir',
  'hostPath',
  'gitRepo',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'iscsi',
  'glusterfs',
  'flocker',
  'persistentVolumeClaim',
  'rbd',
  'cinder',
  'cephfs',
  'quobyte',
  'downwardAPI',
  'fc',
  'flexVolume',
  'configMap',
  'azureFile',
  'vsphereVolume',
  'photonPersistentDisk',
  'portworxVolume',
  'azureDisk',
  'storageos',
  'projected',
  'scaleIO',
  'csi',
  'ephemeral',
  'image',
] as const;
export type VolumeType = (typeof volumeTypes)[number];

const projectionTypes = [
  'secret',
  'configMap',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
] as const;
export type ProjectionType = (typeof projectionTypes)[number];

/** Those of them that a volume of its own can have. */
const fileVolumeTypes = ['secret', 'configMap', 'downwardAPI'] as const;

/** A volume whose files the kubelet writes, read-only for the containers. */
const writtenByKubelet: ReadonlySet<string> = new Set([...fileVolumeTypes, 'projected']);

export interface Volume {
  readonly node: MapNode;
  readonly nameEntry: Entry | undefined;
  /** `undefined` also where it is to be filled in. */
  readonly name: string | undefined;
  /** What the volume is of, in the API's order. It should be one. */
  readonly sources: readonly Entry[];
}

/** What gives files to a volume: a volume type itself, or one of the sources of a projected volume. */
export interface FileSource {
  readonly volume: Volume;
  readonly type: ProjectionType;
  readonly entry: Entry;
  readonly node: MapNode;
  readonly isProjected: boolean;
}

/** One file of a source: its path below the volume, and the map that says so. */
export interface VolumeFile {
  readonly source: FileSource;
  readonly node: MapNode;
  readonly path: Entry;
}

export interface Mount {
  readonly container: Container;
  readonly node: MapNode;
  readonly list: 'volumeMounts' | 'volumeDevices';
  readonly nameEntry: Entry | undefined;
  readonly name: string | undefined;
  /** mountPath or devicePath. */
  readonly pathEntry: Entry | undefined;
  readonly path: string | undefined;
}

/** Trees do not change, and many rules ask. */
const known = new WeakMap<Node, readonly Volume[]>();
const knownSources = new WeakMap<Volume, readonly FileSource[]>();

export function volumesOf(manifest: Manifest): readonly Volume[] {
  const list = get(podSpecOf(manifest), 'volumes');
  if (!list) return [];
  const volumes = known.get(list) ?? items(list).flatMap(node => (node.kind === 'map' ? [volumeIn(node)] : []));
  known.set(list, volumes);
  return volumes;
}

function volumeIn(node: MapNode): Volume {
  const nameEntry = entry(node, 'name');
  return { node, nameEntry, name: knownText(nameEntry?.value), sources: typesIn(node, volumeTypes) };
}

/** The fields that `names` lists and that say something, in this order. */
function typesIn(node: MapNode, names: readonly string[]): readonly Entry[] {
  return names.flatMap(name => {
    const found = entry(node, name);
    return found && !isNull(found.value) ? [found] : [];
  });
}

/** What a volume with one source is of. */
export function typeOf({ sources }: Volume): string | undefined {
  const [only, ...others] = sources;
  return only && others.length === 0 ? keyOf(only) : undefined;
}

export function isWrittenByKubelet(volume: Volume): boolean {
  return writtenByKubelet.has(typeOf(volume) ?? '');
}

export function volumesByName(manifest: Manifest): ReadonlyMap<string, Volume> {
  return new Map(volumesOf(manifest).flatMap(volume => (volume.name ? [[volume.name, volume]] : [])));
}

/** The names under which pods of a StatefulSet get the claims made for them. */
export function claimTemplatesOf({ kind, root }: Manifest): readonly Node[] {
  if (kind !== 'StatefulSet') return [];
  return items(get(root, 'spec', 'volumeClaimTemplates')).flatMap(claim => get(claim, 'metadata', 'name') ?? []);
}

/** The sources of the volume's files, also those that are not alone where they should be. */
export function fileSourcesOf(volume: Volume): readonly FileSource[] {
  const sources = knownSources.get(volume) ?? fileSourcesBelow(volume);
  knownSources.set(volume, sources);
  return sources;
}

function fileSourcesBelow(volume: Volume): readonly FileSource[] {
  const own = fileSourcesIn(volume, volume.node, fileVolumeTypes, false);
  const projections = items(get(volume.node, 'projected', 'sources'));
  return [...own, ...projections.flatMap(node => fileSourcesIn(volume, node, projectionTypes, true))];
}

function fileSourcesIn(
  volume: Volume,
  node: Node,
  names: readonly ProjectionType[],
  isProjected: boolean,
): readonly FileSource[] {
  return names.flatMap(type => {
    const found = entry(node, type);
    return found?.value.kind === 'map' ? [{ volume, type, entry: found, node: found.value, isProjected }] : [];
  });
}

/** The types that one source of a projected volume has. It should be one. */
export function projectionsIn(node: MapNode): readonly Entry[] {
  return typesIn(node, projectionTypes);
}

/** The files that the source names, as far as their paths are written. */
export function filesOf(source: FileSource): readonly VolumeFile[] {
  const { node } = source;
  const file = (map: Node, field: string): readonly VolumeFile[] => {
    const path = entry(map, field);
    return map.kind === 'map' && path && !isNull(path.value) ? [{ source, node: map, path }] : [];
  };
  if (source.type === 'serviceAccountToken' || source.type === 'clusterTrustBundle') return file(node, 'path');
  if (source.type === 'podCertificate') return podCertificatePaths.flatMap(field => file(node, field));
  return itemsOf(source).flatMap(item => file(item, 'path'));
}

export const podCertificatePaths = ['credentialBundlePath', 'keyPath', 'certificateChainPath'] as const;

/** The items of a ConfigMap, Secret or downwardAPI source. */
export function itemsOf({ node }: FileSource): readonly MapNode[] {
  return items(get(node, 'items')).filter(item => item.kind === 'map');
}

/** `defaultMode` and `mode` of all files. */
export const fileModesOf = perManifest(function* (manifest): Iterable<Entry> {
  for (const volume of volumesOf(manifest)) {
    const sources = fileSourcesOf(volume);
    const owners = sources.filter(({ isProjected }) => !isProjected).map(({ node }) => node);
    for (const owner of [...owners, get(volume.node, 'projected')]) {
      const mode = entry(owner, 'defaultMode');
      if (mode) yield mode;
    }
    for (const item of sources.flatMap(itemsOf)) {
      const mode = entry(item, 'mode');
      if (mode) yield mode;
    }
  }
});

export function mountsOf(container: Container): readonly Mount[] {
  return mountsIn(container, 'volumeMounts', 'mountPath');
}

export function devicesOf(container: Container): readonly Mount[] {
  return mountsIn(container, 'volumeDevices', 'devicePath');
}

export const allMountsOf = perManifest(function* (manifest): Iterable<Mount> {
  for (const container of containersOf(manifest)) yield* mountsOf(container);
});

function mountsIn(container: Container, list: Mount['list'], pathField: string): readonly Mount[] {
  return items(get(container.node, list)).flatMap(node => {
    if (node.kind !== 'map') return [];
    const nameEntry = entry(node, 'name');
    const pathEntry = entry(node, pathField);
    const name = knownText(nameEntry?.value);
    return [{ container, node, list, nameEntry, name, pathEntry, path: knownText(pathEntry?.value) }];
  });
}

/** Where the volume called `name` is named by containers: the values to change with it. */
export function mentionsOf(manifest: Manifest, name: string): readonly Node[] {
  return [...containersOf(manifest)].flatMap(container => {
    const mounts = [...mountsOf(container), ...devicesOf(container)];
    const names = mounts.flatMap(mount => (mount.name === name && mount.nameEntry ? [mount.nameEntry.value] : []));
    const files = items(get(container.node, 'env')).flatMap(
      variable => get(variable, 'valueFrom', 'fileKeyRef', 'volumeName') ?? [],
    );
    return [...names, ...files.filter(file => knownText(file) === name)];
  });
}

/** Whether the volumes are all there to be read: no item, and no name, is to be filled in by some other program. */
export function areVolumesKnown(manifest: Manifest): boolean {
  const list = get(podSpecOf(manifest), 'volumes');
  if (list && !isNull(list) && list.kind !== 'seq') return false;
  return items(list).every(node => node.kind === 'map' && isNameKnown(entry(node, 'name')?.value));
}

function isNameKnown(name: Node | undefined): boolean {
  return isNull(name) || knownText(name) !== undefined;
}

/** Whether the map has fields besides its name: such as one that is misspelt. */
export function hasMoreThanName(node: MapNode): boolean {
  return entries(node).some(field => keyOf(field) !== 'name');
}
