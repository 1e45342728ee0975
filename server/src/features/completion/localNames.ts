/** The names that a pod gives to its volumes, containers and ports, wherever it means one of them. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { meantAt } from '../../model/localNames.js';
import type { Manifest } from '../../model/manifest.js';
import { type Container, containerAround, containersOf, portsOf } from '../../model/pods.js';
import { devicesOf, mountsOf, typeOf, volumesByName } from '../../model/volumes.js';
import { get, type Path, text } from '../../syntax/node.js';
import type { Completer } from './completer.js';
import { type Candidate, nameItems } from './nameItems.js';

export const localNames: Completer = function* (at) {
  const { gap, manifest } = at;
  const meant = manifest && gap.slot === 'value' ? meantAt(manifest, gap.at) : undefined;
  if (!manifest || !meant) return;
  const container = containerAround(manifest, gap.node);
  if (meant.kind === 'volume') yield* nameItems(at, volumes(manifest, container, meant.names, gap.path));
  if (meant.kind === 'container') yield* nameItems(at, containers(manifest, container, meant.names, gap.path));
  if (meant.kind === 'port' && container) yield* nameItems(at, ports(container, gap.path));
};

/** Where only some types of volume will do, these come first; then those that the container does not have yet. */
function volumes(
  manifest: Manifest,
  container: Container | undefined,
  names: readonly string[],
  path: Path,
): readonly Candidate[] {
  const known = volumesByName(manifest);
  const mounts = container ? [...mountsOf(container), ...devicesOf(container)] : [];
  const taken = new Set(mounts.map(({ name }) => name));
  const wanted = wantedTypes(path);
  return names.map(name => {
    const volume = known.get(name);
    const type = volume ? typeOf(volume) : 'volumeClaimTemplates';
    const isWanted = !wanted || wanted.includes(type ?? '');
    return {
      name,
      kind: CompletionItemKind.Variable,
      rank: (isWanted ? 0 : 2) + (taken.has(name) ? 1 : 0),
      ...(type !== undefined && { detail: type }),
    };
  });
}

function wantedTypes(path: Path): readonly string[] | undefined {
  if (path.includes('volumeDevices')) return ['persistentVolumeClaim', 'ephemeral', 'volumeClaimTemplates'];
  return path.at(-1) === 'volumeName' ? ['emptyDir'] : undefined;
}

/** Not those that are put into a running pod: nobody can refer to them. */
function containers(
  manifest: Manifest,
  own: Container | undefined,
  names: readonly string[],
  path: Path,
): readonly Candidate[] {
  const isTarget = path.at(-1) === 'targetContainerName';
  return [...containersOf(manifest)].flatMap(({ name, node, list }) => {
    if (name === undefined || !names.includes(name) || list === 'ephemeralContainers') return [];
    const image = text(get(node, 'image'));
    const rank = own?.node === node || !isTarget || list === 'containers' ? 0 : 1;
    return { name, kind: CompletionItemKind.Class, rank, ...(image !== undefined && { detail: image }) };
  });
}

/** gRPC probes know numbers only. */
function ports(container: Container, path: Path): readonly Candidate[] {
  const declared = portsOf(container.node);
  const kind = CompletionItemKind.Value;
  const names = declared.flatMap(({ name, number, protocol }) =>
    name === undefined ? [] : [{ name, kind, detail: `${number ?? ''}/${protocol}` }],
  );
  const numbers = declared.flatMap(({ name, number, protocol }) =>
    number === undefined ? [] : [{ name: number, kind, detail: `${name ?? ''}/${protocol}`, rank: 1 }],
  );
  return path.at(-2) === 'grpc' ? numbers : [...names, ...numbers];
}
