/** How kustomize compares ids: which are equal, which namespace one means, which objects have none. Knows no files. */
import { isClusterScoped as isKnownClusterScoped } from './builtinKinds.js';
import { idOf, type Resource, type ResourceId } from './resource.js';
import type { Gvk } from './settings.js';

/** What stands for the namespace of objects that have none, and can be asked for by this name. */
const noNamespace = '_non_namespaceable_';

/** Whether its kind certainly has no namespace: kinds that kustomize does not know may have one. */
export function isClusterScoped({ group, version, kind }: Gvk): boolean {
  return isKnownClusterScoped(group === '' ? version : `${group}/${version}`, kind);
}

/** The namespace it is compared by. */
export function effectiveNamespace(id: ResourceId): string {
  return isClusterScoped(id) ? noNamespace : id.namespace || 'default';
}

/** Equal for equal ids only. */
export function idKey(id: ResourceId): string {
  return `${id.group}/${id.version}/${id.kind}/${effectiveNamespace(id)}/${id.name}`;
}

/** Whether `selector` means `of`: what it leaves empty matches all. */
export function isSelected(of: Gvk, { group, version, kind }: Gvk): boolean {
  return (
    (kind === '' || kind === of.kind) &&
    (group === '' || group === of.group) &&
    (version === '' || version === of.version)
  );
}

/** As kustomize writes ids into its errors. */
export function idText(id: ResourceId): string {
  return `${gvkText(id)}/${id.name || '[noName]'}.${id.namespace || '[noNs]'}`;
}

export function gvkText({ group, version, kind }: Gvk): string {
  return `${kind || '[noKind]'}.${version || '[noVer]'}.${group || '[noGrp]'}`;
}

/** The ids it had before. kustomize remembers names, namespaces and kinds; group and version are those of now. */
export function previousIds(resource: Resource): readonly ResourceId[] {
  const { previous } = resource;
  if (previous.length === 0) return previous;
  const { group, version } = idOf(resource);
  return previous.map(id => (id.group === group && id.version === version ? id : { ...id, group, version }));
}

/** The id that it had first. */
export function firstId(resource: Resource): ResourceId {
  return previousIds(resource)[0] ?? idOf(resource);
}

/** `resource`, to be known by its present id, too, after it has changed. */
export function withPreviousId(resource: Resource): Resource {
  return { ...resource, previous: [...resource.previous, idOf(resource)] };
}
