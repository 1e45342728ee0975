/** "Convert Kubelet Flags to KubeletConfiguration": of the selection, the file, the clipboard, or what is typed. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type ConvertKubeletFlagsParams,
  type ConvertKubeletFlagsResult,
  convertKubeletFlags,
} from '../../../server/src/protocol.js';

type Converted = Exclude<ConvertKubeletFlagsResult, { readonly refusal: string }>;

export function convertKubeletFlagsCommand(client: LanguageClient) {
  return async (): Promise<void> => {
    const converted = await firstThatHolds(client, [selection, wholeFile, clipboard, typed]);
    if (!converted) return;
    const { text, converted: fields, toLookAt } = converted;
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: text });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    const done = fields === 1 ? '1 flag became a field' : `${fields} flags became fields`;
    const more = toLookAt > 0 ? `; ${toLookAt} could not, the comments at the top say why` : '';
    const show = toLookAt > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    show(`${done}${more}. Take them off the command line: a flag wins over the file.`);
  };
}

/** Gives a text where flags may be, or nothing. */
type Source = () => Promise<string | undefined> | string | undefined;

async function firstThatHolds(client: LanguageClient, sources: readonly Source[]): Promise<Converted | undefined> {
  for (const source of sources) {
    const text = await source();
    if (text === undefined) continue;
    const asked: ConvertKubeletFlagsParams = { text };
    const result = await client.sendRequest<ConvertKubeletFlagsResult>(convertKubeletFlags, asked);
    if (!('refusal' in result)) return result;
    // What somebody chose or typed is meant; a file or the clipboard just happens to be there.
    if (source !== selection && source !== typed) continue;
    vscode.window.showErrorMessage(result.refusal);
    return undefined;
  }
  return undefined;
}

function selection(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection) : undefined;
}

function wholeFile(): string | undefined {
  return vscode.window.activeTextEditor?.document.getText();
}

async function clipboard(): Promise<string | undefined> {
  const text = await vscode.env.clipboard.readText();
  // Anything may be in it: only what says so is taken for flags of the kubelet.
  return /kubelet|(?:^|\s)--[a-z]/i.test(text) ? text : undefined;
}

async function typed(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Convert kubelet flags to a KubeletConfiguration',
    prompt: 'The command line of the kubelet, or a part of it',
    placeHolder: "kubelet --max-pods=50 --eviction-hard='memory.available<100Mi'",
    ignoreFocusOut: true,
  });
}
