/** Which object a patch may have meant that names none. */
import type { Advice } from './refusal.js';
import { idOf, type Resource, type ResourceId } from './resource.js';
import { effectiveNamespace, firstId } from './resourceIds.js';

export function targetAdvice(resources: readonly Resource[], id: ResourceId): Advice {
  const all = resources.flatMap(resource => [firstId(resource), idOf(resource)]);
  const ofKind = all.filter(
    ({ kind, group, version }) => kind === id.kind && group === id.group && version === id.version,
  );
  const ofNamespace = ofKind.filter(own => effectiveNamespace(own) === effectiveNamespace(id));
  const choices = new Map(ofNamespace.map(({ name }) => [name, { word: name, text: name }]));
  return {
    about: 'target',
    message: messageFor(all, ofKind, id),
    text: id.name,
    word: id.name,
    choices: [...choices.values()],
  };
}

function messageFor(all: readonly ResourceId[], ofKind: readonly ResourceId[], id: ResourceId): string {
  const what = `${id.kind} ${id.name}`;
  const elsewhere = ofKind.find(({ name }) => name === id.name);
  if (elsewhere) return `the ${what} of this build is ${placeOf(elsewhere)}, and the patch is for one ${placeOf(id)}`;
  const other = all.find(({ kind, name }) => kind === id.kind && name === id.name);
  const version = ({ group, version: own }: ResourceId) => (group === '' ? own : `${group}/${own}`);
  if (other) return `the ${what} of this build is of ${version(other)}, and the patch is for one of ${version(id)}`;
  return `no resource of this build is ${what}: a patch without target names the one that it is for`;
}

function placeOf({ namespace }: ResourceId): string {
  return namespace === '' ? 'without a namespace' : `in namespace ${namespace}`;
}
