/** Hovers on flags of the kubelet in unit files, files of variables and scripts; in YAML the server does it by itself. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type KubeletFlagHoverParams,
  type KubeletFlagHoverResult,
  kubeletFlagHover,
} from '../../server/src/protocol.js';
import { manifestFiles } from './manifestFiles.js';

/** Only files whose path says kubelet: the same words are flags of other programs elsewhere. */
const kubeletFiles = ['**/*kubelet*', '**/*kubelet*.d/*.conf', '**/kubeadm-flags.env'].map(pattern => ({ pattern }));

export function kubeletFlagHovers(client: LanguageClient): vscode.Disposable {
  return vscode.languages.registerHoverProvider(kubeletFiles, {
    provideHover: async (document, position, cancelled) => {
      if (manifestFiles.some(({ language }) => language === document.languageId)) return undefined;
      const asked: KubeletFlagHoverParams = {
        line: document.lineAt(position).text,
        character: position.character,
      };
      const {
        markdown,
        start = 0,
        end = 0,
      } = await client.sendRequest<KubeletFlagHoverResult>(kubeletFlagHover, asked, cancelled);
      if (markdown === undefined) return undefined;
      const range = new vscode.Range(position.line, start, position.line, end);
      return new vscode.Hover(new vscode.MarkdownString(markdown), range);
    },
  });
}
