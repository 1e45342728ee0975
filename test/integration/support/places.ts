/** Places in documents, named by what is written there. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Where `text` first stands behind `after`. */
export function rangeOf(document: vscode.TextDocument, text: string, after = ''): vscode.Range {
  const all = document.getText();
  const from = all.indexOf(after);
  const start = from < 0 ? -1 : all.indexOf(text, from + after.length);
  assert.ok(start >= 0, `${document.uri.path} has no ${text} behind "${after}"`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** One character into `text`. */
export function positionIn(document: vscode.TextDocument, text: string, after = ''): vscode.Position {
  return rangeOf(document, text, after).start.translate(0, 1);
}

/** `file.yaml:5 the line`, for people. */
export async function lineAt({ uri, range }: vscode.Location): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { line } = range.start;
  return `${uri.path.split('/').at(-1)}:${line + 1} ${document.lineAt(line).text.trim()}`;
}
