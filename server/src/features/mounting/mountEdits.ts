/** "Mount this ConfigMap in …": the edits that make a container use an object, as files or as variables. */
import { envNameErrors } from '../../model/names.js';
import type { Container } from '../../model/pods.js';
import { fileSourcesOf, itemsOf, typeOf, volumesOf } from '../../model/volumes.js';
import type { MountEditsParams, MountEditsResult, MountHow } from '../../protocol.js';
import { addVolume } from '../../rules/newVolume.js';
import { manifestOf } from '../../rules/references.js';
import { freeVolumeName } from '../../rules/volumes.js';
import { addItems } from '../../syntax/addItems.js';
import type { Edit } from '../../syntax/edit.js';
import type { YamlFile } from '../../syntax/file.js';
import { get, items, text } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject } from '../../workspace/objects.js';
import { toTextEdits } from '../range.js';
import { objectAt, ownContainers, pathProblem, workloadsFor } from './mountTargets.js';
import { whyShared, whyVolumesAreShared } from './whyShared.js';

export function mountEdits(
  index: WorkspaceIndex,
  file: YamlFile,
  { position, workload, container: wanted, how }: MountEditsParams,
): MountEditsResult {
  const object = objectAt(index, file, position);
  const target =
    object &&
    workloadsFor(index, object).find(
      ({ uri, facts }) =>
        uri === workload.uri &&
        facts.kind === workload.kind &&
        facts.name === workload.name &&
        facts.namespace === workload.namespace,
    );
  const manifest = target && manifestOf(target);
  const container = manifest && ownContainers(manifest).find(({ name }) => name === wanted);
  if (!object || !target || !container) return { refusal: 'the files have changed since' };
  const edits = editsFor(container, object, how);
  if ('refusal' in edits) return edits;
  const part = index.part(target.uri, target.document);
  const version = index.file(target.uri)?.version ?? 0;
  return part
    ? { uri: target.uri, version, edits: toTextEdits(part, edits) }
    : { refusal: 'the files have changed since' };
}

type Edits = readonly Edit[] | { readonly refusal: string };

const fields = { volume: 'volumeMounts', envFrom: 'envFrom', env: 'env' } as const;

function editsFor(container: Container, object: KnownObject, how: MountHow): Edits {
  const shared = whyShared(container, fields[how.by]);
  if (shared !== undefined) return { refusal: shared };
  if (how.by === 'volume') return asVolume(container, object, how.mountPath);
  return how.by === 'envFrom' ? asVariables(container, object) : asKeys(container, object, how.keys);
}

const unwritable = { refusal: 'the workload cannot be changed as it is written' };

function asVolume(container: Container, { facts: { kind, name = '' } }: KnownObject, mountPath: string): Edits {
  const { manifest, node } = container;
  const problem = pathProblem(container, mountPath);
  if (problem !== undefined) return { refusal: problem };
  const known = volumesOf(manifest).find(volume => volume.name !== undefined && isOf(volume, kind, name));
  const shared = known ? undefined : whyVolumesAreShared(container);
  if (shared !== undefined) return { refusal: shared };
  const label = name.replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '') || 'files';
  const volume = known?.name ?? freeVolumeName(manifest, label);
  const source = kind === 'Secret' ? { secret: { secretName: name } } : { configMap: { name } };
  const mount = addItems(manifest.document, node, 'volumeMounts', [{ name: volume, mountPath, readOnly: true }]);
  const added = known ? [] : addVolume(manifest, volume, { title: '', source });
  // Both may be written at one place: what belongs to the container comes first.
  return mount && added ? [...mount, ...[added].flat()] : unwritable;
}

/** A volume of the whole object, and of nothing else. */
function isOf(volume: ReturnType<typeof volumesOf>[number], kind: string, name: string): boolean {
  const type = kind === 'Secret' ? 'secret' : 'configMap';
  const [source, ...others] = fileSourcesOf(volume);
  if (!source || others.length > 0 || source.isProjected || typeOf(volume) !== type) return false;
  return itemsOf(source).length === 0 && text(get(source.node, kind === 'Secret' ? 'secretName' : 'name')) === name;
}

function asVariables({ manifest, node }: Container, { facts: { kind, name = '' } }: KnownObject): Edits {
  const field = kind === 'Secret' ? 'secretRef' : 'configMapRef';
  if (items(get(node, 'envFrom')).some(item => text(get(item, field, 'name')) === name)) {
    return { refusal: `the container gets its variables from ${kind} ${name} already` };
  }
  return addItems(manifest.document, node, 'envFrom', [{ [field]: { name } }]) ?? unwritable;
}

function asKeys(
  { manifest, node }: Container,
  { facts: { kind, name = '' } }: KnownObject,
  keys: readonly string[],
): Edits {
  const field = kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef';
  const taken = new Set(items(get(node, 'env')).map(item => text(get(item, 'name'))));
  const variables = keys.map(key => ({ key, variable: variableFor(key) }));
  const clash = variables.find(
    ({ variable }, i) => taken.has(variable) || variables.findIndex(own => own.variable === variable) < i,
  );
  if (clash) return { refusal: `the container has a variable ${clash.variable} already` };
  const wrong = variables.find(({ variable }) => envNameErrors(variable).length > 0);
  if (wrong || keys.length === 0)
    return { refusal: wrong ? `${wrong.key} cannot be made the name of a variable` : 'no key is chosen' };
  const added = variables.map(({ key, variable }) => ({ name: variable, valueFrom: { [field]: { name, key } } }));
  return addItems(manifest.document, node, 'env', added) ?? unwritable;
}

/** `db-password` becomes `DB_PASSWORD`; what is written so stays. */
function variableFor(key: string): string {
  return key
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, '_')
    .replace(/^(?=\d)/, '_');
}
