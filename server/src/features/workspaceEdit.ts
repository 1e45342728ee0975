/** Changes of several files, as editors make them: those of documents, new files, and files that go. */
import {
  CreateFile,
  DeleteFile,
  TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { WorkspaceIndex } from '../workspace/index.js';
import { toTextEdits } from './range.js';
import type { FileChange } from './refactorings/refactorings.js';

/** `undefined` when a file that is to change is not what it was when the fix was made. */
export function workspaceEdit(
  index: WorkspaceIndex,
  uri: string,
  own: readonly TextEdit[],
  elsewhere: readonly FileChange[],
): WorkspaceEdit | undefined {
  if (elsewhere.length === 0) return { changes: { [uri]: [...own] } };
  const changed = new Map([[uri, [...own]]]);
  const created: (CreateFile | TextDocumentEdit)[] = [];
  const gone: DeleteFile[] = [];
  for (const change of elsewhere) {
    if ('isGone' in change) {
      gone.push(DeleteFile.create(change.uri));
      continue;
    }
    if ('text' in change) {
      created.push(CreateFile.create(change.uri), newFile(change.uri, change.text));
      continue;
    }
    const part = index.part(change.uri, change.document);
    if (!part) return undefined;
    changed.set(change.uri, [...(changed.get(change.uri) ?? []), ...toTextEdits(part, change.edits)]);
  }
  const edits = [...changed].filter(([, list]) => list.length > 0);
  if (created.length === 0 && gone.length === 0) return { changes: Object.fromEntries(edits) };
  const documentChanges = edits.map(([at, list]) => TextDocumentEdit.create({ uri: at, version: null }, list));
  return { documentChanges: [...created, ...documentChanges, ...gone] };
}

function newFile(uri: string, text: string): TextDocumentEdit {
  const start = { line: 0, character: 0 };
  return TextDocumentEdit.create({ uri, version: null }, [{ range: { start, end: start }, newText: text }]);
}
