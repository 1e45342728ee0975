/** Files and folders for a kustomization. Offers only what kustomize takes there: files lie in or below its folder. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { resolvePath } from '../../model/kustomization.js';
import { isConfigFile, isKustomizationFile } from '../../model/manifest.js';
import { pathFields, pathsIn } from '../../model/paths.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { relativePath } from '../relativePath.js';
import type { Completer, CompletionPlace } from './completer.js';
import { type Candidate, nameItems } from './nameItems.js';

const components = 'components.*';
const folderFields: ReadonlySet<string> = new Set([
  'resources.*',
  'bases.*',
  components,
  'generators.*',
  'transformers.*',
]);

export const paths: Completer = function* (at) {
  const { gap, manifest } = at;
  if (gap.slot !== 'value' || !manifest?.apiVersion.startsWith('kustomize.config.k8s.io/')) return;
  const field = gap.path.map(step => (typeof step === 'number' ? '*' : step)).join('.');
  const kind = Object.hasOwn(pathFields, field) ? pathFields[field] : undefined;
  if (!kind) return;
  // One list names a thing once; several patches can be in one file.
  const listed = field.endsWith('*') ? pathsIn(manifest).map(({ path }) => resolvePath(at.uri, path)) : [];
  const taken = new Set<string | undefined>(listed);
  const found = [
    ...(kind === 'folder' ? [] : files(at, field)),
    ...(folderFields.has(field) ? folders(at, field === components ? 'Component' : 'Kustomization') : []),
  ].filter(({ uri }) => !taken.has(uri));
  yield* nameItems(at, found.map(({ candidate }) => candidate).sort(byName));
};

interface Found {
  readonly uri: string;
  readonly candidate: Candidate;
}

function files({ index, uri }: CompletionPlace, field: string): readonly Found[] {
  const folder = folderOf(uri);
  const known = /\.envs?(\.\*)?$/.test(field) ? index.wantedFiles : index.uris;
  return known.flatMap(own => {
    if (own === uri || !own.startsWith(`${folder}/`) || isKustomizationFile(own) || isConfigFile(own)) return [];
    const name = relativePath(uri, own);
    const fits = /patch/i.test(name) === /^patches/.test(field);
    const rank = (fits ? 0 : 2) + (name.includes('/') ? 1 : 0);
    return { uri: own, candidate: { name, kind: CompletionItemKind.File, rank } };
  });
}

/** Not the folder itself, nor one around it that builds from it. */
function folders({ index, uri }: CompletionPlace, kind: 'Component' | 'Kustomization'): readonly Found[] {
  const own = folderOf(uri);
  return index.uris.flatMap(file => {
    const folder = folderOf(file);
    if (!isKustomizationFile(file) || own === folder || kindIn(index, file) !== kind) return [];
    const name = relativePath(uri, folder);
    const isAround = own.startsWith(`${folder}/`);
    return isAround ? [] : { uri: folder, candidate: { name, kind: CompletionItemKind.Folder, rank: 1 } };
  });
}

function kindIn(index: WorkspaceIndex, uri: string): string {
  return /^["']?kind["']?:[ \t]*["']?Component\b/m.test(index.file(uri)?.text ?? '') ? 'Component' : 'Kustomization';
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function byName(a: Candidate, b: Candidate): number {
  return String(a.name) < String(b.name) ? -1 : 1;
}
