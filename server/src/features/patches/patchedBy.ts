/** Above an object: the patches that change it, in whatever overlay. */
import type { CodeLens, Location, Position } from 'vscode-languageserver-types';
import { resolvePath } from '../../model/kustomization.js';
import type { Part, YamlFile } from '../../syntax/file.js';
import { contains } from '../../syntax/locate.js';
import type { Span } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import { shortName } from '../kustomizations/builtBy.js';
import { placeOf, toRange } from '../range.js';
import { type ListedPatch, patchesInCopy } from './listedPatch.js';
import { patchLocation } from './places.js';

/** So many are called by their names. */
const mostNamed = 3;

/** The entry of a patch that changes an object of a file. */
interface Change {
  /** Where the object begins in the file. */
  readonly object: number;
  readonly patch: ListedPatch;
}

export function patchedByLenses(index: WorkspaceIndex, file: YamlFile): readonly CodeLens[] {
  const changes = changesOf(index, file);
  if (changes.length === 0) return [];
  return objectsIn(index, file).flatMap(({ part, span }) => {
    const own = within(changes, part, span);
    const range = toRange(part, { start: span.start, end: span.start });
    const locations = own.flatMap(patch => patchLocation(index, patch));
    const title = `patched by ${named(own, file)}`;
    return own.length === 0
      ? []
      : [{ range, command: { title, command: '', arguments: [file.uri, range.start, locations] } }];
  });
}

/** The patches that change the object whose name is at `position`. */
export function patchesAt(index: WorkspaceIndex, file: YamlFile, position: Position): readonly Location[] {
  const { part, offset } = placeOf(file, position);
  const object = index.objects
    .in(part.document)
    .find(({ facts: { at, origin } }) => origin === 'written' && contains(at, offset));
  if (!object) return [];
  return within(changesOf(index, file), part, object.facts.span).flatMap(patch => patchLocation(index, patch));
}

function objectsIn(index: WorkspaceIndex, file: YamlFile): readonly { readonly part: Part; readonly span: Span }[] {
  return file.parts.flatMap(part =>
    index.objects.in(part.document).flatMap(({ facts: { name, origin, span } }) => {
      return name === undefined || origin !== 'written' ? [] : [{ part, span }];
    }),
  );
}

function within(changes: readonly Change[], part: Part, { start, end }: Span): readonly ListedPatch[] {
  const from = part.start + start;
  const found = changes.filter(({ object }) => from <= object && object <= part.start + end);
  return [...new Set(found.map(({ patch }) => patch))];
}

function changesOf(index: WorkspaceIndex, file: YamlFile): readonly Change[] {
  const key = keyOf(file.uri);
  const lists = new Map<string, readonly ListedPatch[]>();
  const found = new Map<string, Change>();
  for (const { patchings } of index.kustomize.tracesAbove(file.uri)) {
    for (const { entry, resources } of patchings) {
      for (const { from } of resources) {
        const id = `${from.start} ${entry.uri} ${entry.start}`;
        if (keyOf(from.uri) !== key || found.has(id)) continue;
        const listed = lists.get(entry.uri) ?? entriesIn(index, entry.uri);
        lists.set(entry.uri, listed);
        const patch = listed.find(own => own.part.start + own.entry.node.span.start === entry.start);
        if (patch) found.set(id, { object: from.start, patch });
      }
    }
  }
  return [...found.values()];
}

function entriesIn(index: WorkspaceIndex, uri: string): readonly ListedPatch[] {
  const file = index.file(uri);
  return file ? patchesInCopy(file) : [];
}

function named(patches: readonly ListedPatch[], file: YamlFile): string {
  const names = new Set(
    patches.map(({ uri, entry }) => shortName(keyOf(resolvePath(uri, entry.path?.text) ?? uri), keyOf(file.uri))),
  );
  return names.size > mostNamed ? `${patches.length} patches` : [...names].join(', ');
}
