/** "Create Kustomization Here" and "Add to Kustomization": what is written comes from the server, nothing is overwritten. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type AddPathsParams,
  type AddPathsResult,
  addPaths,
  type NewKustomizationParams,
  type NewKustomizationResult,
  newKustomization,
} from '../../../server/src/protocol.js';
import { openManifest } from '../values/manifestDocument.js';

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function kustomizationCommands(client: LanguageClient): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('kubewright.createKustomization', (clicked?: vscode.Uri) =>
      tellingWhatFails(async () => {
        const folder = clicked ? await folderOf(clicked) : await currentFolder();
        if (folder) await create(client, folder);
      }),
    ),
    registerCommand('kubewright.addToKustomization', (clicked?: vscode.Uri, selected?: vscode.Uri[]) =>
      tellingWhatFails(async () => {
        const own = clicked ?? vscode.window.activeTextEditor?.document.uri;
        const uris = selected?.length ? selected : own ? [own] : [];
        if (uris.length > 0) await add(client, uris);
      }),
    ),
  );
}

async function tellingWhatFails(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

async function create(client: LanguageClient, folder: vscode.Uri): Promise<void> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const there = entries.find(([name]) => names.includes(name));
  if (there) throw new Error(`There is ${there[0]} in the folder already`);
  const asked: NewKustomizationParams = { folder: client.code2ProtocolConverter.asUri(folder) };
  const made = await client.sendRequest<NewKustomizationResult>(newKustomization, asked);
  if ('refusal' in made) throw new Error(sentence(made.refusal));
  const uri = vscode.Uri.joinPath(folder, 'kustomization.yaml');
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(made.text) });
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${uri.path} could not be written`);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

async function add(client: LanguageClient, uris: readonly vscode.Uri[]): Promise<void> {
  const asked: AddPathsParams = { uris: uris.map(uri => client.code2ProtocolConverter.asUri(uri)) };
  const ask = () => client.sendRequest<AddPathsResult>(addPaths, asked);
  const documents = await Promise.all((await ask()).changes.map(({ uri }) => openManifest(uri)));
  // Only of open documents the edits are sure to be for the text that the editor has.
  const { changes, refusals } = await ask();
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, version, edits } of changes) {
    const document = documents.find(own => client.code2ProtocolConverter.asUri(own.uri) === uri);
    const own = document ?? (await openManifest(uri));
    if (own.version !== version) throw new Error(`${own.uri.path} was changed meanwhile: please try again`);
    edit.set(own.uri, await client.protocol2CodeConverter.asTextEdits([...edits]));
  }
  if (changes.length > 0 && !(await vscode.workspace.applyEdit(edit))) throw new Error('Nothing could be changed');
  for (const document of documents) await vscode.window.showTextDocument(document, { preview: false });
  const [first] = refusals;
  if (first === undefined) return;
  const more = refusals.length > 1 ? `, and ${refusals.length - 1} more` : '';
  if (changes.length === 0) throw new Error(sentence(first) + more);
  vscode.window.showWarningMessage(`Not added: ${first}${more}`);
}

async function folderOf(uri: vscode.Uri): Promise<vscode.Uri> {
  const { type } = await vscode.workspace.fs.stat(uri);
  return type & vscode.FileType.Directory ? uri : vscode.Uri.joinPath(uri, '..');
}

async function currentFolder(): Promise<vscode.Uri | undefined> {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor && !activeTextEditor.document.isUntitled) return folderOf(activeTextEditor.document.uri);
  const [only, ...others] = vscode.workspace.workspaceFolders ?? [];
  if (only && others.length === 0) return only.uri;
  return (await vscode.window.showWorkspaceFolderPick())?.uri;
}

function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
