/** The Kubernetes version in the status bar, beside YAML and JSON files; a click changes it. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type KubernetesVersionResult, kubernetesVersion } from '../../server/src/protocol.js';

export interface VersionStatus extends vscode.Disposable {
  refresh(): Promise<void>;
}

export function kubernetesVersionStatus(client: LanguageClient): VersionStatus {
  const item = vscode.window.createStatusBarItem('kubewright.kubernetesVersion', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Kubernetes version';
  item.command = 'kubewright.selectKubernetesVersion';

  const refresh = async (): Promise<void> => {
    if (!client.isRunning()) return;
    const { current } = await client.sendRequest<KubernetesVersionResult>(kubernetesVersion);
    item.text = `Kubernetes ${current}`;
    item.tooltip = `Manifests are judged as Kubernetes ${current} would. Click to choose another version.`;
    showBeside(vscode.window.activeTextEditor);
  };
  const showBeside = (editor: vscode.TextEditor | undefined): void => {
    if (editor && ['yaml', 'json', 'jsonc'].includes(editor.document.languageId)) item.show();
    else item.hide();
  };
  const listeners = [
    vscode.window.onDidChangeActiveTextEditor(showBeside),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('kubewright.kubernetesVersion')) setTimeout(refresh, 200);
    }),
  ];
  return { refresh, dispose: () => vscode.Disposable.from(item, ...listeners).dispose() };
}
