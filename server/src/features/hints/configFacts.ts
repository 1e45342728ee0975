/** What becomes of a ConfigMap or Secret in the pods that use it: which keys they see, and whether changes come. */
import type { Manifest } from '../../model/manifest.js';
import { podSpecOf } from '../../model/pods.js';
import { type Entry, entries, get, items, type Node, text } from '../../syntax/node.js';
import { inlineCode } from '../markdown.js';
import { type ConfigKind, configObject } from './configObjects.js';
import type { Fact, Facts, FactTarget } from './fact.js';

const mostNames = 8;

/** Under `items` or a name: the map that has it names the object. */
function leftOut(kind: ConfigKind, nameField: string): Fact {
  return ({ objects, manifest, entry }) => {
    const name = text(get(entry.map, nameField));
    const data = configObject(objects, manifest, kind, name)?.data;
    if (!data?.isComplete) return undefined;
    const taken = new Set(items(entry.value).map(item => text(get(item, 'key'))));
    const others = [...new Set(data.keys.map(key => key.name))].filter(key => !taken.has(key));
    return others.length > 0 ? `Left out of ${kind} ${inlineCode(name ?? '')}: ${listed(others)}` : undefined;
  };
}

function immutable(kind: ConfigKind): Fact {
  return ({ objects, manifest, entry }) =>
    configObject(objects, manifest, kind, text(entry.value))?.data.immutable
      ? `This ${kind} is immutable: other contents need another name, here too`
      : undefined;
}

/** Only where the pods would go on with the old data: a generated object has another name after each change. */
function noRollout({ objects, manifest }: FactTarget, kind: ConfigKind, name: string | undefined): string | undefined {
  const object = configObject(objects, manifest, kind, name);
  if (!object || object.generator?.addsHash || object.data.immutable || hasChecksum(manifest)) return undefined;
  return `Pods that run do not see changes of ${kind} ${inlineCode(name ?? '')}: they need a restart, or a generator's hash in its name`;
}

function referenced(kind: ConfigKind): Fact {
  return target => noRollout(target, kind, text(get(target.entry.value, 'name')));
}

const subPath: Fact = target => {
  const volume = volumeOf(target, text(get(target.entry.map, 'name')));
  const configMap = text(get(volume, 'configMap', 'name'));
  return configMap === undefined
    ? noRollout(target, 'Secret', text(get(volume, 'secret', 'secretName')))
    : noRollout(target, 'ConfigMap', configMap);
};

const alwaysReadOnly = ['configMap', 'secret', 'projected', 'downwardAPI'];

const readOnly: Fact = target => {
  const { value, map } = target.entry;
  if (value.kind !== 'scalar' || value.value !== false) return undefined;
  const volume = volumeOf(target, text(get(map, 'name')));
  const source = entries(volume).find(({ key }) => alwaysReadOnly.includes(key.text));
  return source && `Without effect: the kubelet mounts a ${source.key.text} volume read-only in any case`;
};

const nested: Fact = ({ entry }) => {
  const path = folderOf(entry);
  const list = entry.map.parent;
  if (path === undefined || list?.kind !== 'seq') return undefined;
  const around = list.items
    .filter(item => item !== entry.map)
    .map(item => ({ name: text(get(item, 'name')), path: folder(text(get(item, 'mountPath'))) }))
    .filter(other => other.path !== undefined && other.path !== path && path.startsWith(other.path));
  // The innermost of them is what one sees around it.
  const [nearest] = around.sort((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0));
  return nearest?.name && `Inside the mount of ${inlineCode(nearest.name)}, and hides what that has there`;
};

export const configFacts: Facts = {
  'ConfigMapVolumeSource.items': leftOut('ConfigMap', 'name'),
  'ConfigMapProjection.items': leftOut('ConfigMap', 'name'),
  'SecretVolumeSource.items': leftOut('Secret', 'secretName'),
  'SecretProjection.items': leftOut('Secret', 'name'),
  'ConfigMapVolumeSource.name': immutable('ConfigMap'),
  'ConfigMapProjection.name': immutable('ConfigMap'),
  'ConfigMapKeySelector.name': immutable('ConfigMap'),
  'ConfigMapEnvSource.name': immutable('ConfigMap'),
  'SecretVolumeSource.secretName': immutable('Secret'),
  'SecretProjection.name': immutable('Secret'),
  'SecretKeySelector.name': immutable('Secret'),
  'SecretEnvSource.name': immutable('Secret'),
  'EnvVarSource.configMapKeyRef': referenced('ConfigMap'),
  'EnvVarSource.secretKeyRef': referenced('Secret'),
  'EnvFromSource.configMapRef': referenced('ConfigMap'),
  'EnvFromSource.secretRef': referenced('Secret'),
  'VolumeMount.subPath': subPath,
  'VolumeMount.readOnly': readOnly,
  'VolumeMount.mountPath': nested,
};

function volumeOf({ manifest }: FactTarget, name: string | undefined): Node | undefined {
  if (!name) return undefined;
  return items(get(podSpecOf(manifest), 'volumes')).find(volume => text(get(volume, 'name')) === name);
}

function folderOf({ value }: Entry): string | undefined {
  return folder(text(value));
}

function folder(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? `${path.replace(/\/+$/, '')}/` : undefined;
}

/** An annotation that changes with the data, or that tells some controller to watch it. */
function hasChecksum(manifest: Manifest): boolean {
  const template = podSpecOf(manifest)?.parent;
  const places = [manifest.root, template?.kind === 'entry' ? template.map : undefined];
  return places.some(place =>
    entries(get(place, 'metadata', 'annotations')).some(({ key }) => /checksum|hash|sha256|reload/i.test(key.text)),
  );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map(inlineCode);
  const hidden = names.length - shown.length;
  return hidden > 0 ? `${shown.join(', ')} and ${hidden} more` : shown.join(', ');
}
