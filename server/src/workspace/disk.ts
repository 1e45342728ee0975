/** Reads files of the workspace. With schema/load.ts the only file that touches the disk; what cannot be read is not there. */
import { opendir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isKustomizationFile } from '../model/manifest.js';

export interface Disk {
  /** The text of a file; `undefined` when it cannot be read or is too long to be written by hand. */
  read(uri: string): Promise<string | undefined>;
  /** All kustomizations below `folders` (URIs). */
  kustomizations(folders: readonly string[]): AsyncIterable<{ readonly uri: string; readonly text: string }>;
}

const skippedFolders = new Set(['node_modules', 'vendor', '.git', '.terraform', '.venv', 'dist', 'target']);
const longestFile = 1024 * 1024;
/** A workspace may be a home folder: the walk ends here. */
const mostEntries = 200_000;

export const disk: Disk = {
  async read(uri) {
    try {
      const path = fileURLToPath(uri);
      const { size } = await stat(path);
      return size > longestFile ? undefined : await readFile(path, 'utf8');
    } catch {
      return undefined;
    }
  },
  async *kustomizations(folders) {
    for (const folder of folders.filter(uri => uri.startsWith('file:'))) {
      for await (const uri of kustomizationsBelow(fileURLToPath(folder))) {
        const text = await this.read(uri);
        if (text !== undefined) yield { uri, text };
      }
    }
  },
};

/** Links are not followed, so the walk ends even where they lead in a circle. */
async function* kustomizationsBelow(root: string): AsyncIterable<string> {
  const open = [root];
  let left = mostEntries;
  for (let path = open.pop(); path !== undefined && left > 0; path = open.pop()) {
    try {
      for await (const entry of await opendir(path)) {
        left--;
        const child = join(path, entry.name);
        if (entry.isDirectory() && !skippedFolders.has(basename(child))) open.push(child);
        const uri = entry.isFile() ? pathToFileURL(child).href : '';
        if (isKustomizationFile(uri)) yield uri;
      }
    } catch {
      // A folder that may not be read, or is gone by now, has no kustomizations to tell of.
    }
  }
}
