/** Definition, references, highlights and renaming: four views on one name. */
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type LocationLink,
  type Position,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import { type Edit, scalarText } from '../../syntax/edit.js';
import type { YamlFile } from '../../syntax/file.js';
import { copiedAt } from '../../syntax/sharedText.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { definitionOfPath, referencesOfPath } from '../kustomizations/pathAt.js';
import { definitionOfPatch } from '../patches/patchDefinition.js';
import { patchesAt } from '../patches/patchedBy.js';
import { toRange, toTextEdits } from '../range.js';
import { type Name, nameAt, type Place } from './name.js';

export function definition(index: WorkspaceIndex, file: YamlFile, position: Position): LocationLink[] {
  const patched = definitionOfPatch(index, file, position);
  if (patched.length > 0) return patched;
  const named = definitionOfPath(index, file, position);
  const found = nameAt(index, file, position);
  // What a generator reads is named after its key, which is nowhere else.
  if (!found || named.length > 0) return named;
  const originSelectionRange = locate(index, found.at)?.range;
  return found.places
    .filter(({ isDefinition }) => isDefinition)
    .flatMap(place => locate(index, place) ?? [])
    .map(({ uri, range }) => ({
      targetUri: uri,
      targetRange: range,
      targetSelectionRange: range,
      ...(originSelectionRange && { originSelectionRange }),
    }));
}

export function references(
  index: WorkspaceIndex,
  file: YamlFile,
  position: Position,
  context: { readonly includeDeclaration: boolean },
): Location[] {
  const places = nameAt(index, file, position)?.places;
  if (!places) return referencesOfPath(index, file, position, context);
  const own = [...places]
    .sort(inOrder)
    .filter(({ isDefinition }) => context.includeDeclaration || !isDefinition)
    .flatMap(place => locate(index, place) ?? []);
  // Patches in files of their own name the object, too.
  const isNew = ({ uri }: Location) => !own.some(other => other.uri === uri);
  return [...own, ...patchesAt(index, file, position).filter(isNew)];
}

export function highlights(index: WorkspaceIndex, file: YamlFile, position: Position): DocumentHighlight[] {
  const places = nameAt(index, file, position)?.places ?? [];
  return [...places]
    .sort(inOrder)
    .filter(({ uri }) => uri === file.uri)
    .flatMap(place => {
      const range = locate(index, place)?.range;
      const kind = place.isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
      return range ? { range, kind } : [];
    });
}

/** What an editor shows before it asks for the new name. */
export interface RenameStart {
  readonly range: Range;
  readonly placeholder: string;
}

/** A reason in words, for the person who wanted to rename. */
export interface Refusal {
  readonly refusal: string;
}

export function prepareRename(index: WorkspaceIndex, file: YamlFile, position: Position): RenameStart | Refusal {
  const found = nameAt(index, file, position);
  const range = found && locate(index, found.at)?.range;
  if (!found || !range) return { refusal: 'this is not a name that Kubewright can follow' };
  const fixed = found.fixed?.();
  return fixed === undefined ? { range, placeholder: found.name } : { refusal: fixed };
}

export function rename(
  index: WorkspaceIndex,
  file: YamlFile,
  position: Position,
  newName: string,
  kubernetesVersion: string,
): WorkspaceEdit | Refusal {
  const found = nameAt(index, file, position);
  if (!found) return { refusal: 'this is not a name that Kubewright can follow' };
  const fixed = found.fixed?.();
  const [objection] = fixed === undefined ? found.objections(newName, kubernetesVersion) : [fixed];
  if (objection !== undefined)
    return { refusal: `the ${found.what} cannot be called ${newName}: ${shortly(objection)}` };
  return { changes: changesOf(index, found, newName) };
}

/** Editors have one line for it: what is named was said already, and a regular expression helps nobody. */
function shortly(objection: string): string {
  return objection.replace(/^(an? .*? )?(?=must )/, 'it ').replace(/ \([^()]*regex used for validation.*$/, '');
}

function changesOf(index: WorkspaceIndex, { places }: Name, newName: string): Record<string, TextEdit[]> {
  const changes = new Map<string, TextEdit[]>();
  for (const place of places) {
    const part = index.part(place.uri, place.document);
    // Behind the alias of a list or a map the name changes with what is written at the anchor.
    if (part && copiedAt(place.document, place.span) !== 'more') {
      changes.set(place.uri, [...(changes.get(place.uri) ?? []), ...toTextEdits(part, [renamed(place, newName)])]);
    }
  }
  return Object.fromEntries(changes);
}

/** Definitions first, then file by file, from top to bottom as far as it is one document. */
function inOrder(a: Place, b: Place): number {
  if (a.isDefinition !== b.isDefinition) return a.isDefinition ? -1 : 1;
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.document === b.document ? a.span.start - b.span.start : 0;
}

/** The new name in the quotes of the old; a plain word gets quotes when it needs them. */
function renamed({ document: { text }, span, newNameAt, isPart }: Place, newName: string): Edit {
  if (newNameAt !== undefined) return { span: { start: newNameAt, end: newNameAt }, text: `${newName}=` };
  const isInText = isPart || /["'(]/.test(text.charAt(span.start - 1));
  return { span, text: isInText ? newName : scalarText(newName) };
}

function locate(index: WorkspaceIndex, { uri, document, span }: Place): Location | undefined {
  const part = index.part(uri, document);
  return part && { uri, range: toRange(part, span) };
}
