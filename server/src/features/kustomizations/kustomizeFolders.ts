/** The folders that can be built, and how they belong together: bases, their overlays, and overlays of one base. */
import type { KustomizeFolder } from '../../protocol.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';

/** Kin of `near` first, then by name. A component is built by others alone. */
export function kustomizeFolders(index: WorkspaceIndex, near?: string): readonly KustomizeFolder[] {
  const own = near === undefined ? undefined : keyOf(near);
  const bases = own === undefined ? [] : basesOf(index, own);
  const kinOf = (folder: string): KustomizeFolder['kin'] => {
    if (bases.includes(folder)) return 'base';
    const others = basesOf(index, folder);
    if (own !== undefined && others.includes(own)) return 'overlay';
    return others.some(other => bases.includes(other)) && folder !== own ? 'sibling' : undefined;
  };
  const folders = index.kustomizations
    .filter(({ isComponent }) => !isComponent)
    .map(({ uri, folder }): KustomizeFolder => {
      const written = index.file(uri)?.uri ?? uri;
      const kin = kinOf(folder);
      return { folder: written.slice(0, written.lastIndexOf('/')), ...(kin && { kin }) };
    });
  const unique = [...new Map(folders.map(one => [one.folder, one])).values()];
  return unique.sort((a, b) => rank(a) - rank(b) || (a.folder < b.folder ? -1 : 1));
}

function basesOf(index: WorkspaceIndex, folder: string): readonly string[] {
  return index
    .kustomizationsIn(folder)
    .flatMap(({ resources }) => resources)
    .filter(place => index.kustomizationsIn(place).length > 0);
}

const order = ['base', 'overlay', 'sibling'] as const;

function rank({ kin }: KustomizeFolder): number {
  return kin ? order.indexOf(kin) : order.length;
}
