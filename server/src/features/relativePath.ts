/** The way from one file to another, as a person would write it. Knows URIs, not disks. */

/** `to` as seen from the folder of `from`. */
export function relativePath(from: string, to: string): string {
  const start = from.split('/').slice(0, -1);
  const end = to.split('/');
  let common = 0;
  while (common < start.length && common < end.length - 1 && start[common] === end[common]) common++;
  return decoded([...start.slice(common).map(() => '..'), ...end.slice(common)].join('/'));
}

/** Without the escapes of URIs. */
export function decoded(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
