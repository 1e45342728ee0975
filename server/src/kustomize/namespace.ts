/** `namespace`: all objects that can have one get the same, with what refers to it in role bindings and elsewhere. */
import { type Change, changeFields, Misfit, wrongKind } from './fieldSpecs.js';
import { refuse } from './refusal.js';
import { idOf, type Resource } from './resource.js';
import { idKey, idText, isClusterScoped, withPreviousId } from './resourceIds.js';
import { scalarText } from './scalarText.js';
import type { FieldSpec, Text } from './settings.js';
import { get, isNull, scalar, type Value, withField } from './value.js';

export type Subjects = 'defaultOnly' | 'allServiceAccounts' | 'none';

export interface NamespaceOptions {
  /** What has a namespace keeps it. */
  readonly unsetOnly: boolean;
  /** Which subjects of role bindings get the namespace. */
  readonly subjects: Subjects;
}

const usual: NamespaceOptions = { unsetOnly: false, subjects: 'defaultOnly' };

export function applyNamespace(
  resources: readonly Resource[],
  namespace: Text,
  specs: readonly FieldSpec[],
  options: NamespaceOptions = usual,
): readonly Resource[] {
  const own = resources.map(idOf).map(idKey);
  const counts = new Map<string, number>();
  for (const key of own) counts.set(key, (counts.get(key) ?? 0) + 1);
  const changed: Resource[] = [];
  for (const [index, resource] of resources.entries()) {
    const now = withNamespace(withPreviousId(resource), namespace, specs, options);
    refuseConflict(now, own[index] ?? '', counts, namespace);
    changed.push(now);
  }
  return changed;
}

/** One after the other: an object may also get into the way of one whose turn comes later. */
function refuseConflict(resource: Resource, before: string, counts: Map<string, number>, { from }: Text): void {
  const id = idOf(resource);
  const now = idKey(id);
  counts.set(before, (counts.get(before) ?? 0) - 1);
  const count = (counts.get(now) ?? 0) + 1;
  counts.set(now, count);
  if (count > 1) refuse(from, `namespace transformation produces ID conflict: ${idText(id)}`);
}

/** Also what ValueAddTransformer does to `metadata/namespace`. */
export function withNamespace(
  resource: Resource,
  namespace: Text,
  specs: readonly FieldSpec[],
  { unsetOnly, subjects }: NamespaceOptions = usual,
): Resource {
  const set: Change = node => {
    if (unsetOnly && !isUnset(node)) return node;
    if (node.kind !== 'scalar') wrongKind(node, 'scalar');
    return scalar(namespace.text, namespace.from);
  };
  const id = idOf(resource);
  const isBinding = id.kind === 'RoleBinding' || id.kind === 'ClusterRoleBinding';
  let changed = isClusterScoped(id) ? resource : changeFields(resource, [ownNamespace], set, 'scalar');
  if (isBinding && subjects !== 'none') changed = changeFields(changed, [bindingSubjects], inSubjects(subjects, set));
  const others = specs.filter(spec => !isOwn(spec, scalarText(get(resource.value, 'apiVersion')), isBinding));
  return changeFields(changed, others, set, 'scalar');
}

const ownNamespace: FieldSpec = {
  group: '',
  version: '',
  kind: '',
  path: 'metadata/namespace',
  create: true,
  from: undefined,
};
const bindingSubjects: FieldSpec = { ...ownNamespace, path: 'subjects', create: false };

/** What is done without asking the configuration. Of kinds named Namespace only that of Kubernetes is renamed. */
function isOwn({ kind, path }: FieldSpec, apiVersion: string, isBinding: boolean): boolean {
  if (path === 'metadata/namespace') return true;
  if (path === 'metadata/name') return apiVersion !== 'v1';
  return isBinding && (kind === 'RoleBinding' || kind === 'ClusterRoleBinding') && path === 'subjects/namespace';
}

function isUnset(node: Value): boolean {
  if (node.kind === 'scalar') return node.value === null || node.value === '';
  return node.kind === 'list' ? node.items.length === 0 : node.entries.size === 0;
}

function inSubjects(subjects: Subjects, set: Change): Change {
  const [field, wanted] = subjects === 'defaultOnly' ? ['name', 'default'] : ['kind', 'ServiceAccount'];
  return node => {
    if (isNull(node)) return node;
    if (node.kind !== 'list') wrongKind(node, 'list');
    return { ...node, items: node.items.map(item => inSubject(item, field, wanted, set)) };
  };
}

function inSubject(subject: Value, field: string, wanted: string, set: Change): Value {
  if (isNull(subject)) return subject;
  if (subject.kind !== 'fields') return wrongKind(subject, 'fields');
  const found = get(subject, field);
  if (isNull(found)) return subject;
  if (found?.kind !== 'scalar') throw new Misfit(subject, 'wrong node kind: expected ScalarNode');
  if (scalarText(found) !== wanted) return subject;
  return withField(subject, 'namespace', set(get(subject, 'namespace') ?? scalar('')));
}
