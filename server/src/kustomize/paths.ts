/** Paths of kustomizations as uris, and which of them lead into the net. Knows how kustomize takes them, reads nothing. */

/** `path` as seen from `folder`, cleaned; neither has a slash at the end. */
export function joinUri(folder: string, path: string): string {
  const [, root = '', inside = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)(.*)$/i.exec(folder) ?? [];
  const names = isAbsolute(path) ? [] : inside.split('/').filter(name => name !== '');
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(encodeURIComponent(name));
  }
  return `${root}/${names.join('/')}`;
}

/** Of relative paths, as Go joins and cleans them. */
export function joinPath(folder: string, path: string): string {
  const names: string[] = [];
  for (const name of `${folder}/${path}`.split('/')) {
    const canGoUp = names.length > 0 && names.at(-1) !== '..';
    if (name === '..' && canGoUp) names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

/** As messages show it. */
export function pathOfUri(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')) || '/';
  } catch {
    return uri;
  }
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

/** `/a` holds `/a` and `/a/b`, not `/ab`. */
export function holds(folder: string, uri: string): boolean {
  return uri === folder || uri.startsWith(`${folder}/`);
}

/** What kustomize fetches as a file. */
export function isRemoteFile(path: string): boolean {
  return /^https?:/i.test(path) && !/\s/.test(path);
}

const schemes: ReadonlySet<string> = new Set(['ssh://', 'file://', 'https://', 'http://']);

/** What kustomize clones, when no file of that name is there: it needs a host and two names behind it. */
export function isRepository(path: string): boolean {
  if (isAbsolute(path)) return false;
  let rest = (path.split('?', 1)[0] ?? '').replace(/^git::/i, '');
  const scheme = /^[a-z+]*:\/\//i.exec(rest)?.[0] ?? '';
  rest = rest.slice(scheme.length);
  const user = /^[a-z][a-z0-9-]*@/i.exec(rest)?.[0] ?? '';
  rest = rest.slice(user.length);
  const isGithub = /^github\.com[:/]/i.test(rest);
  const acceptsScp = scheme === '' && (user !== '' || isGithub);
  if (scheme === '' ? !acceptsScp : !schemes.has(scheme.toLowerCase())) return false;
  if (scheme.toLowerCase() === 'file://') return rest !== '';
  const cut = rest.search(acceptsScp ? /[:/]/ : /\//);
  if (cut < 0) return false;
  const names = rest.slice(cut + 1);
  return /_git\/|\/\/|\.git/.test(names) || names.split('/').length >= 2;
}
