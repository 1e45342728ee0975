/** Where an object names other objects, and keys in them. The fields that it looks at are in `referenceFields.ts`. */
import { entries, get, isNull, items, keyOf, type Node, type ScalarNode, type Span, text } from '../syntax/node.js';
import { expansionsOf } from './expansions.js';
import { charactersOf } from './localNames.js';
import type { Manifest } from './manifest.js';
import type { KeyReference, Reference } from './objects.js';
import { containersOf, podSpecOf } from './pods.js';
import { type Field, podFields, referenceFields, volumeFields } from './referenceFields.js';
import { knownText } from './templates.js';
import { claimTemplatesOf, fileSourcesOf, itemsOf, mountsOf, type Volume, volumesOf } from './volumes.js';

/** A reference with the nodes in which it is written. */
export interface WrittenReference extends Reference {
  /** The name, and the map in which it stands. */
  readonly node: ScalarNode;
  readonly keyNodes: readonly Node[];
}

/** Kubernetes' own groups, and those that every cluster can have beside them. */
const ownGroups =
  /^(v1|(apps|batch|autoscaling|policy|extensions)\/.+|[a-z.]+\.k8s\.io\/.+|gateway\.networking\.k8s\.io\/.+)$/;

/** Objects of this API are Kubernetes' own: what their fields mean is known here. */
export function isOwnApi(apiVersion: string): boolean {
  return ownGroups.test(apiVersion);
}

/** Every place in `manifest` that names another object. What is to be filled in by some other program names none. */
export function referencesIn(manifest: Manifest): readonly WrittenReference[] {
  const own =
    isOwnApi(manifest.apiVersion) && Object.hasOwn(referenceFields, manifest.kind)
      ? referenceFields[manifest.kind]
      : undefined;
  const found = (own ?? []).flatMap(field => named(manifest, manifest.root, field));
  const pod = podSpecOf(manifest);
  return pod ? [...found, ...podReferences(manifest, pod)] : found;
}

/** What is plain data in it. */
export function withoutNodes({ node: _node, keyNodes: _keyNodes, ...reference }: WrittenReference): Reference {
  return reference;
}

function named(manifest: Manifest, root: Node, field: Field): readonly WrittenReference[] {
  const { path, kind: kindField, namespace: namespaceField, port } = field;
  return at(root, path.split('.')).flatMap(node => {
    const owner = ownerOf(node);
    const kind = kindField.startsWith('.') ? (text(get(owner, kindField.slice(1))) ?? kindBeside(path)) : kindField;
    const namespace = namespaceField === undefined ? undefined : get(owner, namespaceField);
    // In a namespace that is not known here, no object can be found.
    if (!kind || (!isNull(namespace) && knownText(namespace) === undefined)) return [];
    const portNode = (port ?? []).map(way => get(owner, ...way.split('.'))).find(found => !isNull(found));
    return reference(manifest, path, kind, node, {
      namespace: knownText(namespace),
      port: portNode && portOf(manifest, portNode),
    });
  });
}

/** What the API server takes where the kind is left out. */
function kindBeside(path: string): string | undefined {
  if (path.includes('certificateRefs')) return 'Secret';
  if (path.includes('backendRefs')) return 'Service';
  return path.includes('parentRefs') ? 'Gateway' : undefined;
}

function portOf(manifest: Manifest, node: Node): Reference['port'] {
  if (node.kind !== 'scalar') return undefined;
  const name = typeof node.value === 'number' ? node.value : knownText(node);
  return name === undefined ? undefined : { name, at: spanOf(manifest, node) };
}

function* podReferences(manifest: Manifest, pod: Node): Iterable<WrittenReference> {
  // A claim template takes the place of a volume of its name.
  const claimed = new Set(claimTemplatesOf(manifest).map(text));
  const volumes = volumesOf(manifest).filter(({ name }) => name === undefined || !claimed.has(name));
  for (const field of podFields) yield* named(manifest, pod, field);
  for (const { node } of volumes) {
    for (const field of volumeFields) {
      for (const found of named(manifest, node, field)) yield { ...found, field: `volumes.${found.field}` };
    }
  }
  const mounted = subPathsOf(manifest);
  for (const volume of volumes) yield* volumeReferences(manifest, volume, mounted);
  for (const container of containersOf(manifest)) {
    const { node } = container;
    for (const source of items(get(node, 'envFrom'))) {
      const variables = expansionsOf(container, source);
      for (const [field, kind] of [
        ['configMapRef', 'ConfigMap'],
        ['secretRef', 'Secret'],
      ] as const) {
        const found = sourceReference(manifest, `envFrom.${field}`, kind, get(source, field), 'name');
        yield* variables.length > 0 ? found.map(reference => ({ ...reference, variables })) : found;
      }
    }
    for (const variable of items(get(node, 'env'))) {
      const from = get(variable, 'valueFrom');
      yield* keyReference(manifest, 'env.configMapKeyRef', 'ConfigMap', get(from, 'configMapKeyRef'));
      yield* keyReference(manifest, 'env.secretKeyRef', 'Secret', get(from, 'secretKeyRef'));
    }
  }
}

