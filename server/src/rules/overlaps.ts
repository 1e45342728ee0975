/** Which files of one volume stand in each other's way: at one path, or one where the other has a folder. */
import { filePathErrors } from '../model/filePaths.js';
import { knownText } from '../model/templates.js';
import type { VolumeFile } from '../model/volumes.js';
import type { Entry } from '../syntax/node.js';

export interface Overlap {
  readonly file: VolumeFile;
  readonly path: string;
  readonly other: Entry;
  readonly otherPath: string;
  readonly isSame: boolean;
}

/** The files that overlap an earlier one. */
export function overlapsIn(files: readonly VolumeFile[]): readonly Overlap[] {
  const paths = new Map<string, VolumeFile>();
  /** Folders that files need, and the first file in each. */
  const folders = new Map<string, VolumeFile>();
  const found: Overlap[] = [];
  for (const file of files) {
    const path = knownText(file.path.value)?.replace(/\/+$/, '');
    // Paths that lead elsewhere are wrong by themselves.
    if (!path || filePathErrors(path).length > 0) continue;
    const above = foldersOf(path);
    const same = paths.get(path);
    const other = same ?? folders.get(path) ?? paths.get(above.find(folder => paths.has(folder)) ?? '');
    if (other) found.push(overlap(file, path, other, same !== undefined));
    if (!same) paths.set(path, file);
    for (const folder of above) if (!folders.has(folder)) folders.set(folder, file);
  }
  return found;
}

function overlap(file: VolumeFile, path: string, { path: other }: VolumeFile, isSame: boolean): Overlap {
  return { file, path, other, otherPath: knownText(other.value) ?? '', isSame };
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join('/'));
}
