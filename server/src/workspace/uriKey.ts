/** When two URIs name one file. Knows neither the files nor the disk. */

/** Editors and Node escape different characters of a path: `file:///a%2Bb` and `file:///a+b` are one file. */
export function keyOf(uri: string): string {
  if (!uri.includes('%')) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
