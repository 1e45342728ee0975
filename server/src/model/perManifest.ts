/** Many rules ask for the same walks through a manifest. Its tree does not change, so each walk is made once. */
import type { Manifest } from './manifest.js';

/** `walk`, whose results are kept as long as the manifest is. */
export function perManifest<Item>(
  walk: (manifest: Manifest) => Iterable<Item>,
): (manifest: Manifest) => readonly Item[] {
  const known = new WeakMap<Manifest, readonly Item[]>();
  return manifest => {
    const found = known.get(manifest) ?? [...walk(manifest)];
    known.set(manifest, found);
    return found;
  };
}
