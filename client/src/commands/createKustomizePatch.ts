/** "Create Kustomize Patch from Resource…": the menu of the server's changes, one for each kustomization above the file. */
import * as vscode from 'vscode';

export function createKustomizePatchCommand(): vscode.Disposable {
  return vscode.commands.registerCommand('kubewright.createKustomizePatch', () =>
    vscode.commands.executeCommand('editor.action.codeAction', {
      kind: 'refactor.kustomization.patch',
      apply: 'ifSingle',
    }),
  );
}
