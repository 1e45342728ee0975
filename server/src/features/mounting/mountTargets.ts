/** "Mount this ConfigMap in …": which workloads of the workspace may use an object. */
import type { Position, Range } from 'vscode-languageserver-types';
import type { Manifest } from '../../model/manifest.js';
import { type Container, containersOf } from '../../model/pods.js';
import { mountsOf } from '../../model/volumes.js';
import type { MountTargetsResult, MountWorkload } from '../../protocol.js';
import { manifestOf } from '../../rules/references.js';
import { YamlDocument, type YamlFile } from '../../syntax/file.js';
import { contains } from '../../syntax/locate.js';
import { get } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject } from '../../workspace/objects.js';
import { partsIn, placeOf, toRange } from '../range.js';

/** Nobody chooses from more. */
const mostWorkloads = 200;

export interface Mountable {
  readonly title: string;
  readonly position: Position;
}

/** What can be mounted, where `range` is on its kind or its name. */
export function mountableAt(index: WorkspaceIndex, file: YamlFile, range: Range): Mountable | undefined {
  for (const { part, span } of partsIn(file, range)) {
    for (const object of index.objects.in(part.document)) {
      const { kind, name, at } = object.facts;
      if (!isMountable(object) || (!contains(at, span.start) && !isOnKind(object, span.start))) continue;
      return { title: `Mount ${kind} ${name} in…`, position: toRange(part, at).start };
    }
  }
  return undefined;
}

function isMountable({ facts: { kind, name, apiVersion, origin } }: KnownObject): boolean {
  return (
    apiVersion === 'v1' && (kind === 'ConfigMap' || kind === 'Secret') && name !== undefined && origin !== 'derived'
  );
}

function isOnKind(object: KnownObject, offset: number): boolean {
  if (object.facts.origin !== 'written' || !contains(object.facts.span, offset)) return false;
  const kind = get(manifestOf(object)?.root, 'kind');
  const line = object.document.text.lastIndexOf('\n', offset - 1) + 1;
  return kind !== undefined && kind.span.start >= line && offset <= kind.span.end;
}

/** The workloads of the same namespace, the nearest first. */
export function mountTargets(index: WorkspaceIndex, file: YamlFile, position: Position): MountTargetsResult {
  const object = objectAt(index, file, position);
  if (!object) return { refusal: 'put the cursor into a ConfigMap or a Secret' };
  const { kind, name = '', namespace } = object.facts;
  const workloads = workloadsFor(index, object).slice(0, mostWorkloads);
  const keys = index.objects.keysOf([object]).keys.map(key => key.name);
  return {
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    keys: [...new Set(keys)],
    workloads: workloads.flatMap(workload => describe(workload, object) ?? []),
  };
}

export function objectAt(index: WorkspaceIndex, file: YamlFile, position: Position): KnownObject | undefined {
  const { part, offset } = placeOf(file, position);
  return index.objects
    .in(part.document)
    .filter(isMountable)
    .findLast(({ facts }) => contains(facts.span, offset));
}

export function workloadsFor(index: WorkspaceIndex, object: KnownObject): readonly KnownObject[] {
  const found: KnownObject[] = [];
  for (const workload of index.objects.every()) {
    const { facts, uri } = workload;
    const isOne = facts.pods && facts.name !== undefined && facts.origin === 'written' && !index.build(uri).isPatch;
    if (isOne && isSameNamespace(index, workload, object)) found.push(workload);
  }
  const distance = ({ uri }: KnownObject) => -commonFolders(uri, object.uri);
  return found
    .map((one, i) => ({ one, i }))
    .sort((a, b) => distance(a.one) - distance(b.one) || a.i - b.i)
    .map(({ one }) => one);
}

/** Or where one kustomization puts both into its own. */
function isSameNamespace(index: WorkspaceIndex, a: KnownObject, b: KnownObject): boolean {
  if (a.facts.namespace === b.facts.namespace) return true;
  const [one, ...others] = index.listing(a.uri);
  return one?.namespace !== undefined && others.length === 0 && index.listing(b.uri).every(own => own === one);
}

function commonFolders(one: string, other: string): number {
  const [a, b] = [one.split('/'), other.split('/')];
  const end = a.findIndex((name, i) => name !== b[i]);
  return end < 0 ? a.length : end;
}

function describe(workload: KnownObject, object: KnownObject): MountWorkload | undefined {
  // From a copy: the trees of files that are not open are not kept.
  const manifest = manifestOf({ ...workload, document: new YamlDocument(workload.document.text) });
  const { kind, name = '', namespace } = workload.facts;
  const containers = manifest ? ownContainers(manifest) : [];
  if (!manifest || containers.length === 0) return undefined;
  return {
    uri: workload.uri,
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    containers: containers.map(container => ({
      name: container.name ?? '',
      isInit: container.list === 'initContainers',
      mountPath: freePath(container, object.facts.name ?? ''),
    })),
  };
}

export function ownContainers(manifest: Manifest): readonly Container[] {
  return [...containersOf(manifest)].filter(
    ({ name, node, list }) => name !== undefined && !node.alias && list !== 'ephemeralContainers',
  );
}

function freePath(container: Container, name: string): string {
  for (let i = 1; ; i++) {
    const path = `/etc/${name}${i === 1 ? '' : `-${i}`}`;
    if (pathProblem(container, path) === undefined) return path;
  }
}

/** A mount within another, or around it, hides files: that is to be said by who means it. */
export function pathProblem(container: Container, path: string): string | undefined {
  if (!/^\/[^:]*[^/:]$/.test(path) || cleaned(path) === '/')
    return 'the path must be absolute, without a colon, and not the root';
  const taken = mountsOf(container).find(mount => mount.path !== undefined && cleaned(mount.path) === cleaned(path));
  return taken && `the container has a mount at ${path}`;
}

/** As the container's file system sees it: `/etc//web/./x/..` is `/etc/web`. */
function cleaned(path: string): string {
  const folders: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') folders.pop();
    else if (name !== '' && name !== '.') folders.push(name);
  }
  return `/${folders.join('/')}`;
}
