/** The objects that a patch is for, as they are before it: as the build says, or as far as it comes. */
import { Refusal } from '../../kustomize/refusal.js';
import { idOf, type Resource } from '../../kustomize/resource.js';
import { previousIds } from '../../kustomize/resourceIds.js';
import { selecting } from '../../kustomize/selector.js';
import type { Selector } from '../../kustomize/settings.js';
import { get, type MapNode, type Node, text } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import type { ListedPatch } from './listedPatch.js';

export interface PatchTargets {
  readonly resources: readonly Resource[];
  /** How many objects there are. */
  readonly among: number;
}

/** What a patch says of itself. */
export interface Named {
  readonly kind: string;
  readonly name: string | undefined;
}

/** `undefined` where nothing is known of the build. Without `named`, those of all objects in the patch. */
export function targetsOf(index: WorkspaceIndex, patch: ListedPatch, named?: Named): PatchTargets | undefined {
  const traces = index.kustomize.tracesOn(patch.uri);
  const start = patch.part.start + patch.entry.node.span.start;
  const isHere = (uri: string) => keyOf(uri) === keyOf(patch.uri);
  const told = traces
    .flatMap(({ patchings }) => patchings)
    .filter(({ entry }) => entry.start === start && isHere(entry.uri));
  const { target } = patch.entry;
  const isMeant = target || !named ? () => true : (resource: Resource) => isCalled(resource, named);
  if (told.length > 0) {
    const resources = distinct(told.flatMap(own => own.resources)).filter(isMeant);
    const among = Math.max(...told.map(own => own.among));
    if (resources.length > 0 || target) return { resources, among };
  }
  const staged = stageOf(index, patch);
  if (!staged) return undefined;
  if (!target) return { resources: named ? staged.filter(isMeant) : [], among: staged.length };
  return { resources: selected(staged, target), among: staged.length };
}

/** All that the patches of the kustomization may change; `undefined` where nothing is known. */
export function stageOf(index: WorkspaceIndex, { uri }: Pick<ListedPatch, 'uri'>): readonly Resource[] | undefined {
  const folder = keyOf(uri.slice(0, uri.lastIndexOf('/')));
  const traces = index.kustomize.tracesOn(uri);
  const own = traces.flatMap(({ stages }) => stages).filter(stage => keyOf(stage.folder) === folder);
  return own.length === 0 ? undefined : distinct(own.flatMap(({ resources }) => resources));
}

/** An object that several builds change is one. */
export function distinct(resources: readonly Resource[]): readonly Resource[] {
  const keyed = resources.map(resource => {
    const { kind, name, namespace } = idOf(resource);
    const { uri, start } = resource.from;
    return [JSON.stringify([uri, start, kind, name, namespace]), resource] as const;
  });
  return [...new Map(keyed).values()];
}

function isCalled(resource: Resource, { kind, name }: Named): boolean {
  return [...previousIds(resource), idOf(resource)].some(id => id.kind === kind && id.name === name);
}

function selected(resources: readonly Resource[], target: MapNode): readonly Resource[] {
  try {
    return resources.filter(selecting(selectorOf(target)));
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

const fields = ['group', 'version', 'kind', 'name', 'namespace', 'labelSelector', 'annotationSelector'] as const;
const nowhere = { uri: '', start: 0, end: 0 };

function selectorOf(target: Node): Selector {
  const written = fields.flatMap(field => {
    const own = text(get(target, field));
    return own ? [[field, { text: own, from: nowhere }] as const] : [];
  });
  return { ...Object.fromEntries(written), from: nowhere };
}
