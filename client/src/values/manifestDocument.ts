/** The document that a value is written in: opened without being shown, changed so that it can be undone, and saved. */
import * as vscode from 'vscode';
import type { ValueEdit } from '../../../server/src/protocol.js';
import { manifestFiles } from '../manifestFiles.js';

/** Only of an open document server and editor are sure to have the same text. */
export async function openManifest(address: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.parse(address, true);
  const document = openAlready(uri) ?? (await openedNow(uri));
  if (vscode.languages.match(manifestFiles, document) > 0) return document;
  throw vscode.FileSystemError.Unavailable(`${nameOf(uri)} is not open as YAML or JSON`);
}

function openAlready(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
}

async function openedNow(uri: vscode.Uri): Promise<vscode.TextDocument> {
  // Opening an untitled document that is closed would make a new one.
  if (uri.scheme === 'untitled') throw vscode.FileSystemError.FileNotFound(`${nameOf(uri)} was closed`);
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    throw vscode.FileSystemError.FileNotFound(`${nameOf(uri)} does not exist, or may not be read`);
  }
}

/** As one step that can be undone in the manifest. */
export async function change(document: vscode.TextDocument, edits: readonly ValueEdit[]): Promise<void> {
  if (edits.length === 0) return;
  const wasDirty = document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(({ range: { start, end }, newText }) => {
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      return vscode.TextEdit.replace(range, newText);
    }),
  );
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw vscode.FileSystemError.Unavailable(`${nameOf(document.uri)} cannot be changed`);
  }
  // What else was changed there and not saved is not ours to save; the value waits with it.
  if (wasDirty || document.isUntitled || (await document.save())) return;
  const message = `The value is in ${nameOf(document.uri)} now, which could not be saved`;
  vscode.window.showWarningMessage(message);
}

export function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').findLast(Boolean) ?? '';
}
