/** Reads what a ConfigMap or Secret is to be made of: all of it or, with the reason, nothing. */
import * as vscode from 'vscode';
import { nameOf, type Source } from './draft.js';

/** What the API server accepts for one object; what is beyond it is not even read. */
const sizeLimit = 1024 * 1024;

/** Files and folders. `size`: of what there is already. */
export async function readAll(uris: readonly vscode.Uri[], size: number): Promise<readonly Source[]> {
  const found = await Promise.all(uris.map(async uri => ({ uri, stat: await statOf(uri) })));
  const entries = await Promise.all(
    found.map(async ({ uri, stat }) =>
      stat.type & vscode.FileType.Directory ? { uri, files: await filesIn(uri) } : { uri, stat },
    ),
  );
  const sizes = entries.map(({ stat, files = [] }) =>
    stat ? stat.size : files.reduce((sum, own) => sum + own.size, 0),
  );
  refuseTooMuch(sizes.reduce((sum, own) => sum + own, size));
  return Promise.all(
    entries.map(async ({ uri, files }) => (files ? readFolder(uri, files) : readFile(uri, nameOf(uri)))),
  );
}

function refuseTooMuch(total: number): void {
  if (total <= sizeLimit) return;
  const size = (total / sizeLimit).toFixed(1);
  throw new Error(`The files have ${size} MiB together: one object holds at most 1 MiB`);
}

interface FileInFolder {
  readonly uri: vscode.Uri;
  readonly name: string;
  readonly size: number;
}

/** As kubectl does: regular files right in it, hidden ones too; no links, no folders. */
async function filesIn(folder: vscode.Uri): Promise<readonly FileInFolder[]> {
  const entries = await orSay(folder, vscode.workspace.fs.readDirectory(folder));
  const names = entries.flatMap(([name, type]) => (type === vscode.FileType.File ? name : []));
  return Promise.all(
    names.sort().map(async name => {
      const uri = vscode.Uri.joinPath(folder, name);
      const { size } = await statOf(uri);
      return { uri, name, size };
    }),
  );
}

async function readFolder(folder: vscode.Uri, files: readonly FileInFolder[]): Promise<Source> {
  if (files.length === 0) throw new Error(`${nameOf(folder)} has no files`);
  const contents = await Promise.all(
    files.map(async ({ uri, name }) => ({ name, base64: await base64Of(uri), uri: uri.toString() })),
  );
  const description = files.length === 1 ? '1 file' : `${files.length} files`;
  return { source: { from: 'folder', files: contents }, label: `${nameOf(folder)}/`, description, uri: folder };
}

export async function readFile(uri: vscode.Uri, key: string): Promise<Source> {
  const { size } = await statOf(uri);
  refuseTooMuch(size);
  const base64 = await base64Of(uri);
  const description = key === nameOf(uri) ? sizeText(size) : `${nameOf(uri)}, ${sizeText(size)}`;
  return { source: { from: 'file', key, base64, uri: uri.toString() }, label: key, description, uri };
}

export async function readEnvFile(uri: vscode.Uri): Promise<Source> {
  const path = vscode.workspace.asRelativePath(uri, false);
  const { size } = await statOf(uri);
  refuseTooMuch(size);
  const base64 = await base64Of(uri);
  return {
    source: { from: 'envFile', path, base64, uri: uri.toString() },
    label: nameOf(uri),
    description: 'each line a key',
    uri,
  };
}

export function textSource(key: string, text: string, from: string): Source {
  const base64 = Buffer.from(text).toString('base64');
  return { source: { from: 'file', key, base64 }, label: key, description: from };
}

export function literalSource(key: string, value: string): Source {
  return { source: { from: 'literal', key, value }, label: key, description: 'literal' };
}

/** Of all contents together. */
export function sizeOf(sources: readonly Source[]): number {
  const sizes = sources.flatMap(({ source }) => {
    if (source.from === 'folder') return source.files.map(({ base64 }) => base64.length);
    return source.from === 'file' || source.from === 'envFile' ? source.base64.length : 0;
  });
  return sizes.reduce((sum, length) => sum + (length * 3) / 4, 0);
}

async function statOf(uri: vscode.Uri): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    throw new Error(`${nameOf(uri)} does not exist, or may not be read`);
  }
}

async function base64Of(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await orSay(uri, vscode.workspace.fs.readFile(uri))).toString('base64');
}

async function orSay<Answer>(uri: vscode.Uri, reading: Thenable<Answer>): Promise<Answer> {
  try {
    return await reading;
  } catch {
    throw new Error(`${nameOf(uri)} may not be read`);
  }
}

function sizeText(size: number): string {
  if (size < 1024) return `${size} B`;
  return size < sizeLimit ? `${(size / 1024).toFixed(1)} KiB` : `${(size / sizeLimit).toFixed(1)} MiB`;
}