function keyReference(
  manifest: Manifest,
  field: string,
  kind: string,
  owner: Node | undefined,
): readonly WrittenReference[] {
  const key = get(owner, 'key');
  return sourceReference(manifest, field, kind, owner, 'name', key ? [{ node: key, by: 'key' }] : []);
}

interface KeyNode {
  readonly node: Node;
  readonly by: KeyReference['by'];
}

function volumeReferences(
  manifest: Manifest,
  volume: Volume,
  mounted: ReadonlyMap<string, readonly KeyNode[]>,
): readonly WrittenReference[] {
  const sources = fileSourcesOf(volume);
  return sources.flatMap(source => {
    const kind = source.type === 'configMap' ? 'ConfigMap' : source.type === 'secret' ? 'Secret' : undefined;
    if (!kind) return [];
    const nameField = source.type === 'secret' && !source.isProjected ? 'secretName' : 'name';
    const asked: KeyNode[] = itemsOf(source).flatMap(item => {
      const node = get(item, 'key');
      return node ? [{ node, by: 'item' as const }] : [];
    });
    // A subPath names a key, unless items give the keys other names, or another source has it.
    const isPlain = sources.length === 1 && isNull(get(source.node, 'items'));
    const subPaths = isPlain ? (mounted.get(volume.name ?? '') ?? []) : [];
    const field = `${source.isProjected ? 'projected' : 'volumes'}.${source.type}`;
    return sourceReference(manifest, field, kind, source.node, nameField, [...asked, ...subPaths]);
  });
}

/** The subPaths of mounts that can be keys, by volume. */
function subPathsOf(manifest: Manifest): ReadonlyMap<string, readonly KeyNode[]> {
  const found = new Map<string, KeyNode[]>();
  for (const container of containersOf(manifest)) {
    for (const mount of mountsOf(container)) {
      const node = get(mount.node, 'subPath');
      const way = knownText(node);
      if (!node || !way || way.includes('/') || mount.name === undefined) continue;
      const known = found.get(mount.name);
      if (known) known.push({ node, by: 'subPath' });
      else found.set(mount.name, [{ node, by: 'subPath' }]);
    }
  }
  return found;
}

function sourceReference(
  manifest: Manifest,
  field: string,
  kind: string,
  owner: Node | undefined,
  nameField: string,
  asked: readonly KeyNode[] = [],
): readonly WrittenReference[] {
  const name = get(owner, nameField);
  const optional = get(owner, 'optional');
  const known = asked.filter(({ node }) => knownText(node));
  return name
    ? reference(manifest, field, kind, name, {
        keys: known,
        // A placeholder may be true.
        optional: optional?.kind === 'scalar' && optional.value !== false && optional.value !== null,
      })
    : [];
}

function reference(
  manifest: Manifest,
  path: string,
  kind: string,
  node: Node,
  more: {
    readonly namespace?: string | undefined;
    readonly keys?: readonly KeyNode[];
    readonly port?: Reference['port'] | undefined;
    readonly optional?: boolean;
  },
): readonly WrittenReference[] {
  const name = knownText(node);
  if (!name || node.kind !== 'scalar') return [];
  const { namespace, keys = [], port, optional = false } = more;
  return [
    {
      kind,
      name,
      at: spanOf(manifest, node),
      field: path.replaceAll('.*', ''),
      keys: keys.map(key => ({ name: text(key.node) ?? '', at: spanOf(manifest, key.node), by: key.by })),
      optional,
      node,
      keyNodes: keys.map(key => key.node),
      ...(namespace !== undefined && { namespace }),
      ...(port && { port }),
    },
  ];
}

/** The characters of a word; where they cannot be told apart, or are written elsewhere, the whole of what stands here. */
export function spanOf({ document }: Manifest, node: Node): Span {
  return charactersOf(document.text, node) ?? node.alias ?? node.span;
}

function ownerOf(node: Node): Node | undefined {
  return node.parent?.kind === 'entry' ? node.parent.map : undefined;
}

/** What `path` leads to; `*` is each item of a list. */
export function at(node: Node, path: readonly string[]): readonly Node[] {
  let found: readonly Node[] = [node];
  for (const step of path) {
    found = found.flatMap(here => (step === '*' ? items(here) : (get(here, step) ?? [])));
    if (found.length === 0) return found;
  }
  return found;
}

/** Strings below `node` that may be names of objects: nobody here knows the fields in which they stand. */
export function wordsIn(node: Node): readonly string[] {
  const words = new Set<string>();
  const visit = (at: Node): void => {
    if (at.kind === 'scalar') {
      const word = text(at);
      if (word && word.length <= 253 && /^[a-z0-9]([-a-z0-9./]*[a-z0-9])?$/.test(word)) words.add(word);
    } else if (at.kind === 'seq') for (const item of at.items) visit(item);
    else for (const field of entries(at)) if (keyOf(field) !== 'status') visit(field.value);
  };
  visit(node);
  return [...words];
}
