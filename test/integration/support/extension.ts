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
  const document = await vscode.workspace.openTextDocument(uriOf(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Of a file of the workspace, by its path there. */
export function uriOf(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
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

/** The one diagnostic with this code, as soon as it is there. */
export async function diagnosticOf(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  const found = await diagnosticsOf(document, all => all.some(diagnostic => codeOf(diagnostic) === code));
  const [only, ...others] = found.filter(diagnostic => codeOf(diagnostic) === code);
  assert.ok(only && others.length === 0, `one diagnostic is ${code}`);
  return only;
}

/** Waits until no diagnostic of the document has this code. */
export async function seeNone(document: vscode.TextDocument, code: string): Promise<void> {
  await diagnosticsOf(document, all => all.every(diagnostic => codeOf(diagnostic) !== code));
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}
