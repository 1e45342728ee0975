/** What migrating one field of a kustomization means: steps on its text, each of which sees what the last one left. */
import { apply, type Edit, indentOf, ownEntries, renameKey, type Source } from '../syntax/edit.js';
import { YamlDocument } from '../syntax/file.js';
import { joinLists, type Side } from '../syntax/joinLists.js';
import { type Entry, get, keyOf, type MapNode, type Node, type Path } from '../syntax/node.js';
import { hasMergeKey } from '../syntax/remove.js';
import type { Reach, Trial } from '../workspace/kustomizeTrial.js';

export interface Surroundings {
  readonly trial: Trial;
  /** `undefined` for the newest. */
  readonly kustomizeVersion: string | undefined;
}

/** Why a field stays: half a sentence for the user, or nothing where there is nothing to say. */
export interface Refused {
  readonly reason: string | undefined;
}

export interface Migrated {
  readonly text: string;
  /** Something is dropped that does nothing now. */
  readonly loses: boolean;
}

/** A field below the root of a document that steps change. */
export interface FieldPlace {
  readonly path: Path;
  readonly field: string;
}

export interface Migration {
  readonly successor: string;
  /** Where the items of the old list go in the new one, so that kustomize reads them in the same order. */
  readonly side: Side;
  /** Gives the items the form that they have in the new list. */
  readonly shape?: (document: YamlDocument, field: Entry, surroundings: Surroundings) => readonly Edit[] | Refused;
  /** Whether the build stays the same as far as one can tell without building. */
  readonly isSafe: (field: Entry, surroundings: Surroundings) => boolean;
  /** Whose builds may tell a difference, even where that of the kustomization itself tells none. */
  readonly reach: Reach;
  /** Why it does not, where it does not. */
  readonly difference: string;
  readonly loses?: (field: Entry, surroundings: Surroundings) => boolean;
}

export function isRefused<Result extends object>(result: Result | Refused): result is Refused {
  return 'reason' in result;
}

export const silently: Refused = { reason: undefined };

/** The entries of `map` that kustomize takes for `name`, whatever the case of their letters. */
export function named(map: MapNode, name: string): readonly Entry[] {
  return map.entries.filter(field => keyOf(field).toLowerCase() === name.toLowerCase());
}

export function mapAt(root: Node | undefined, path: Path): MapNode | undefined {
  const found = get(root, ...path);
  return found?.kind === 'map' && !found.alias ? found : undefined;
}

/** The field, if nothing else in the map or brought into it can be meant. */
export function onlyField(document: YamlDocument, { path, field }: FieldPlace): Entry | undefined {
  const map = mapAt(document.root, path);
  const [only, ...more] = map ? named(map, field) : [];
  return map && only && more.length === 0 && !only.merged && !hasMergeKey(document, map) ? only : undefined;
}

/** `document` after the edits; `undefined` where they would break it. */
export function edited(document: YamlDocument, edits: readonly Edit[]): YamlDocument | undefined {
  return checked(document, apply(document.text, edits));
}

function checked(document: YamlDocument, text: string): YamlDocument | undefined {
  const made = new YamlDocument(text);
  return made.problems.length > document.problems.length ? undefined : made;
}

/** Makes the list in `place` a part of the list `successor` beside it, or gives it that name. */
export function joined(
  document: YamlDocument,
  place: FieldPlace,
  { successor, side }: Pick<Migration, 'successor' | 'side'>,
): YamlDocument | undefined {
  const from = onlyField(document, place);
  if (!from) return undefined;
  const others = named(from.map, successor);
  if (others.length === 0) return edited(document, [renameKey(from, successor)]);
  const to = onlyField(document, { path: place.path, field: successor });
  const text = to && joinLists(document, from, to, side);
  return text === undefined ? undefined : checked(document, text);
}

/** By how much the lists of the map are indented below their keys. */
export function listIndent(source: Source, map: MapNode): number {
  for (const { value, key } of ownEntries(map)) {
    if (value.kind !== 'seq' || value.flow || value.alias || value.items.length === 0) continue;
    const column = (offset: number) => offset - source.text.lastIndexOf('\n', offset - 1) - 1;
    return Math.max(0, column(value.span.start) - column(key.span.start));
  }
  return map.parent ? 2 : indentOf(source);
}
