/** Answers the server what the last commit has of a file, from VS Code's git extension. Silent in untrusted folders. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type CommittedTextParams,
  type CommittedTextResult,
  committedText,
  headMoved,
} from '../../server/src/protocol.js';
import { type GitExtension, LastCommits } from './git.js';

export function committedTexts(client: LanguageClient): vscode.Disposable {
  let commits: LastCommits<vscode.Uri> | undefined;
  const moved = (): void => {
    if (client.isRunning()) client.sendNotification(headMoved).catch(() => undefined);
  };
  /** The extension comes with the trust in the folder, and need not be there at all. */
  const connect = async (): Promise<void> => {
    if (commits || !vscode.workspace.isTrusted) return;
    const extension = vscode.extensions.getExtension<GitExtension<vscode.Uri>>('vscode.git');
    const git = await extension?.activate();
    if (!git || commits) return;
    commits = new LastCommits(git, moved);
  };
  const tryToConnect = (): void => {
    connect().catch(error => client.warn(`git is not asked: ${error}`));
  };
  tryToConnect();
  return vscode.Disposable.from(
    client.onRequest(committedText, async ({ uri }: CommittedTextParams): Promise<CommittedTextResult> => {
      const text = await commits?.textOf(vscode.Uri.parse(uri));
      return text === undefined ? {} : { text };
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(tryToConnect),
    vscode.extensions.onDidChange(tryToConnect),
    { dispose: () => commits?.dispose() },
  );
}
