/**
 * Makes YAML of `*.conf` files that hold the configuration of a kubelet: its drop-ins, in whatever folder. Those in
 * folders with a known name are YAML by package.json.
 */
import * as vscode from 'vscode';
import { isKubeletDropIn } from './isKubeletDropIn.js';

const longestLook = 100;

export function kubeletDropIns(): vscode.Disposable {
  /** Whoever chooses another language afterwards means it. */
  const changed = new Set<string>();
  const look = (document: vscode.TextDocument): void => {
    const { uri, languageId } = document;
    if (languageId === 'yaml' || changed.has(uri.toString())) return;
    const start = document.getText(new vscode.Range(0, 0, longestLook, 0));
    if (!isKubeletDropIn(uri.path, start)) return;
    changed.add(uri.toString());
    vscode.languages.setTextDocumentLanguage(document, 'yaml').then(undefined, () => undefined);
  };
  for (const document of vscode.workspace.textDocuments) look(document);
  return vscode.workspace.onDidOpenTextDocument(look);
}
