/** Where a link leads, said as the workspace is called and not as the disk has it: folders above it may be links, too. */
import { dirname, join, relative } from 'node:path';

/** The folders above `path`, the nearest first. */
export function foldersAbove(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...foldersAbove(parent)];
}

/** `real` is where `path` leads; `reals` are the real paths of `foldersAbove(path)`. */
export function linkTarget(path: string, real: string, reals: readonly string[]): string {
  for (const [i, folder] of foldersAbove(path).entries()) {
    const inside = relative(reals[i] ?? folder, real);
    if (inside !== '..' && !/^\.\.[\\/]/.test(inside) && join(reals[i] ?? folder, inside) === real)
      return join(folder, inside);
  }
  return real;
}
