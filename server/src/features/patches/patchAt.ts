/** What a document, or a text in one, changes as a patch: asked by completion and hover before they look at the schema. */
import { idOf, type Resource } from '../../kustomize/resource.js';
import { isMarkedAsPatch, type Manifest } from '../../model/manifest.js';
import { isOperation } from '../../model/patches.js';
import { kindOf, type Schemas } from '../../schema/schemas.js';
import { get, type Path, text } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { ListedPatch } from './listedPatch.js';
import { distinct, stageOf, targetsOf } from './patchTargets.js';
import { pathOfPointer } from './pointer.js';

export interface PatchAt {
  /** It is a part of an object, and no list of operations. */
  readonly isPart: boolean;
  /** Where it is listed; of a file that several list, several. */
  readonly listed: readonly ListedPatch[];
  /** The objects that the patch is for, from all builds. */
  readonly targets: readonly Resource[];
  /** All objects that there are. */
  readonly resources: readonly Resource[];
}

/** `undefined` for what is no patch. */
export function patchAt(
  index: WorkspaceIndex,
  manifest: Manifest | undefined,
  listed: readonly ListedPatch[],
): PatchAt | undefined {
  if (listed.length === 0 && !(manifest && isMarkedAsPatch(manifest))) return undefined;
  const named = manifest && !isOperation(manifest) ? manifest : undefined;
  let targets: readonly Resource[] | undefined;
  let resources: readonly Resource[] | undefined;
  return {
    listed,
    isPart: named !== undefined,
    get targets() {
      targets ??= distinct(listed.flatMap(own => targetsOf(index, own, named)?.resources ?? []));
      return targets;
    },
    get resources() {
      resources ??= distinct(listed.flatMap(own => stageOf(index, own) ?? []));
      return resources;
    },
  };
}

export interface SchemaPath {
  readonly apiVersion: string;
  readonly kind: string;
  readonly definition: string;
  readonly path: Path;
}

/** Which schema says something of `path` in `manifest`: its own, or that of what it changes. */
export function schemaPathOf(
  schemas: Schemas,
  patch: PatchAt | undefined,
  manifest: Manifest,
  path: Path,
): SchemaPath | undefined {
  const isValue = isOperation(manifest) && path[0] === 'value';
  const own = inKind(schemas, manifest, path);
  if (own && !isValue) return own;
  const hasTarget = patch?.listed.some(({ entry }) => entry.target);
  const [target] = isValue || hasTarget ? (patch?.targets ?? []) : [];
  if (!target) return isValue && path.length > 1 ? undefined : own;
  const { group, version, kind } = idOf(target);
  const apiVersion = group === '' ? version : `${group}/${version}`;
  if (!isValue) return inKind(schemas, { apiVersion, kind }, path);
  const pointer = text(get(manifest.root, 'path')) ?? '';
  return inKind(schemas, { apiVersion, kind }, [...pathOfPointer(target.value, pointer), ...path.slice(1)]);
}

function inKind(
  schemas: Schemas,
  { apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>,
  path: Path,
): SchemaPath | undefined {
  const definition = kindOf(schemas, apiVersion, kind)?.definition;
  return definition === undefined ? undefined : { apiVersion, kind, definition, path };
}
