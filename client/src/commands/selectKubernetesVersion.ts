import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type KubernetesVersionResult, kubernetesVersion } from '../../../server/src/protocol.js';

/** Asks for the Kubernetes version that manifests are written for, and keeps it in the workspace's settings. */
export function selectKubernetesVersionCommand(client: LanguageClient) {
  return async (): Promise<void> => {
    const { current, known } = await client.sendRequest<KubernetesVersionResult>(kubernetesVersion);
    const newest = known.at(-1);
    const items = [...known].reverse().map(version => ({
      label: version,
      description: [version === newest && 'newest', version === current && 'in use'].filter(Boolean).join(', '),
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      title: 'Kubernetes version',
      placeHolder: 'The version of the cluster that these manifests are for',
    });
    if (!chosen) return;
    const target = vscode.workspace.workspaceFolders
      ? vscode.ConfigurationTarget.Workspace
      : vscode.ConfigurationTarget.Global;
    await vscode.workspace.getConfiguration('kubewright').update('kubernetesVersion', chosen.label, target);
  };
}
