/** Files that are written whole or not at all, and never over another one unasked. */
import * as vscode from 'vscode';
import { nameOf } from './draft.js';

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** First beside its place, so that a disk that is full takes nothing away. */
export async function writeWhole(uri: vscode.Uri, text: string, over: 'nothing' | 'the old one'): Promise<void> {
  const draft = uri.with({ path: `${uri.path}.${Date.now().toString(36)}.tmp` });
  try {
    await vscode.workspace.fs.writeFile(draft, new TextEncoder().encode(text));
    await vscode.workspace.fs.rename(draft, uri, { overwrite: over === 'the old one' });
  } catch (error) {
    await vscode.workspace.fs.delete(draft).then(undefined, () => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${nameOf(uri)} could not be written: ${reason}`);
  }
}
