/** The generators of the kustomization that builds a file, and whether all who use an object are built with it. */
import { type Kustomization, resolvePath } from '../../model/kustomization.js';
import type { Manifest } from '../../model/manifest.js';
import { addWord } from '../../syntax/addItems.js';
import type { Edit } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { entries, get, isNull, items, keyOf, type MapNode, type Node, type SeqNode, text } from '../../syntax/node.js';
import { removeEntry, removeItem } from '../../syntax/remove.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject } from '../../workspace/objects.js';
import { keyOf as uriKey } from '../../workspace/uriKey.js';
import { relativePath } from '../relativePath.js';

/** A kustomization as it is written. */
export interface Builder {
  readonly uri: string;
  readonly document: YamlDocument;
  readonly root: MapNode;
}

/** The only one that lists `uri`, in its folder or one above it. */
export function builderOf(index: WorkspaceIndex, uri: string): Builder | undefined {
  const [only, ...others] = index.listing(uri);
  if (!only || others.length > 0) return undefined;
  const builder = builderIn(index, only);
  return builder && pathFrom(builder, uri) !== undefined ? builder : undefined;
}

function builderIn(index: WorkspaceIndex, { uri }: Kustomization): Builder | undefined {
  const file = index.file(uri);
  const [part, ...others] = file?.parts ?? [];
  if (!file || !part || others.length > 0) return undefined;
  const { document } = part;
  const { root, problems } = document;
  return root?.kind === 'map' && problems.length === 0 ? { uri: file.uri, document, root } : undefined;
}

/** As kustomize reads it: it may not leave the folder. */
export function pathFrom(builder: Builder, uri: string): string | undefined {
  const path = relativePath(builder.uri, uri);
  return path.startsWith('../') ? undefined : path;
}

export function generatorField(kind: string): string {
  return kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator';
}

/** Generators of that object; more than one is a mistake. */
export function generatorsOf(
  root: MapNode,
  { kind, name, namespace }: Pick<Manifest, 'kind' | 'name' | 'namespace'>,
): readonly MapNode[] {
  return items(get(root, generatorField(kind))).filter(
    (node): node is MapNode =>
      node.kind === 'map' && text(get(node, 'name')) === name && text(get(node, 'namespace')) === namespace,
  );
}

/** Whether the kustomization gives nothing to all that it generates, but or without a hash. */
export function generatesPlainly(root: MapNode): boolean {
  return entries(get(root, 'generatorOptions')).every(
    field => keyOf(field) === 'disableNameSuffixHash' || isNull(field.value),
  );
}

/** Whether no other kustomization adds to the object: what that does to its type depends on how the object is made. */
export function isMadeOnce(
  { objects }: WorkspaceIndex,
  { kind, name }: { readonly kind: string; readonly name: string | undefined },
  { uri }: Builder,
): boolean {
  return objects.named(kind, name ?? '').every(({ facts, uri: own }) => !facts.generator || own === uri);
}

export function appendsHash(root: MapNode): boolean {
  const option = get(root, 'generatorOptions', 'disableNameSuffixHash');
  return !(option?.kind === 'scalar' && option.value === true);
}

/** Where kustomize writes the hash into references to a ConfigMap or Secret. */
const rewrittenFields = /^(env|envFrom|volumes|projected)\./;
const rewrittenKinds = /^(Pod|Deployment|ReplicaSet|DaemonSet|StatefulSet|Job|CronJob)$/;

/** Whether there are users, and all of them are built together with the object wherever they are. */
export function isFollowed(index: WorkspaceIndex, object: KnownObject, builder: Builder): boolean {
  const above = aboveOf(index, builder);
  const users = index.objects.usersOf(object.facts.kind, object.facts.name ?? '');
  const isBuilt = ({ from, reference }: (typeof users)[number]): boolean => {
    const listing = index.listing(from.uri);
    const isKnown = rewrittenKinds.test(from.facts.kind) && rewrittenFields.test(reference.field);
    const isSame = from.facts.namespace === object.facts.namespace;
    return isKnown && isSame && listing.length > 0 && listing.every(({ uri }) => above.has(uri));
  };
  return index.objects.isComplete && users.length > 0 && users.every(isBuilt);
}

/** It, and all that build from it, so that what it makes is in all of them. A set that grows while it is walked. */
function aboveOf(index: WorkspaceIndex, { uri }: Builder): ReadonlySet<string> {
  const found = new Set([uriKey(uri)]);
  for (const one of found) {
    for (const above of index.listing(one.slice(0, one.lastIndexOf('/')))) found.add(above.uri);
  }
  return found;
}

/** Lists a file, or does so no longer. */
export function addResource(document: YamlDocument, root: MapNode, path: string): readonly Edit[] | undefined {
  return addWord(document, root, 'resources', path);
}

export function removeResource({ uri }: Builder, document: YamlDocument, path: string): readonly Edit[] | undefined {
  const list = get(document.root, 'resources');
  if (list?.kind !== 'seq' || list.alias) return undefined;
  const wanted = resolvePath(uri, path);
  const item = list.items.find(own => resolvePath(uri, text(own)) === wanted);
  return item && !item.alias ? [removeFrom(document, list, item)].flat() : undefined;
}

/** Takes an item out of its list, and the list out of its map when nothing is left in it. */
export function removeFrom(document: YamlDocument, list: SeqNode, item: Node): readonly Edit[] {
  const { parent } = list;
  const isLast = list.items.length === 1 && parent?.kind === 'entry' && parent.map.entries.length > 1;
  return isLast ? removeEntry(document, parent) : [removeItem(document, list, item)];
}

/** The generator of an object, in a text that was made of the kustomization's own. */
export function generatorIn(document: YamlDocument, object: Parameters<typeof generatorsOf>[1]): MapNode | undefined {
  const { root } = document;
  return root?.kind === 'map' ? generatorsOf(root, object)[0] : undefined;
}

/** The key that `key=path`, `key=value` or a path alone gives. */
export function nameOfSource(source: Node): string | undefined {
  const written = text(source);
  if (written === undefined) return undefined;
  const equals = written.indexOf('=');
  return equals >= 0 ? written.slice(0, equals) : written.slice(written.lastIndexOf('/') + 1);
}
