/** The Kubernetes version in the status bar, beside YAML and JSON files; a click changes it. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type KubernetesVersionResult, kubernetesVersionChanged } from '../../server/src/protocol.js';

export function kubernetesVersionStatus(client: LanguageClient): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('kubewright.kubernetesVersion', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Kubernetes version';
  item.command = 'kubewright.selectKubernetesVersion';

  const showBeside = (editor: vscode.TextEditor | undefined): void => {
    const isManifestFile = editor && ['yaml', 'json', 'jsonc'].includes(editor.document.languageId);
    if (isManifestFile && item.text) item.show();
    else item.hide();
  };
  const tell = ({ current }: KubernetesVersionResult): void => {
    item.text = `Kubernetes ${current}`;
    item.tooltip = `Manifests are judged as Kubernetes ${current} would. Click to choose another version.`;
    showBeside(vscode.window.activeTextEditor);
  };
  return vscode.Disposable.from(
    item,
    client.onNotification(kubernetesVersionChanged, tell),
    vscode.window.onDidChangeActiveTextEditor(showBeside),
  );
}
