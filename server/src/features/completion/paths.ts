/** Files and folders for a kustomization. Offers only what kustomize takes there: files lie in or below its folder. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { resolvePath } from '../../model/kustomization.js';
import { isConfigFile, isKustomizationFile } from '../../model/manifest.js';
import { pathFields, pathsIn } from '../../model/paths.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { decoded, relativePath } from '../relativePath.js';
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
  const known = new Map<string, Candidate>();
  const uris = /\.envs?(\.\*)?$/.test(field) ? at.index.wantedFiles : at.index.uris;
  const takesFolders = folderFields.has(field);
  for (const uri of uris) {
    const found =
      (kind !== 'folder' && fileAt(at, field, uri)) || (takesFolders && folderOfKustomization(at, field, uri));
    if (found && !taken.has(found.uri)) known.set(String(found.candidate.name), found.candidate);
  }
  const names = [...known.keys()].sort();
  yield* nameItems(
    at,
    names.flatMap(name => known.get(name) ?? []),
  );
};

interface Found {
  readonly uri: string;
  readonly candidate: Candidate;
}

function fileAt({ uri }: CompletionPlace, field: string, own: string): Found | undefined {
  const folder = folderOf(uri);
  if (own === uri || !own.startsWith(`${folder}/`) || isKustomizationFile(own) || isConfigFile(own)) return undefined;
  const name = decoded(own.slice(folder.length + 1));
  const fits = /patch/i.test(name) === field.startsWith('patches');
  const rank = (fits ? 0 : 2) + (name.includes('/') ? 1 : 0);
  return { uri: own, candidate: { name, kind: CompletionItemKind.File, rank } };
}

/** Not the folder itself, nor one around it that builds from it. */
function folderOfKustomization({ index, uri }: CompletionPlace, field: string, file: string): Found | undefined {
  if (!isKustomizationFile(file)) return undefined;
  const own = folderOf(uri);
  const folder = folderOf(file);
  const wanted = field === components ? 'Component' : 'Kustomization';
  if (own === folder || own.startsWith(`${folder}/`) || kindIn(index, file) !== wanted) return undefined;
  return { uri: folder, candidate: { name: relativePath(uri, folder), kind: CompletionItemKind.Folder, rank: 1 } };
}

function kindIn(index: WorkspaceIndex, uri: string): string {
  return /^["']?kind["']?:[ \t]*["']?Component\b/m.test(index.file(uri)?.text ?? '') ? 'Component' : 'Kustomization';
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
