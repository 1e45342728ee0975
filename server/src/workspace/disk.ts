/** Reads files of the workspace. With schema/load.ts the only file that touches the disk; what cannot be read is not there. */
import { constants, type FileHandle, open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Look } from './buildFiles.js';
import { isIgnored, type Patterns, patternsOf } from './ignored.js';
import { foldersAbove, linkTarget } from './linkTarget.js';

export interface Disk {
  /** The text of a file; `undefined` when it cannot be read or is too long to be written by hand. */
  read(uri: string): Promise<string | undefined>;
  readBytes(uri: string): Promise<Uint8Array | undefined>;
  /** What is at a place, contents included. */
  look(uri: string): Promise<Look>;
  /** The YAML and JSON files below `folders` (URIs) that git does not ignore. */
  find(folders: readonly string[]): Promise<Found>;
  /** What lies in `folder` and below, near things first and not too many; the URIs of folders end in a slash. */
  list(folder: string): Promise<readonly string[]>;
  /** Those of `uris` that `find` would find, if they are there. */
  wanted(uris: readonly string[], folders: readonly string[]): Promise<readonly string[]>;
}

export interface Found {
  readonly uris: readonly string[];
  /** `part`: the walk ended before it had seen all. */
  readonly read: 'all' | 'part';
}

const skippedFolders = new Set(['node_modules', 'vendor', '.git', '.terraform', '.venv', 'dist', 'target']);
const ours = /\.(ya?ml|json)$|^Kustomization$/i;
/** To open a pipe would take until somebody writes into it. Windows has no such pipes. */
const withoutWaiting = constants.O_NONBLOCK ?? 0;
const usualFile = 16 * 1024;
const longestFile = 4 * 1024 * 1024;
/** A workspace may be a home folder: the walk ends here. */
const mostEntries = 200_000;
const mostFiles = 50_000;
/** More than anybody chooses from. */
const mostListed = 2_000;

export const disk: Disk = {
  async read(uri) {
    return (await contentOf(uri))?.toString('utf8');
  },
  readBytes: contentOf,
  async look(uri) {
    const path = pathOf(uri);
    if (path === undefined) return { kind: 'none' };
    try {
      const real = await realpath(path);
      const reals = real === path ? [] : await Promise.all(foldersAbove(path).map(folder => realpath(folder)));
      const target = real === path ? path : linkTarget(path, real, reals);
      const link = target === path ? {} : { realUri: pathToFileURL(target).href };
      if ((await stat(real)).isDirectory()) return { kind: 'folder', ...link };
      return { kind: 'file', bytes: await contentOf(uri), ...link };
    } catch {
      return { kind: 'none' };
    }
  },
  async find(folders) {
    const uris = new Set<string>();
    let read: Found['read'] = 'all';
    for (const root of pathsOf(folders)) if ((await walk(root, uris)) === 'part') read = 'part';
    return { uris: [...uris], read };
  },
  async list(folder) {
    const [root] = pathsOf([folder]);
    return root === undefined ? [] : await listed(root);
  },
  async wanted(uris, folders) {
    const roots = pathsOf(folders);
    const known = new Map<string, Promise<readonly Patterns[]>>();
    const isWanted = async (uri: string): Promise<boolean> => {
      const path = pathOf(uri);
      const root = path === undefined ? undefined : roots.find(folder => path.startsWith(withSlash(folder, sep)));
      if (path === undefined || root === undefined || !ours.test(basename(path))) return false;
      const between = foldersBetween(root, dirname(path));
      if (between.some(folder => skippedFolders.has(basename(folder)))) return false;
      const patterns = await patternsDownTo(known, root, dirname(path));
      const isInside = [...between.map(folder => withSlash(folder, sep)), path];
      return !isInside.some(place => isIgnored(slashed(place), patterns));
    };
    const answers = await Promise.all(uris.map(isWanted));
    return uris.filter((_, i) => answers[i]);
  },
};

