/**
 * What a reference means, and how sure that is. Where the workspace does not show the whole cluster, the answer is
 * `unknown`: a helper that stays silent is worth more than one that is wrong.
 */
import type { KeyFacts, Reference } from '../model/objects.js';
import { isOwnApi } from '../model/references.js';
import type { Builds } from './builds.js';
import type { KnownKeys, KnownObject, KnownReference } from './objects.js';
import type { ObjectTable } from './objectTable.js';

/** What there is to judge by; URIs are written alike. */
export interface Evidence {
  readonly table: ObjectTable;
  readonly builds: Builds;
  readonly isComplete: boolean;
  isInWorkspace(uri: string): boolean;
  hasFile(uri: string): boolean;
  /** The keys in an env file; `undefined` when it was not read. */
  envKeys(uri: string): readonly string[] | undefined;
  keyOf(uri: string): string;
}

/** Kinds of which a project has to bring its own; what is not there of others, the cluster may have. */
const ownKinds = new Set([
  'ConfigMap',
  'Secret',
  'Service',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Role',
  'ClusterRole',
]);

/** Kinds without a namespace, as far as others name them. */
const clusterKinds = new Set([
  'ClusterRole',
  'PersistentVolume',
  'StorageClass',
  'IngressClass',
  'GatewayClass',
  'PriorityClass',
  'RuntimeClass',
]);

/** Of these kinds, other groups have others of the same name. */
const coreKinds = new Set(['ConfigMap', 'Secret', 'Service', 'ServiceAccount', 'PersistentVolumeClaim']);

/** What every cluster has, or makes by itself. */
const alwaysThere: Readonly<Record<string, RegExp>> = {
  ServiceAccount: /^default$/,
  ConfigMap:
    /^(kube-root-ca\.crt|istio-ca-root-cert|openshift-service-ca\.crt|coredns|kube-proxy|kubeadm-config|kubelet-config.*|cluster-info|extension-apiserver-authentication|aws-auth)$/,
  Service: /^(kubernetes|kube-dns)$/,
  Role: /^(system:.*|extension-apiserver-authentication-reader)$/,
  ClusterRole: /^(cluster-admin|admin|edit|view|system:.*)$/,
};

/** As kustomize appends it to the names of what it generates. */
const hashSuffix = /-[2456789bcdfghkmt]{10}$/;

type Match = 'same' | 'perhaps' | 'other';

export function resolve(
  evidence: Evidence,
  from: KnownObject,
  reference: Reference,
): 'unknown' | readonly KnownObject[] {
  const { kind, name } = reference;
  const found = evidence.table.named(kind, name).filter(object => isOfKind(object, kind));
  const matches = new Map(found.map(object => [object, match(evidence, from, reference, object)]));
  const same = found.filter(object => matches.get(object) === 'same');
  if (same.length > 0) return wholeFirst(evidence, same);
  const isSure = ![...matches.values()].includes('perhaps') && isSureOf(evidence, from, reference);
  return isSure ? [] : 'unknown';
}

export function referencesTo(evidence: Evidence, object: KnownObject): readonly KnownReference[] {
  const { kind, name } = object.facts;
  if (name === undefined) return [];
  const users = evidence.table.usersOf(kind, name);
  return users.filter(({ from, reference }) => {
    return isOfKind(object, kind) && match(evidence, from, reference, object) === 'same';
  });
}

export function keysOf(evidence: Evidence, found: readonly KnownObject[]): KnownKeys {
  const isWhole = found.some(object => !isPart(evidence, object));
  const all = found.map(object => keysIn(evidence, object));
  return {
    keys: all.flatMap(({ keys }) => keys),
    isComplete:
      isWhole && all.every(({ isComplete }) => isComplete) && !found.some(object => isAddedTo(evidence, object)),
  };
}

export function selectedBy(evidence: Evidence, object: KnownObject): 'unknown' | readonly KnownObject[] {
  const { selector } = object.facts;
  const [first, ...others] = Object.entries(selector?.labels ?? {});
  if (!selector?.isComplete || !first) return 'unknown';
  const labelled = [...evidence.table.labelled(first)].filter(({ facts: { pods } }) =>
    others.every(([key, value]) => pods?.labels[key] === value),
  );
  const matches = new Map(labelled.map(candidate => [candidate, match(evidence, object, {}, candidate)]));
  const same = labelled.filter(candidate => matches.get(candidate) === 'same');
  if (same.length > 0) return same;
  const vague = [...evidence.table.labelled(undefined)].some(pods => match(evidence, object, {}, pods) !== 'other');
  const isSure = !vague && labelled.every(candidate => matches.get(candidate) === 'other');
  return isSure && isSureOfPods(evidence, object) ? [] : 'unknown';
}

/** A patch, or a generator that adds to what another one makes. */
function isPart({ builds, keyOf }: Evidence, { uri, facts }: KnownObject): boolean {
  return facts.generator?.behavior === 'merge' || (facts.origin === 'written' && builds.of(keyOf(uri)).isPatch);
}

