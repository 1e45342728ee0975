/** What is at a place of the disk, as builds of kustomize need to know it. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { foldersAbove, type Look, linkTarget } from '../service.js';

const longestFile = 16 * 1024 * 1024;

export function lookAt(path: string): Look {
  try {
    const real = realpathSync(path);
    const reals = real === path ? [] : foldersAbove(path).map(folder => realpathSync(folder));
    const target = real === path ? path : linkTarget(path, real, reals);
    const link = target === path ? {} : { realUri: pathToFileURL(target).href };
    const status = statSync(real);
    if (status.isDirectory()) return { kind: 'folder', ...link };
    // What is named may be a pipe or a device, which would never end.
    const isReadable = status.isFile() && status.size <= longestFile;
    return { kind: 'file', bytes: isReadable ? readFileSync(real) : undefined, ...link };
  } catch {
    return { kind: 'none' };
  }
}
