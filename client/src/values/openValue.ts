/** "Open Value in Editor": the value at the cursor, or at the code lens that was clicked. */
import * as vscode from 'vscode';
import type { RevealedSecrets } from './revealedSecrets.js';
import type { ValueFiles } from './valueFiles.js';
import { openDocumentOf, uriOfValue } from './valueUri.js';

interface Place {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
}

export function openValueCommand(files: ValueFiles, secrets: RevealedSecrets) {
  return async (uri?: unknown, position?: unknown): Promise<void> => {
    const place = placeFrom(uri, position) ?? placeOfCursor();
    if (!place) return;
    try {
      await open(files, secrets, place);
    } catch (error) {
      await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  };
}

async function open(files: ValueFiles, secrets: RevealedSecrets, { uri, position }: Place): Promise<void> {
  const found = await files.ask(uri, { at: position, without: 'content' });
  if ('refusal' in found) throw new Error(asSentence(found.refusal));
  const { target, form, fileName, readOnly, alsoChanges } = found;
  const address = { manifest: vscode.Uri.parse(uri, true).toString(), target, form };
  if (!(await secrets.reveal(address))) return;
  const opened = openDocumentOf(address)?.uri ?? uriOfValue(address, fileName);
  await vscode.commands.executeCommand('vscode.open', opened);
  if (readOnly !== undefined) vscode.window.showInformationMessage(`Read only: ${readOnly}`);
  if (alsoChanges !== undefined) vscode.window.showInformationMessage(asSentence(alsoChanges));
}

function asSentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** From a code lens. The menu of an editor gives its URI alone. */
function placeFrom(uri: unknown, position: unknown): Place | undefined {
  if (typeof uri !== 'string' || typeof position !== 'object' || position === null) return undefined;
  const { line, character } = position as Partial<Place['position']>;
  return line === undefined || character === undefined ? undefined : { uri, position: { line, character } };
}

function placeOfCursor(): Place | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri.toString(), position: editor.selection.active };
}
