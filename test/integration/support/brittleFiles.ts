/** A disk on which little works: some files and folders cannot be read, and nothing can be written. */
import * as vscode from 'vscode';

export const brittle = 'brittle';

const files: Readonly<Record<string, string>> = { '/conf/app.conf': 'a\n', '/conf/locked.conf': '' };

export function brittleFiles(): vscode.Disposable {
  return vscode.workspace.registerFileSystemProvider(brittle, {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: uri => {
      const text = files[uri.path];
      if (text !== undefined) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length };
      if (/^\/(conf|private)?$/.test(uri.path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      throw vscode.FileSystemError.FileNotFound(uri);
    },
    readDirectory: uri => {
      throw vscode.FileSystemError.NoPermissions(uri);
    },
    readFile: uri => {
      if (uri.path.endsWith('/app.conf')) return Buffer.from(files[uri.path] ?? '');
      throw vscode.FileSystemError.NoPermissions(uri);
    },
    writeFile: () => {
      throw new Error('no space left on device');
    },
    createDirectory: () => undefined,
    delete: () => undefined,
    rename: () => undefined,
  });
}