function isAddedTo({ builds, keyOf }: Evidence, { uri, facts }: KnownObject): boolean {
  return builds.adds(keyOf(uri), facts.kind);
}

function wholeFirst(evidence: Evidence, found: readonly KnownObject[]): readonly KnownObject[] {
  if (found.length < 2) return found;
  const parts = new Set(found.filter(object => isPart(evidence, object)));
  return [...found.filter(object => !parts.has(object)), ...parts];
}

function keysIn(evidence: Evidence, object: KnownObject): KnownKeys {
  const { data, generator, at } = object.facts;
  const written = data?.keys ?? [];
  const files = (generator?.envFiles ?? []).map(uri => evidence.envKeys(evidence.keyOf(uri)));
  const fromFiles = files.flatMap((names = []) => names.map((name): KeyFacts => ({ name, at, field: 'envs' })));
  return {
    keys: [...written, ...fromFiles].map(key => ({ ...key, object })),
    isComplete: generator ? generator.isReadable && !files.includes(undefined) : data?.isComplete === true,
  };
}

function isOfKind({ facts: { apiVersion } }: KnownObject, kind: string): boolean {
  return coreKinds.has(kind) ? apiVersion === 'v1' : isOwnApi(apiVersion);
}

/** Whether `object` is in the namespace in which `from` looks for it. */
function match(
  { builds, keyOf }: Evidence,
  from: KnownObject,
  reference: Pick<Reference, 'namespace'>,
  { uri, facts }: KnownObject,
): Match {
  const wanted = reference.namespace ?? from.facts.namespace;
  if (facts.namespace === wanted || clusterKinds.has(facts.kind)) return 'same';
  const above = builds.namespacesAbove(keyOf(uri));
  if (wanted !== undefined && above.has(wanted)) return 'same';
  const setting = reference.namespace === undefined ? builds.namespacesAbove(keyOf(from.uri)) : none;
  if (meet(setting, above) || (facts.namespace !== undefined && setting.has(facts.namespace))) return 'same';
  if (above.size > 0 || setting.size > 0) return 'perhaps';
  return facts.namespace === undefined || wanted === undefined ? 'perhaps' : 'other';
}

const none: ReadonlySet<string> = new Set();

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const [few, many] = some.size < others.size ? [some, others] : [others, some];
  for (const namespace of few) if (many.has(namespace)) return true;
  return false;
}

/** Whether an object that was not found is not there. */
function isSureOf(evidence: Evidence, from: KnownObject, { kind, name }: Reference): boolean {
  const { table, isComplete, keyOf } = evidence;
  const uri = keyOf(from.uri);
  if (!isComplete || !ownKinds.has(kind) || alwaysThere[kind]?.test(name)) return false;
  if (!evidence.isInWorkspace(uri) || !isOwnApi(from.facts.apiVersion)) return false;
  if (table.isSpokenOf(name) || table.mayBeNamed(kind, name) || table.isTemplatedFor(kind, uri)) return false;
  if (hashSuffix.test(name) && table.named(kind, name.replace(hashSuffix, '')).length > 0) return false;
  if (mayBeCreated(evidence, from, kind)) return false;
  return isWhollyBuilt(evidence, uri) && !isRenamed(evidence, name);
}

/** A program in the cluster is allowed to make such objects where `from` looks for one. */
function mayBeCreated(evidence: Evidence, from: KnownObject, kind: string): boolean {
  for (const role of evidence.table.creatorsOf(kind)) {
    if (role.facts.kind === 'ClusterRole' || match(evidence, from, {}, role) !== 'other') return true;
  }
  return false;
}

function isSureOfPods(evidence: Evidence, from: KnownObject): boolean {
  const { table, isComplete, builds, keyOf } = evidence;
  const uri = keyOf(from.uri);
  if (!isComplete || !evidence.isInWorkspace(uri) || !isWhollyBuilt(evidence, uri)) return false;
  if (podKinds.some(kind => table.isTemplatedFor(kind, uri))) return false;
  const values = Object.values(from.facts.selector?.labels ?? {});
  if (values.some(value => table.isSpokenOf(value))) return false;
  return ![...builds.together(uri)].some(({ setsLabels, adds }) => setsLabels || adds.length > 0);
}

const podKinds = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];

/** Everything that is built together with the file is in the workspace and can be read. */
function isWhollyBuilt({ builds, hasFile }: Evidence, uri: string): boolean {
  const above = builds.above(uri);
  if (above.length > 0 && above.every(({ isComponent }) => isComponent)) return false;
  for (const { isOpaque, resources } of builds.together(uri)) {
    if (isOpaque || resources.some(resource => !hasFile(resource) && !builds.folderIsKnown(resource))) return false;
  }
  return true;
}

/** Some kustomization makes names that begin or end so. */
function isRenamed({ builds }: Evidence, name: string): boolean {
  return builds.affixes.some(
    ({ namePrefix, nameSuffix }) =>
      (namePrefix !== '' && name.startsWith(namePrefix)) || (nameSuffix !== '' && name.endsWith(nameSuffix)),
  );
}
