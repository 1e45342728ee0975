/**
 * What paths may look like below a volume. Each function returns what is wrong with a path in the API server's own
 * words, or an empty list; it knows nothing of the field the path stands in.
 */

/** The kubelet's limits, in bytes. */
export const pathLimits = { path: 4096, name: 255 } as const;

/** Of a path that stays below where it begins, such as subPath. */
export function descendingPathErrors(path: string): readonly string[] {
  return [...(path.startsWith('/') ? ['must be a relative path'] : []), ...backstepErrors(path)];
}

export function backstepErrors(path: string): readonly string[] {
  return path.split('/').includes('..') ? ["must not contain '..'"] : [];
}

/** Of a file that the kubelet writes, which keeps names that begin with two dots for itself. */
export function filePathErrors(path: string): readonly string[] {
  const isReserved = path.startsWith('..') && !path.startsWith('../') && path !== '..';
  return [...descendingPathErrors(path), ...(isReserved ? ["must not start with '..'"] : [])];
}

/** What the kubelet cannot write, although the API server takes it. */
export function pathLengthErrors(path: string): readonly string[] {
  if (Buffer.byteLength(path) > pathLimits.path) return [`must be no more than ${pathLimits.path} bytes`];
  const isLong = path.split('/').some(name => Buffer.byteLength(name) > pathLimits.name);
  return isLong ? [`must have no name of more than ${pathLimits.name} bytes`] : [];
}

/** The path without what the API server refuses in it; `undefined` where nothing is left. */
export function mendedFilePath(path: string): string | undefined {
  const names = path.split('/').filter(name => name !== '' && name !== '..');
  return names.join('/').replace(/^\.\.+/, '') || undefined;
}

/** One way to write it: without `.` and `..`, where these can be resolved, and without a slash at the end. */
export function normalPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const names: string[] = [];
  for (const name of path.split('/')) {
    const above = names.at(-1);
    const canGoUp = above === undefined ? isAbsolute : above !== '..';
    if (name === '..' && canGoUp) names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return (isAbsolute ? '/' : '') + names.join('/') || '.';
}

/** The name of the file or folder itself. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `/data` is in `/data` and in `/`, not in `/dat`. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
