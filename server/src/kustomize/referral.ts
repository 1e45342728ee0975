/**
 * Which object a name means that was written before names changed. An object counts by the names, kinds and namespaces
 * that it had; where several have had the name, those that the same kustomizations have renamed are nearer.
 */
import { idOf, type Resource, type ResourceId } from './resource.js';
import { effectiveNamespace, isClusterScoped, isSelected, previousIds } from './resourceIds.js';
import { scalarText } from './scalarText.js';
import type { Gvk } from './settings.js';
import { get } from './value.js';

/** An object with what is asked of it over and over. */
export interface Known {
  readonly resource: Resource;
  readonly id: ResourceId;
  readonly previous: readonly ResourceId[];
  readonly isClusterScoped: boolean;
  readonly namespace: string;
  readonly firstNamespace: string;
}

export function known(resource: Resource): Known {
  const id = idOf(resource);
  const previous = previousIds(resource);
  const namespace = effectiveNamespace(id);
  const [first] = previous;
  const firstNamespace = first ? effectiveNamespace(first) : namespace;
  return { resource, id, previous, isClusterScoped: isClusterScoped(id), namespace, firstNamespace };
}

export interface Wanted {
  readonly referrer: Known;
  readonly name: string;
  readonly target: Gvk;
  /** Of a `roleRef`: what it says about its target. */
  readonly roleRef?: Gvk | undefined;
}

/** The candidates that are left of `candidates`, all of which have had the name. One of them is what is meant. */
export function selectReferrals(
  candidates: readonly Known[],
  { referrer, name, target, roleRef }: Wanted,
): readonly Known[] {
  const possible = candidates.filter(
    ({ previous }) =>
      previous.some(id => id.name === name) &&
      previous.some(id => isSelected(id, target)) &&
      (!roleRef || previous.some(id => isSelected(id, roleRef))),
  );
  const inNamespace = possible.filter(candidate => isInReach(candidate, referrer));
  if (inNamespace.length === 1) return inNamespace;
  const alike = inNamespace.filter(candidate => isRenamedAlike(candidate.resource, referrer.resource, true));
  if (alike.length <= 1) return alike;
  return alike.filter(candidate => isRenamedAlike(candidate.resource, referrer.resource, false));
}

function isInReach(candidate: Known, referrer: Known): boolean {
  return (
    referrer.isClusterScoped ||
    candidate.isClusterScoped ||
    candidate.id.kind === 'ServiceAccount' ||
    candidate.namespace === referrer.namespace
  );
}

function isRenamedAlike(a: Resource, b: Resource, mayBeUnnamed: boolean): boolean {
  return endAlike(a.prefixes, b.prefixes, mayBeUnnamed) && endAlike(a.suffixes, b.suffixes, mayBeUnnamed);
}

function endAlike(a: readonly string[], b: readonly string[], mayBeEmpty: boolean): boolean {
  if (a.length === 0 || b.length === 0) return mayBeEmpty || a.length === b.length;
  const shorter = Math.min(a.length, b.length);
  return a.slice(-shorter).every((text, index) => text === b.at(index - shorter));
}

/** Which objects one may name at all. Accounts in other namespaces are named by the subjects of role bindings. */
export function reachOf(referrer: Known): (candidate: Known) => boolean {
  if (referrer.isClusterScoped) return () => true;
  const namespaces = bindingNamespaces(referrer);
  return candidate =>
    candidate.isClusterScoped || candidate.namespace === referrer.namespace || namespaces.has(candidate.id.namespace);
}

function bindingNamespaces({ resource, id }: Known): ReadonlySet<string> {
  const subjects = id.kind === 'RoleBinding' ? get(resource.value, 'subjects') : undefined;
  if (subjects?.kind !== 'list') return new Set();
  const accounts = subjects.items.filter(subject => scalarText(get(subject, 'kind')) === 'ServiceAccount');
  return new Set(accounts.flatMap(subject => (get(subject, 'namespace') ? scalarText(get(subject, 'namespace')) : [])));
}
