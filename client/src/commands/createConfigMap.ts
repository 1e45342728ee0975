/** "Create ConfigMap from File…": asks for files, a name and a place, and never writes over anything unasked. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type CreateConfigMapParams,
  type CreateConfigMapResult,
  type CreateConfigMapWarning,
  createConfigMap,
} from '../../../server/src/protocol.js';

/** What the API server accepts for one ConfigMap; files beyond it are not even read. */
const sizeLimit = 1024 * 1024;

export function createConfigMapCommand(client: LanguageClient) {
  return async (clicked?: vscode.Uri, selected?: vscode.Uri[]): Promise<void> => {
    const uris = await chooseFiles(clicked, selected);
    if (!uris?.length) return;
    try {
      const files = await readFiles(uris);
      const ask = (name: string) => client.sendRequest<CreateConfigMapResult>(createConfigMap, { name, files });
      const name = await askName(ask, proposalFor(uris));
      if (name === undefined) return;
      const result = await ask(name);
      if ('error' in result) throw new Error(result.error);
      await deliver(name, result.text, parentOf(uris));
      await explain(result.warnings);
    } catch (error) {
      await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  };
}

async function chooseFiles(clicked?: vscode.Uri, selected?: vscode.Uri[]): Promise<vscode.Uri[] | undefined> {
  if (selected?.length) return selected;
  if (clicked) return [clicked];
  return vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: 'Create ConfigMap',
    title: 'Files whose contents become the values of the ConfigMap',
  });
}

/** All or none: one file that cannot be read, or is too large, ends the command with its name and the reason. */
async function readFiles(uris: readonly vscode.Uri[]): Promise<CreateConfigMapParams['files']> {
  const stats = await Promise.all(uris.map(async uri => ({ uri, stat: await statOf(uri) })));
  const folder = stats.find(({ stat }) => stat.type & vscode.FileType.Directory);
  if (folder) throw new Error(`${nameOf(folder.uri)} is a folder: choose the files in it`);
  const total = stats.reduce((sum, { stat }) => sum + stat.size, 0);
  if (total > sizeLimit) {
    const size = (total / sizeLimit).toFixed(1);
    throw new Error(`The files have ${size} MiB together: a ConfigMap holds at most 1 MiB`);
  }
  return Promise.all(uris.map(async uri => ({ key: nameOf(uri), base64: await base64Of(uri) })));
}

async function statOf(uri: vscode.Uri): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    throw new Error(`${nameOf(uri)} does not exist, or may not be read`);
  }
}

async function base64Of(uri: vscode.Uri): Promise<string> {
  try {
    return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('base64');
  } catch {
    throw new Error(`${nameOf(uri)} may not be read`);
  }
}

function askName(
  ask: (name: string) => Promise<CreateConfigMapResult>,
  proposal: string,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'Create ConfigMap from File',
    prompt: 'Name of the ConfigMap',
    value: proposal,
    validateInput: async name => {
      if (name === '') return 'The ConfigMap needs a name';
      const result = await ask(name);
      return 'error' in result ? result.error : undefined;
    },
  });
}

/** `nginx.conf` proposes `nginx-conf`, several files the name of their folder. */
function proposalFor(uris: readonly vscode.Uri[]): string {
  const [first] = uris;
  const folder = first && vscode.Uri.joinPath(first, '..');
  const word = uris.length > 1 && folder ? `${nameOf(folder)}-config` : nameOf(first ?? vscode.Uri.file('config'));
  const slug = word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
  return slug.replace(/-+$/, '') || 'config';
}

const inEditor = 'Show in a new editor';
const besideFiles = 'Write a file beside the files';

async function deliver(name: string, text: string, folder: vscode.Uri | undefined): Promise<void> {
  const target = folder && vscode.Uri.joinPath(folder, `${name}.configmap.yaml`);
  const choices = [
    { label: inEditor, description: 'nothing is saved yet' },
    ...(target ? [{ label: besideFiles, description: vscode.workspace.asRelativePath(target) }] : []),
  ];
  const chosen = await vscode.window.showQuickPick(choices, {
    title: 'Create ConfigMap from File',
    placeHolder: 'Where to?',
  });
  if (chosen?.label === besideFiles && target) await write(target, text);
  if (chosen?.label === inEditor) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'yaml', content: text }));
  }
}

async function write(target: vscode.Uri, text: string): Promise<void> {
  if (await exists(target)) {
    const answer = await vscode.window.showWarningMessage(
      `${nameOf(target)} exists. Replace it?`,
      { modal: true, detail: 'Its contents will be lost.' },
      'Replace',
    );
    if (answer !== 'Replace') return;
  }
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(target));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function explain(warnings: readonly CreateConfigMapWarning[]): Promise<void> {
  if (warnings.length === 0) return;
  await vscode.window.showWarningMessage(warnings.map(({ message }) => message).join('\n'));
}

function parentOf(uris: readonly vscode.Uri[]): vscode.Uri | undefined {
  const [first] = uris;
  return first && vscode.Uri.joinPath(first, '..');
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').findLast(Boolean) ?? '';
}
