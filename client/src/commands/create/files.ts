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
  const { fs } = vscode.workspace;
  const draft = uri.with({ path: `${uri.path}.${Date.now().toString(36)}.tmp` });
  const bytes = new TextEncoder().encode(text);
  try {
    await fs.writeFile(draft, bytes);
    if (over === 'nothing') await fs.rename(draft, uri, { overwrite: false });
    else {
      await fs.delete(draft);
      await replaceContents(uri, bytes);
    }
  } catch (error) {
    await fs.delete(draft).then(undefined, () => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${nameOf(uri)} could not be written: ${reason}`);
  }
}

/** In its place, since there is more to a file than its contents: where a link leads to, and who may read it. */
async function replaceContents(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const old = await fs.readFile(uri);
  try {
    await fs.writeFile(uri, bytes);
  } catch (error) {
    await fs.writeFile(uri, old).then(undefined, () => undefined);
    throw error;
  }
}
