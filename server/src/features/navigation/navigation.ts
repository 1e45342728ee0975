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
import type { WorkspaceIndex } from '../../workspace/index.js';
import { toRange, toTextEdits } from '../range.js';
import { type Name, nameAt, type Place } from './name.js';

export function definition(index: WorkspaceIndex, file: YamlFile, position: Position): LocationLink[] {
  const found = nameAt(index, file, position);
  if (!found) return [];
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
  { includeDeclaration }: { readonly includeDeclaration: boolean },
): Location[] {
  const places = nameAt(index, file, position)?.places ?? [];
  return [...places]
    .sort(inOrder)
    .filter(({ isDefinition }) => includeDeclaration || !isDefinition)
    .flatMap(place => locate(index, place) ?? []);
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
  return found.fixed ? { refusal: found.fixed } : { range, placeholder: found.name };
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
  const [objection] = found.fixed ? [found.fixed] : found.objections(newName, kubernetesVersion);
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
    if (part) {
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
function renamed({ document: { text }, span, newNameAt }: Place, newName: string): Edit {
  if (newNameAt !== undefined) return { span: { start: newNameAt, end: newNameAt }, text: `${newName}=` };
  const isInText = /["'(]/.test(text.charAt(span.start - 1));
  return { span, text: isInText ? newName : scalarText(newName) };
}

function locate(index: WorkspaceIndex, { uri, document, span }: Place): Location | undefined {
  const part = index.part(uri, document);
  return part && { uri, range: toRange(part, span) };
}
