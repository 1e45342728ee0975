/** The parts of the name of an image, as kustomize finds them. */

export interface ImageParts {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
}

/** The first `:` behind the first `/` begins the tag, and `@` the digest: a port before it is of the registry. */
export function splitImage(image: string): ImageParts {
  const slash = Math.max(image.indexOf('/'), 0);
  const at = image.indexOf('@', slash);
  const colon = image.indexOf(':', slash);
  if (at < 0 && colon < 0) return { name: image, tag: '', digest: '' };
  if (at >= 0 && (colon < 0 || at < colon)) return { name: image.slice(0, at), tag: '', digest: image.slice(at + 1) };
  if (at < 0) return { name: image.slice(0, colon), tag: image.slice(colon + 1), digest: '' };
  return { name: image.slice(0, colon), tag: image.slice(colon + 1, at), digest: image.slice(at + 1) };
}

/** Which images an entry of `images` means. Its name is a regular expression, though nobody says so. */
export function imagePattern(name: string): RegExp {
  const behind = '(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$';
  try {
    return new RegExp(`^${name}${behind}`);
  } catch {
    return new RegExp(`^${name.replace(/[^\w]/g, '\\$&')}${behind}`);
  }
}
