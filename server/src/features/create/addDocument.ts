/** Puts the text of an object between the documents of a file, so that each of them stays what it is. */
import type { Position } from 'vscode-languageserver-types';
import { isKustomizationFile } from '../../model/manifest.js';
import { apply, type Edit, endOfLine, startOfLine } from '../../syntax/edit.js';
import { type Part, readFile, type YamlFile } from '../../syntax/file.js';
import { isSameValue } from '../../syntax/sameValue.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { placeOf } from '../range.js';

export interface Refused {
  readonly error: string;
}

/** An edit whose offsets count from the start of the file. */
export function addAtEnd(file: YamlFile, text: string): Edit | Refused {
  const last = file.parts.at(-1);
  const error = refusalOf(file);
  if (!last || error !== undefined) return { error: error ?? '' };
  const edit = insertion(file, last, file.text.length, text);
  return isOnlyAdded(file, edit, text) ? edit : { error: 'nothing can be added without changing what is there' };
}

export function addAtPosition(index: WorkspaceIndex, file: YamlFile, position: Position, text: string): Edit | Refused {
  const error = refusalOf(file);
  if (error !== undefined) return { error };
  const { part, offset } = placeOf(file, position);
  const { document, start } = part;
  const line = { start: startOfLine(document, offset), end: endOfLine(document, offset) };
  const isFree = offset === line.start || document.text.slice(line.start, line.end).trim() === '';
  const at = isFree ? line.start : nextLine(document.text, line.end);
  const before = at === 0 ? file.parts[file.parts.indexOf(part) - 1] : undefined;
  const [owner, within] = before ? [before, before.document.text.length] : [part, at];
  const { text: whole } = owner.document;
  const isInside = hasContent(whole.slice(0, within)) && hasContent(whole.slice(within));
  const edit = insertion(file, owner, start + at, text);
  // What looks like comments and blank lines may be the end of a value.
  if (!isInside && isOnlyAdded(file, edit, text)) return edit;
  return { error: `the cursor is inside ${nameOf(index, file, owner)}: it must be between two documents` };
}

function refusalOf(file: YamlFile): string | undefined {
  if (file.isUnread) return 'the file is too large';
  if (isKustomizationFile(file.uri)) return 'a kustomization must be the only document of its file';
  return isJson(file) ? 'the file is JSON, and this is YAML' : undefined;
}

function isJson({ uri, text }: YamlFile): boolean {
  return /\.json$/i.test(uri) || (/^\s*[{[]/.test(text) && !/^---/m.test(text) && /^\s*[{[]\s*("|$)/.test(text));
}

function nextLine(text: string, lineEnd: number): number {
  const at = text.indexOf('\n', lineEnd);
  return at < 0 ? text.length : at + 1;
}

/** Something that is no comment, and no sign between documents. */
function hasContent(text: string): boolean {
  return text.split('\n').some(line => !/^\s*(#.*)?$|^(---|\.\.\.)\s*(#.*)?$|^%/.test(line));
}

function insertion(file: YamlFile, { document, start }: Part, at: number, text: string): Edit {
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const before = document.text.slice(0, at - start);
  const after = document.text.slice(at - start);
  const lead = at > 0 && file.text[at - 1] !== '\n' ? newline : '';
  const separator = hasContent(before) ? `---${newline}` : '';
  const end = hasContent(after) ? `---${newline}` : '';
  const lines = text.replaceAll('\n', newline);
  return { span: { start: at, end: at }, text: `${lead}${separator}${lines}${end}` };
}

/** Read back: all documents are there and the same, and one more. */
function isOnlyAdded(file: YamlFile, edit: Edit, text: string): boolean {
  const before = documentsIn(file);
  const after = documentsIn(readFile(file.uri, file.version, apply(file.text, [edit]), file));
  const added = documentsIn(readFile(file.uri, file.version, text));
  const changed = after.findIndex((document, i) => !isSame(before[i], document));
  const expected = [...before.slice(0, changed), ...added, ...before.slice(changed)];
  return after.length === expected.length && after.every((document, i) => isSame(expected[i], document));
}

type Document = Part['document'];

function documentsIn({ parts }: YamlFile): readonly Document[] {
  return parts.flatMap(({ document }) => (document.root || document.problems.length > 0 ? [document] : []));
}

/** What cannot be read must at least be written as it was. */
function isSame(before: Document | undefined, after: Document): boolean {
  if (before === after) return true;
  if (!before || before.problems.length > 0) return before?.text.trim() === after.text.trim();
  return after.problems.length === 0 && isSameValue(before.root, after.root);
}

function nameOf(index: WorkspaceIndex, file: YamlFile, part: Part): string {
  const [manifest] = index.manifests(file.uri, part);
  return manifest ? `${manifest.kind} ${manifest.name ?? ''}`.trim() : 'a document';
}
