/** Fields that the API server lets nobody change once the object is there. Knows the fields, not who changed them. */
import { type Entry, entry, get, isNull, type MapNode, type Node, type Path, text } from '../syntax/node.js';
import { type Change, changesIn, isEmpty } from './changes.js';
import { holdsData } from './configData.js';
import type { Manifest } from './manifest.js';
import { knownText } from './templates.js';

interface ImmutableField {
  readonly path: Path;
  /** What the API server takes where nothing is written. */
  readonly otherwise?: string;
  /** Nothing can be said unless both versions have it: the cluster may have chosen a value. */
  readonly onlyWritten?: true;
  /** Left out where others than the author write them. */
  readonly isSubject?: (now: MapNode, before: MapNode) => boolean;
}

const selector: ImmutableField = { path: ['spec', 'selector'] };
const roleRef: readonly ImmutableField[] = [
  { path: ['roleRef', 'apiGroup'], otherwise: 'rbac.authorization.k8s.io' },
  { path: ['roleRef', 'kind'] },
  { path: ['roleRef', 'name'] },
];

const fieldsOf: ReadonlyMap<string, readonly ImmutableField[]> = new Map<string, readonly ImmutableField[]>([
  ['apps/v1 Deployment', [selector]],
  ['apps/v1 ReplicaSet', [selector]],
  ['apps/v1 DaemonSet', [selector]],
  [
    'apps/v1 StatefulSet',
    [
      selector,
      { path: ['spec', 'serviceName'], otherwise: '' },
      { path: ['spec', 'podManagementPolicy'], otherwise: 'OrderedReady' },
      { path: ['spec', 'volumeClaimTemplates'] },
    ],
  ],
  [
    'batch/v1 Job',
    [
      { path: ['spec', 'selector'], onlyWritten: true, isSubject: staysInCluster },
      { path: ['spec', 'completionMode'], otherwise: 'NonIndexed', isSubject: staysInCluster },
      { path: ['spec', 'template'], isSubject: (now, before) => staysInCluster(now, before) && !isSuspended(before) },
    ],
  ],
  ['v1 Service', [{ path: ['spec', 'clusterIP'], isSubject: keepsAddress }]],
  [
    'v1 PersistentVolumeClaim',
    [
      { path: ['spec', 'accessModes'] },
      { path: ['spec', 'selector'] },
      { path: ['spec', 'storageClassName'], onlyWritten: true },
      { path: ['spec', 'volumeMode'], otherwise: 'Filesystem' },
      { path: ['spec', 'volumeName'], onlyWritten: true },
    ],
  ],
  [
    'storage.k8s.io/v1 StorageClass',
    [
      { path: ['provisioner'] },
      { path: ['parameters'] },
      { path: ['reclaimPolicy'], otherwise: 'Delete' },
      { path: ['volumeBindingMode'], otherwise: 'Immediate' },
    ],
  ],
  ['rbac.authorization.k8s.io/v1 RoleBinding', roleRef],
  ['rbac.authorization.k8s.io/v1 ClusterRoleBinding', roleRef],
]);

/** Whether an earlier version of the object says something about this one. */
export function hasImmutableFields(manifest: Manifest): boolean {
  return holdsData(manifest) || fieldsOf.has(`${manifest.apiVersion} ${manifest.kind}`);
}

export interface ImmutableChange {
  /** As in `spec.selector`. */
  readonly field: string;
  readonly change: Change;
}

/** What differs from `before` in fields that must stay. Of what is not written and not known it says nothing. */
export function* immutableChanges(now: Manifest, before: Manifest): Iterable<ImmutableChange> {
  if (now.apiVersion !== before.apiVersion) return;
  for (const field of fieldsOf.get(`${now.apiVersion} ${now.kind}`) ?? []) {
    if (field.isSubject?.(now.root, before.root) === false) continue;
    for (const change of changesOf(now.root, before.root, field)) yield { field: field.path.join('.'), change };
  }
}

function* changesOf(now: MapNode, before: MapNode, { path, otherwise, onlyWritten }: ImmutableField): Iterable<Change> {
  const own = fieldAt(now, path);
  const old = fieldAt(before, path);
  if (own && old) {
    yield* changesIn(own.value, old.value, own);
    return;
  }
  if (onlyWritten) return;
  const isDefault = (field: Entry) => otherwise !== undefined && knownText(field.value) === otherwise;
  const isSure = (field: Entry) => field.value.kind !== 'scalar' || knownText(field.value) !== undefined;
  if (own && isSure(own) && !isDefault(own)) yield { kind: 'added', field: own };
  const map = get(now, ...path.slice(0, -1));
  if (old && map?.kind === 'map' && isSure(old) && !isDefault(old)) yield { kind: 'removed', map, before: old };
}

function fieldAt(root: MapNode, path: Path): Entry | undefined {
  const field = entry(get(root, ...path.slice(0, -1)), String(path.at(-1)));
  return field && !isEmpty(field.value) ? field : undefined;
}

/** Not one that is removed when it is done, for the next version to take its place. */
function staysInCluster(now: MapNode, before: MapNode): boolean {
  return [now, before].every(root => isNull(get(root, 'spec', 'ttlSecondsAfterFinished')));
}

/** As long as it has not begun, some of the template may change. */
function isSuspended(root: MapNode): boolean {
  const suspend = get(root, 'spec', 'suspend');
  return suspend?.kind === 'scalar' && suspend.value !== false && suspend.value !== null;
}

/** What is not written stays as it is; an address that is new in the file may be the one that the cluster chose. */
function keepsAddress(now: MapNode, before: MapNode): boolean {
  const [own, old] = [now, before].map(root => get(root, 'spec', 'clusterIP'));
  if (!own || text(own) === '' || isNull(own)) return false;
  if ([now, before].some(root => !isOfCluster(get(root, 'spec', 'type')))) return false;
  return !isNull(old) && text(old) !== '' ? true : text(own) === 'None';
}

function isOfCluster(type: Node | undefined): boolean {
  return isNull(type) || ['ClusterIP', 'NodePort', 'LoadBalancer'].includes(text(type) ?? '');
}

const replacing: ReadonlyMap<string, RegExp> = new Map([
  ['helm.sh/hook', /./],
  ['argocd.argoproj.io/hook', /./],
  ['argocd.argoproj.io/sync-options', /\b(Replace|Force)=true\b/],
  ['kustomize.toolkit.fluxcd.io/force', /^enabled$/i],
]);

/** Whoever applies it deletes the one that is there first, if need be. */
export function isReplaced({ root }: Manifest): boolean {
  const annotations = get(root, 'metadata', 'annotations');
  return [...replacing].some(([name, value]) => value.test(text(entry(annotations, name)?.value) ?? ''));
}
