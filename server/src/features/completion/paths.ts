/** Files and folders for a kustomization. Offers only what kustomize takes there: files lie in or below its folder. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { resolvePath } from '../../model/kustomization.js';
import { isConfigFile, isKustomizationFile } from '../../model/manifest.js';
import { pathFields, pathNodes } from '../../model/paths.js';
import { get, items, text } from '../../syntax/node.js';
import { keyOf } from '../../workspace/uriKey.js';
import { pathText } from '../kustomizations/movedPaths.js';
import { folderOf, foldersBuilding } from '../kustomizations/places.js';
import { relativePath } from '../relativePath.js';
import type { Completer, CompletionPlace } from './completer.js';
import { type Candidate, nameItems } from './nameItems.js';
import { fieldOf, startOfTyped } from './pathGap.js';

const components = 'components.*';
/** They may name a folder with a kustomization. */
const folderFields: ReadonlySet<string> = new Set([
  'resources.*',
  'bases.*',
  components,
  'generators.*',
  'transformers.*',
  'validators.*',
]);
/** All that they take says of itself what it is, and so is in the index. */
const manifestFields: ReadonlySet<string> = new Set(['resources.*', 'generators.*', 'transformers.*', 'validators.*']);
/** They may name one file several times. */
const repeating = /^(patches|patchesJson6902|replacements|helm\w+)\./;
const yaml = /\.(ya?ml|json)$/i;
const environment = /(^|\/)[^/]*\.(env|properties)(\.[^/]*)?$/i;

export const paths: Completer = function* (at) {
  const { gap, manifest } = at;
  if (gap.slot !== 'value' || !manifest?.apiVersion.startsWith('kustomize.config.k8s.io/')) return;
  const field = fieldOf(gap.path);
  const kind = Object.hasOwn(pathFields, field) ? pathFields[field] : undefined;
  if (!kind) return;
  const taken = takenBy(at, field);
  const known = new Map<string, Candidate>();
  const add = (uri: string, candidate: Candidate | undefined) => {
    if (candidate && !taken.has(keyOf(uri))) known.set(String(candidate.name), candidate);
  };
  if (kind !== 'folder') for (const uri of filesFor(at, field)) add(uri, fileAt(at, field, uri));
  if (folderFields.has(field)) {
    const around = foldersBuilding(at.index, folderOf(keyOf(at.uri)));
    const folders = at.index.kustomizations.filter(({ folder }) => !around.has(folder));
    for (const { folder, uri } of folders) add(folder, folderAt(at, field, uri));
  }
  if (field.endsWith('.chartHome')) for (const uri of at.nearby) add(uri, plainFolderAt(at, uri));
  const names = [...known.keys()].sort();
  const start = startOfTyped(field, gap.typed);
  yield* nameItems(
    at,
    names.flatMap(name => {
      const candidate = known.get(name);
      return candidate ? { ...candidate, name: start + name, plain: pathText(start + name) } : [];
    }),
  );
};

/** Keys of what is named already where it would be wrong to name it twice. */
function takenBy({ gap, manifest, uri }: CompletionPlace, field: string): ReadonlySet<string> {
  if (!manifest || repeating.test(field)) return new Set();
  // Two generators may read the same file.
  const isInGenerator = /^(configMap|secret)Generator\./.test(field);
  const own = items(get(manifest.root, ...gap.path.slice(0, -1)));
  const nodes = isInGenerator ? own : pathNodes(manifest.root).map(({ node }) => node);
  return new Set(
    nodes.flatMap(node => {
      const written = text(node);
      const place =
        node === gap.node ? undefined : resolvePath(uri, written?.slice(isInGenerator ? written.indexOf('=') + 1 : 0));
      return place === undefined ? [] : keyOf(place);
    }),
  );
}

function filesFor({ index, nearby, uri }: CompletionPlace, field: string): Iterable<string> {
  if (manifestFields.has(field)) return index.uris;
  const files = nearby.filter(own => !own.endsWith('/') && !isHidden(own, uri));
  if (field.includes('Generator.*.')) return [...index.uris, ...index.wantedFiles, ...files];
  return [...index.uris, ...files.filter(own => yaml.test(own))];
}

/** What begins with a dot is not meant, but for `.env`. */
function isHidden(uri: string, from: string): boolean {
  const below = uri.slice(folderOf(from).length);
  return /\/\.(?!env\b)/.test(below) || /\/(charts\/|Chart\.lock$)/.test(below);
}

function fileAt({ index, uri }: CompletionPlace, field: string, own: string): Candidate | undefined {
  const [key, folder] = [keyOf(own), folderOf(keyOf(uri))];
  if (key === keyOf(uri) || !key.startsWith(`${folder}/`) || isKustomizationFile(key) || isConfigFile(key))
    return undefined;
  const name = key.slice(folder.length + 1);
  const head = index.file(own)?.text ?? '';
  const rank = (isLikely(field, name, head) ? 0 : 2) + (name.includes('/') ? 1 : 0);
  return { name, kind: CompletionItemKind.File, rank };
}

/** Whether a file of this name and text is one that people name there. */
function isLikely(field: string, name: string, head: string): boolean {
  const isPatch = /patch/i.test(name);
  const isPlugin = /^apiVersion:[ \t]*["']?builtin\b|config\.(kubernetes|k8s)\.io\/function/m.test(head);
  if (field.startsWith('patches')) return isPatch;
  if (/^(generators|transformers|validators)\./.test(field)) return isPlugin;
  if (field === 'resources.*') return !isPatch && !isPlugin;
  if (/\.envs?(\.\*)?$/.test(field)) return environment.test(name);
  if (/^helm\w+\./.test(field)) return /values/i.test(name);
  return head === '';
}

/** Not the folder itself, nor one around it. */
function folderAt({ index, uri }: CompletionPlace, field: string, file: string): Candidate | undefined {
  const [own, folder] = [folderOf(keyOf(uri)), folderOf(file)];
  const isComponent = index.kustomizationsIn(folder).some(known => known.isComponent);
  if (own === folder || own.startsWith(`${folder}/`) || isComponent !== (field === components)) return undefined;
  return { name: relativePath(keyOf(uri), folder), kind: CompletionItemKind.Folder, rank: 1 };
}

/** The default is offered anyway. */
function plainFolderAt({ uri, place }: CompletionPlace, folder: string): Candidate | undefined {
  const name = relativePath(uri, folder.replace(/\/$/, ''));
  const isOffered = /(^|\/)\./.test(name) || name === place?.schema.default;
  return folder.endsWith('/') && !isOffered ? { name, kind: CompletionItemKind.Folder } : undefined;
}
