/** What a kustomization says about other files. Knows kustomize's fields; reads no file. */

import type { YamlFile } from '../syntax/file.js';
import { get, items, text } from '../syntax/node.js';

/** The URIs of the files that the kustomization in `file` uses as patches. */
export function patchFilesOf(file: YamlFile): readonly string[] {
  return file.parts.flatMap(({ document: { root } }) => {
    const paths = [
      ...items(get(root, 'patchesStrategicMerge')),
      ...[...items(get(root, 'patches')), ...items(get(root, 'patchesJson6902'))].flatMap(p => get(p, 'path') ?? []),
    ];
    return paths.flatMap(node => resolvePath(file.uri, text(node)) ?? []);
  });
}

/** `path` as seen from the folder of `uri`; `undefined` for what is no relative file path, such as an inline patch. */
function resolvePath(uri: string, path: string | undefined): string | undefined {
  if (!path || path.includes('\n') || /^[a-z]+:\/\//.test(path)) return undefined;
  try {
    return new URL(path.split('/').map(encodeURIComponent).join('/'), uri).href;
  } catch {
    return undefined;
  }
}
