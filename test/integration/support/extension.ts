/** The extension and its files as a test in the extension host sees them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { KubewrightApi } from '../../../client/src/extension.js';

/** Opens a file of the workspace, which activates the extension, and waits until it is active. */
export async function activateOn(path: string): Promise<KubewrightApi> {
  await open(path);
  const extension = vscode.extensions.getExtension<KubewrightApi>('kubewright.kubewright');
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

export async function open(path: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'a folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The diagnostics of a document, as soon as they are what the caller waits for. Mocha's time limit ends the wait. */
export function diagnosticsOf(
  { uri }: vscode.TextDocument,
  isAwaited: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise(resolve => {
    const look = (): void => {
      const diagnostics = vscode.languages.getDiagnostics(uri);
      if (!isAwaited(diagnostics)) return;
      changes.dispose();
      resolve(diagnostics);
    };
    const changes = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}
