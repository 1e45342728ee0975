import * as vscode from 'vscode';

/** Opens the broken example of the extension as an untitled document, so that trying it out changes no file. */
export function tryExamplesCommand(context: vscode.ExtensionContext) {
  return async (): Promise<void> => {
    const uri = vscode.Uri.joinPath(context.extensionUri, 'examples', 'broken.yaml');
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'yaml', content }));
  };
}
