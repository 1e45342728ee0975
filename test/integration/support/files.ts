/** The files of the workspace: changed behind the editor's back, and put back as they were. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { uriOf } from './extension.js';

/** As another program would. */
export function writeOnDisk(path: string, text: string): void {
  const file = uriOf(path).fsPath;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A file, or a folder with all that is in it. */
export function removeFromDisk(path: string): void {
  rmSync(uriOf(path).fsPath, { recursive: true, force: true });
}

/** Takes back what was not saved, and closes every editor. */
export async function forgetChanges(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The texts of files as they would be after `edit`. */
export async function textsAfter(edit: vscode.WorkspaceEdit): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [uri, edits] of edit.entries()) {
    const document = await vscode.workspace.openTextDocument(uri);
    const backwards = [...edits].sort((a, b) => b.range.start.compareTo(a.range.start));
    texts[vscode.workspace.asRelativePath(uri)] = backwards.reduce(
      (text, { range, newText }) =>
        text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end)),
      document.getText(),
    );
  }
  return texts;
}
