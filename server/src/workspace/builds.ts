/** What kustomize makes of a file: a patch, or a resource that kustomizations complete on its way to the cluster. */
import type { Kustomization } from '../model/kustomization.js';

export interface Build {
  /** The file is merged into others and need not be whole. */
  readonly isPatch: boolean;
  /** Some kustomization lists the file, so kustomize reads it before the API server does. */
  readonly isBuilt: boolean;
  /** Selectors that are missing will be there in the end. */
  readonly setsSelectors: boolean;
  /** Whether fields of objects of `kind` may be added on the way. */
  completes(kind: string): boolean;
}

/** As long as not all kustomizations are read: any file may be a part of something. */
export const unknownBuild: Build = { isPatch: true, isBuilt: false, setsSelectors: true, completes: () => true };

/** How projects call patches that a kustomization names only now and then. */
const patchName = /(^|[-_/])patch(es)?([-_./]|$)/i;
/** How many folders above a file its kustomization may be. */
const nearFolders = 2;

/** `kustomizations` is the whole workspace's; their URIs and `uri` are written alike. */
export function buildOf(uri: string, kustomizations: readonly Kustomization[]): Build {
  const isPatch = kustomizations.some(({ patchFiles }) => patchFiles.includes(uri));
  const above = kustomizationsAbove(uri, kustomizations);
  const isBuilt = above.length > 0;
  return {
    isPatch: isPatch || (!isBuilt && looksLikePatch(uri, kustomizations)),
    isBuilt,
    setsSelectors: above.some(kustomization => kustomization.setsSelectors),
    completes: kind =>
      above.some(({ completes }) => completes.some(patched => patched === undefined || patched === kind)),
  };
}

/** Those that list the file, those that list their folders, and so on. */
function kustomizationsAbove(uri: string, kustomizations: readonly Kustomization[]): readonly Kustomization[] {
  const found = new Set<Kustomization>();
  const open = [uri];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const kustomization of kustomizations) {
      if (found.has(kustomization) || !kustomization.resources.includes(place)) continue;
      found.add(kustomization);
      open.push(kustomization.folder);
    }
  }
  return [...found];
}

/** Beside a kustomization, not listed by it, and called a patch; or close below one that lists nothing of it. */
function looksLikePatch(uri: string, kustomizations: readonly Kustomization[]): boolean {
  const folders = uri.split('/');
  if (patchName.test(folders.slice(-2).join('/'))) return kustomizations.length > 0;
  for (let up = 1; up <= nearFolders; up++) {
    const folder = folders.slice(0, -up).join('/');
    if (kustomizations.some(kustomization => kustomization.folder === folder)) return true;
  }
  return false;
}
