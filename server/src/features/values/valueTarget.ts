/** Which value is meant: named by its object, its field and its key, so that the name outlives edits around it. */
import type { Position } from 'vscode-languageserver-types';
import { type DataEntry, dataOf, holdsData, isSecret } from '../../model/configData.js';
import type { Manifest } from '../../model/manifest.js';
import type { ValueTarget } from '../../protocol.js';
import type { Part, YamlFile } from '../../syntax/file.js';
import { contains } from '../../syntax/locate.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { placeOf } from '../range.js';

/** An object of the file that holds data. */
export interface Holder {
  readonly part: Part;
  readonly manifest: Manifest;
  readonly nth: number;
}

export function holdersIn(index: WorkspaceIndex, file: YamlFile): readonly Holder[] {
  const count = new Map<string, number>();
  return file.parts.flatMap(part =>
    index.manifests(file.uri, part).flatMap(manifest => {
      if (!holdsData(manifest)) return [];
      const name = JSON.stringify([manifest.kind, manifest.namespace, manifest.name]);
      const nth = count.get(name) ?? 0;
      count.set(name, nth + 1);
      return { part, manifest, nth };
    }),
  );
}

export function holderOf(holders: readonly Holder[], target: ValueTarget): Holder | undefined {
  return holders.find(
    ({ manifest, nth }) =>
      manifest.kind === target.kind &&
      (manifest.name ?? '') === target.name &&
      manifest.namespace === target.namespace &&
      nth === (target.nth ?? 0),
  );
}

/** The value is written in base64. */
export function isEncoded({ kind, field }: ValueTarget): boolean {
  return field === 'binaryData' || (field === 'data' && kind === 'Secret');
}

/** The last of its key, which is the one that counts. */
export function dataEntryOf({ manifest }: Holder, { field, key }: ValueTarget): DataEntry | undefined {
  return dataOf(manifest).findLast(data => data.field === field && data.key === key);
}

export function targetOf({ manifest, nth }: Holder, { field, key }: DataEntry): ValueTarget {
  return {
    kind: isSecret(manifest) ? 'Secret' : 'ConfigMap',
    ...(manifest.namespace !== undefined && { namespace: manifest.namespace }),
    name: manifest.name ?? '',
    ...(nth > 0 && { nth }),
    field,
    key,
  };
}

/** The value whose key, text or alias is at `position`. */
export function entryAtPosition(
  holders: readonly Holder[],
  file: YamlFile,
  position: Position,
): { readonly holder: Holder; readonly data: DataEntry } | undefined {
  const { part, offset } = placeOf(file, position);
  for (const holder of holders) {
    if (holder.part !== part || !contains(holder.manifest.root.span, offset)) continue;
    const data = dataOf(holder.manifest).find(
      ({ entry: { key, value, merged } }) =>
        !merged && !key.alias && contains({ start: key.span.start, end: (value.alias ?? value.span).end }, offset),
    );
    if (data) return { holder, data };
  }
  return undefined;
}

/** `Secret db in namespace prod`, for people. */
export function nameOfObject({ kind, name, namespace }: ValueTarget): string {
  const named = name === '' ? `the ${kind} without a name` : `${kind} ${name}`;
  return namespace === undefined ? named : `${named} in namespace ${namespace}`;
}
