/** What to do with a text whose place in the manifest was changed meanwhile, or is gone: the user decides. */
import * as vscode from 'vscode';
import type { ValueTarget } from '../../../server/src/protocol.js';
import { nameOf } from './manifestDocument.js';
import { manifestSide, type ValueAddress } from './valueUri.js';

/** `write`: once more, in this way; `leave`: the manifest stays as it is, and the editor no longer differs from its file. */
export type Decision =
  | { readonly do: 'write'; readonly target: ValueTarget; readonly force?: 'overwrite' | 'insert' }
  | { readonly do: 'leave' };

const compare = 'Compare';
const overwrite = 'Overwrite';
const takeManifest = "Take the Manifest's";
const insert = 'Insert the Key Again';
const saveCopy = 'Save a Copy…';

export async function decideConflict(uri: vscode.Uri, address: ValueAddress, message: string): Promise<Decision> {
  const answer = await vscode.window.showWarningMessage(
    sentence(message),
    { modal: true, detail: 'Overwrite replaces the value in the manifest, which can be undone there.' },
    compare,
    overwrite,
    takeManifest,
  );
  if (answer === overwrite) return { do: 'write', target: address.target, force: 'overwrite' };
  if (answer === takeManifest) return { do: 'leave' };
  if (answer === compare) {
    const title = `${nameOf(uri)} (manifest ↔ editor)`;
    await vscode.commands.executeCommand('vscode.diff', manifestSide(uri, address), uri, title);
  }
  throw vscode.FileSystemError.Unavailable(`not saved: ${message}`);
}

export async function decideGone(
  uri: vscode.Uri,
  { target }: ValueAddress,
  content: Uint8Array,
  { gone, movedTo, canInsert }: { readonly gone: string; readonly movedTo?: ValueTarget; readonly canInsert: boolean },
): Promise<Decision> {
  const moved = movedTo && `Write to ${movedTo.key} of ${movedTo.kind} ${movedTo.name}`;
  const choices = [...(moved ? [moved] : []), ...(canInsert ? [insert] : []), saveCopy];
  const answer = await vscode.window.showWarningMessage(sentence(gone), { modal: true }, ...choices);
  if (movedTo && answer === moved) return { do: 'write', target: movedTo };
  if (answer === insert) return { do: 'write', target, force: 'insert' };
  if (answer === saveCopy && (await savedCopy(uri, content))) return { do: 'leave' };
  throw vscode.FileSystemError.Unavailable(`not saved: ${gone}`);
}

async function savedCopy(uri: vscode.Uri, content: Uint8Array): Promise<boolean> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const proposal = folder && vscode.Uri.joinPath(folder.uri, nameOf(uri));
  const target = await vscode.window.showSaveDialog(proposal ? { defaultUri: proposal } : {});
  if (!target) return false;
  await vscode.workspace.fs.writeFile(target, content);
  return true;
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
