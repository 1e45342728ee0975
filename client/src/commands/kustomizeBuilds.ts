/** "Preview Kustomize Build" and "Compare Kustomize Builds…": ask for the folders, and open what they build. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type KustomizeFolder, type KustomizeFoldersParams, kustomizeFolders } from '../../../server/src/protocol.js';
import { uriOfBuild } from '../kustomize/buildUri.js';

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function kustomizeBuildCommands(client: LanguageClient): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('kubewright.previewKustomizeBuild', (clicked?: vscode.Uri) =>
      tellingWhatFails(async () => {
        const folder =
          (await folderAround(clicked)) ?? (await pick(client, 'Preview Kustomize Build', undefined))?.folder;
        if (folder !== undefined) await preview(folder);
      }),
    ),
    registerCommand('kubewright.compareKustomizeBuilds', (clicked?: vscode.Uri, selected?: vscode.Uri[]) =>
      tellingWhatFails(() => compare(client, clicked, selected)),
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

async function preview(folder: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uriOfBuild({ folder }));
  const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  const before = vscode.window.activeTextEditor;
  const groups = vscode.window.tabGroups.all.length;
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.Beside;
  await vscode.window.showTextDocument(document, { viewColumn, preserveFocus: true, preview: false });
  if (before && vscode.window.tabGroups.all.length > groups) await keepInView(document, before);
}

/** In a group of its own it is locked there, as previews of Markdown are: files that it leads to open elsewhere. */
async function keepInView(document: vscode.TextDocument, before: vscode.TextEditor): Promise<void> {
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  await vscode.commands.executeCommand('workbench.action.lockEditorGroup');
  const { document: own, viewColumn, selection } = before;
  await vscode.window.showTextDocument(own, { ...(viewColumn && { viewColumn }), selection });
}

/** The first one is the one around what was clicked; two folders that are selected need no question. */
async function compare(client: LanguageClient, clicked?: vscode.Uri, selected: vscode.Uri[] = []): Promise<void> {
  const [one, other] = await Promise.all(selected.slice(0, 2).map(folderAround));
  if (one !== undefined && other !== undefined && one !== other) return show(client, one, other);
  const near = await folderAround(clicked);
  const title = 'Compare Kustomize Builds';
  const first = clicked ? near : (await pick(client, `${title} (1/2)`, near))?.folder;
  if (first === undefined) return;
  const second = await pick(client, `${title} (2/2)`, first, `What to compare ${nameOf(first)} with`);
  if (second) await show(client, first, second.folder);
}

/** The base, which comes first, is on the left. */
async function show(client: LanguageClient, one: string, other: string): Promise<void> {
  const kin = (await foldersOf(client, one)).find(({ folder }) => folder === other)?.kin;
  const [left, right] = kin === 'base' ? [other, one] : [one, other];
  const title = `${nameOf(left)} ↔ ${nameOf(right)} (built)`;
  await vscode.commands.executeCommand(
    'vscode.diff',
    uriOfBuild({ folder: left }),
    uriOfBuild({ folder: right }),
    title,
  );
}

async function foldersOf(client: LanguageClient, near: string | undefined): Promise<readonly KustomizeFolder[]> {
  const asked: KustomizeFoldersParams = near === undefined ? {} : { near };
  const known = await client.sendRequest<readonly KustomizeFolder[]>(kustomizeFolders, asked);
  return known.map(one => ({ ...one, folder: addressOf(vscode.Uri.parse(one.folder, true)) }));
}

/** With `question`: all but `near` itself. */
async function pick(
  client: LanguageClient,
  title: string,
  near: string | undefined,
  question?: string,
): Promise<KustomizeFolder | undefined> {
  const known = await foldersOf(client, near);
  const others = known.filter(({ folder }) => folder !== near);
  const own = known.filter(({ folder }) => folder === near);
  const folders = question === undefined ? [...own, ...others] : others;
  if (folders.length === 0) throw new Error('There is no other kustomization in the workspace');
  const items = folders.map(folder => {
    const description = folder.kin && near !== undefined ? `${kinship[folder.kin]} ${nameOf(near)}` : '';
    return { label: nameOf(folder.folder), description, folder };
  });
  const placeHolder = question ?? 'A folder with a kustomization';
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.folder;
}

const kinship = { base: 'base of', overlay: 'overlay of', sibling: 'has a base in common with' };

/** The nearest folder with a kustomization, from the place up; of a folder that was clicked, that one. */
async function folderAround(clicked?: vscode.Uri): Promise<string | undefined> {
  const start = clicked ?? vscode.window.activeTextEditor?.document.uri;
  if (!start) return undefined;
  const { type } = await vscode.workspace.fs.stat(start).then(undefined, () => ({ type: vscode.FileType.Unknown }));
  if (clicked && type & vscode.FileType.Directory) {
    if (await hasKustomization(clicked)) return addressOf(clicked);
    throw new Error(`There is no kustomization in ${vscode.workspace.asRelativePath(clicked)}`);
  }
  const root = vscode.workspace.getWorkspaceFolder(start)?.uri.path;
  for (let at = vscode.Uri.joinPath(start, '..'); root !== undefined; at = vscode.Uri.joinPath(at, '..')) {
    if (await hasKustomization(at)) return addressOf(at);
    if (at.path.length <= root.length) break;
  }
  return undefined;
}

async function hasKustomization(folder: vscode.Uri): Promise<boolean> {
  const found = await Promise.all(
    names.map(name =>
      vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

function addressOf(folder: vscode.Uri): string {
  return folder.toString().replace(/\/$/, '');
}

function nameOf(folder: string): string {
  const uri = vscode.Uri.parse(folder, true);
  const isRoot = vscode.workspace.workspaceFolders?.some(own => addressOf(own.uri) === folder);
  return isRoot ? (uri.path.split('/').at(-1) ?? folder) : vscode.workspace.asRelativePath(uri);
}
