/** Paths in kustomizations lead to what they name. */
import type { DocumentLink } from 'vscode-languageserver-types';
import { resolvePath } from '../../model/kustomization.js';
import { pathsIn, type WrittenPath } from '../../model/paths.js';
import type { YamlFile } from '../../syntax/file.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { kustomizationNames } from '../kustomizations/places.js';
import { toRange } from '../range.js';

export function documentLinks(index: WorkspaceIndex, file: YamlFile): DocumentLink[] {
  return file.parts.flatMap(part =>
    index.manifests(file.uri, part).flatMap(manifest =>
      pathsIn(manifest).flatMap(written => {
        const target = targetOf(index, file.uri, written);
        return target === undefined ? [] : [{ range: toRange(part, written.span), target }];
      }),
    ),
  );
}

/** A folder stands for the kustomization in it. */
export function targetOf(index: WorkspaceIndex, uri: string, { path, kind }: WrittenPath): string | undefined {
  const target = resolvePath(uri, path);
  if (target === undefined || index.file(target)) return target;
  const inside = kustomizationNames.map(name => `${target}/${name}`).find(name => index.file(name));
  if (inside !== undefined) return inside;
  // The index holds manifests only: other files are taken on trust, folders are nothing to open.
  return kind === 'folder' || !/\.[A-Za-z0-9]+$/.test(path) ? undefined : target;
}
