/** Puts the text of an object between the documents of a file, so that each of them stays what it is. */
import type { Position } from 'vscode-languageserver-types';
import { type Edit, endOfLine, startOfLine } from '../../syntax/edit.js';
import type { Part, YamlFile } from '../../syntax/file.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { placeOf } from '../range.js';

export interface Refused {
  readonly error: string;
}

/** An edit whose offsets count from the start of the file. */
export function addAtEnd(file: YamlFile, text: string): Edit | Refused {
  const last = file.parts.at(-1);
  if (!last || isJson(file)) return notInJson;
  return insertion(file, last, file.text.length, text);
}

export function addAtPosition(index: WorkspaceIndex, file: YamlFile, position: Position, text: string): Edit | Refused {
  if (isJson(file)) return notInJson;
  const { part, offset } = placeOf(file, position);
  const { document, start } = part;
  const line = { start: startOfLine(document, offset), end: endOfLine(document, offset) };
  const isFree = offset === line.start || document.text.slice(line.start, line.end).trim() === '';
  const at = isFree ? line.start : nextLine(document.text, line.end);
  const before = at === 0 ? file.parts[file.parts.indexOf(part) - 1] : undefined;
  const [owner, within] = before ? [before, before.document.text.length] : [part, at];
  const { text: whole } = owner.document;
  if (hasContent(whole.slice(0, within)) && hasContent(whole.slice(within))) {
    return { error: `the cursor is inside ${nameOf(index, file, owner)}: it must be between two documents` };
  }
  return insertion(file, owner, start + at, text);
}

const notInJson: Refused = { error: 'the file is JSON, and this is YAML' };

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

function nameOf(index: WorkspaceIndex, file: YamlFile, part: Part): string {
  const [manifest] = index.manifests(file.uri, part);
  return manifest ? `${manifest.kind} ${manifest.name ?? ''}`.trim() : 'a document';
}