async function contentOf(uri: string): Promise<Buffer | undefined> {
  try {
    const file = await open(fileURLToPath(uri), constants.O_RDONLY | withoutWaiting);
    try {
      return await readShort(file);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

/** Most files are short: one read, instead of asking for the size first, makes a whole scan a third faster. */
async function readShort(file: FileHandle): Promise<Buffer | undefined> {
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(usualFile), 0, usualFile, 0);
  if (bytesRead < usualFile) return buffer.subarray(0, bytesRead);
  const status = await file.stat();
  // Devices have no end.
  return !status.isFile() || status.size > longestFile ? undefined : await file.readFile();
}

function pathsOf(folders: readonly string[]): readonly string[] {
  return folders.flatMap(uri => {
    const path = pathOf(uri);
    return path === undefined ? [] : [path.replace(/[\\/]+$/, '') || sep];
  });
}

/** `undefined` for what is not on this disk: other schemes, other hosts, broken escapes. */
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Links are not followed, so the walk ends even where they lead in a circle. */
async function walk(root: string, uris: Set<string>): Promise<Found['read']> {
  const toVisit = [{ folder: root, above: await patternsAbove(root) }];
  let left = mostEntries;
  for (let at = toVisit.pop(); at !== undefined; at = toVisit.pop()) {
    const { folder } = at;
    const entries = await entriesOf(folder);
    const hasPatterns = entries.some(({ name }) => name === '.gitignore' || name === '.git');
    const patterns = hasPatterns ? [...at.above, ...(await patternsIn(folder))] : at.above;
    left -= entries.length;
    if (left < 0) return 'part';
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        const isSkipped = skippedFolders.has(entry.name) || isIgnored(`${slashed(path)}/`, patterns);
        if (!isSkipped) toVisit.push({ folder: path, above: patterns });
      } else if (entry.isFile() && ours.test(entry.name) && !isIgnored(slashed(path), patterns)) {
        if (uris.size >= mostFiles) return 'part';
        uris.add(pathToFileURL(path).href);
      }
    }
  }
  return 'all';
}

/** Also what git ignores: a generator reads it all the same. */
async function listed(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  const folders = [root];
  // A list that grows while it is walked.
  for (const folder of folders) {
    for (const entry of await entriesOf(folder)) {
      if (found.length >= mostListed) return found;
      const path = join(folder, entry.name);
      if (entry.isFile()) found.push(pathToFileURL(path).href);
      else if (entry.isDirectory() && !skippedFolders.has(entry.name)) {
        found.push(`${pathToFileURL(path).href}/`);
        folders.push(path);
      }
    }
  }
  return found;
}

/** A folder that may not be read, or is gone by now, has nothing to tell of. */
async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** What the folder itself says, and where it is the root of a repository, what its owner says to this copy alone. */
async function patternsIn(folder: string): Promise<readonly Patterns[]> {
  const texts = await Promise.all([join(folder, '.git', 'info', 'exclude'), join(folder, '.gitignore')].map(textOf));
  const written = texts.filter(text => text !== undefined && text.trim() !== '');
  return written.map(text => patternsOf(withSlash(slashed(folder), '/'), text ?? ''));
}

/** A workspace may be a folder within a repository, whose patterns hold in it as well. */
async function patternsAbove(root: string): Promise<readonly Patterns[]> {
  const above: string[] = [];
  for (let folder = root; ; folder = dirname(folder)) {
    if (folder !== root) above.unshift(folder);
    if ((await entriesOf(join(folder, '.git'))).length > 0) break;
    if (dirname(folder) === folder) return [];
  }
  return (await Promise.all(above.map(patternsIn))).flat();
}

function patternsDownTo(
  known: Map<string, Promise<readonly Patterns[]>>,
  root: string,
  folder: string,
): Promise<readonly Patterns[]> {
  const there = known.get(folder);
  if (there) return there;
  const above = folder === root ? patternsAbove(root) : patternsDownTo(known, root, dirname(folder));
  const all = Promise.all([above, patternsIn(folder)]).then(both => both.flat());
  known.set(folder, all);
  return all;
}

/** The folders below `root` down to `folder`. */
function foldersBetween(root: string, folder: string): readonly string[] {
  const between: string[] = [];
  for (let at = folder; at.length > root.length; at = dirname(at)) between.unshift(at);
  return between;
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

function withSlash(path: string, slash: string): string {
  return path.endsWith(slash) ? path : `${path}${slash}`;
}
