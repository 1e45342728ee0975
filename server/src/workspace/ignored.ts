/** Which files git would not look at, by the patterns of `.gitignore` files. Knows the texts it is given. */
import ignore, { type Ignore } from 'ignore';

/** The patterns of one folder; `folder` has slashes, and one at its end. */
export interface Patterns {
  readonly folder: string;
  readonly ignored: Ignore;
}

export function patternsOf(folder: string, text: string): Patterns {
  // Names that differ only in case are different files to git, unless it is told otherwise.
  return { folder, ignored: ignore({ ignorecase: false, allowRelativePaths: true }).add(text) };
}

/** `path` has slashes; a folder has one at its end. The nearest patterns that say something decide. */
export function isIgnored(path: string, patterns: readonly Patterns[]): boolean {
  for (const { folder, ignored } of patterns.toReversed()) {
    const result = path.startsWith(folder) ? ignored.test(path.slice(folder.length)) : undefined;
    if (result?.ignored || result?.unignored) return result.ignored;
  }
  return false;
}
