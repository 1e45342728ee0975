/** Makes a patch of what is under the cursor: in a file beside the kustomization that someone chooses, and listed there. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { builtinShapes, type Shape, shapeOfField } from '../../kustomize/mergeKeys.js';
import { idOf, type Resource } from '../../kustomize/resource.js';
import { firstId } from '../../kustomize/resourceIds.js';
import type { Kustomization } from '../../model/kustomization.js';
import type { Manifest } from '../../model/manifest.js';
import { linesOf } from '../../rules/newObject.js';
import { newlineOf, scalarText } from '../../syntax/edit.js';
import { YamlDocument } from '../../syntax/file.js';
import type { NewMap, NewValue } from '../../syntax/insert.js';
import { contains, entryAt } from '../../syntax/locate.js';
import { entries, keyOf as fieldName, get, items, type Node, type Path, pathOf } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { keyOf } from '../../workspace/uriKey.js';
import { additionEdit } from '../kustomizations/additions.js';
import { shortName } from '../kustomizations/builtBy.js';
import type { Contents, LaterChange, Refactoring } from '../refactorings/refactorings.js';
import { stageOf } from './patchTargets.js';

/** Nobody reads a longer menu. */
const mostKustomizations = 10;
const mostNames = 9;

export const createPatch: Refactoring = {
  kind: `${CodeActionKind.Refactor}.kustomization.patch`,
  *run(documents, index) {
    const selected = documents.find(document => document.selected);
    if (!selected?.isAsked || !selected.selected) return;
    const { start } = selected.selected;
    const manifest = selected.manifests().findLast(({ root }) => contains(root.span, start));
    if (!manifest?.name || !manifest.kind || manifest.apiVersion.startsWith('kustomize.config.k8s.io/')) return;
    const entry = entryAt(manifest.root, start);
    const path = entry && isChangeable(pathOf(entry.key, manifest.root)) ? pathOf(entry.key, manifest.root) : [];
    for (const kustomization of kustomizationsAbove(index, manifest.uri).slice(0, mostKustomizations)) {
      const resource = resourceIn(index, kustomization, manifest, selected.part.start);
      const change = resource && changeIn(index, kustomization, manifest, resource, path);
      if (change) yield change;
    }
  },
};

/** What says which object it is, no patch changes. */
function isChangeable([first, second]: Path): boolean {
  if (first === 'metadata') return second === 'labels' || second === 'annotations';
  return first !== 'apiVersion' && first !== 'kind';
}

/** Overlays before what they build on: that can be changed where it stands. */
function kustomizationsAbove(index: WorkspaceIndex, uri: string): readonly Kustomization[] {
  const found = new Set(index.listing(uri));
  const direct = [...found];
  // A set that grows while it is walked.
  for (const { folder } of found) for (const above of index.listing(folder)) found.add(above);
  return [...[...found].filter(own => !direct.includes(own)), ...direct];
}

/** The object as it is before the patches of the kustomization. */
function resourceIn(
  index: WorkspaceIndex,
  { uri }: Kustomization,
  manifest: Manifest,
  partStart: number,
): Resource | undefined {
  const file = index.file(uri);
  const { start, end } = manifest.root.span;
  return (
    file &&
    stageOf(index, file)?.find(({ from }) => {
      const at = from.start - partStart;
      return keyOf(from.uri) === keyOf(manifest.uri) && at >= start && at < end;
    })
  );
}

function changeIn(
  index: WorkspaceIndex,
  kustomization: Kustomization,
  manifest: Manifest,
  resource: Resource,
  path: Path,
): LaterChange | undefined {
  const file = index.file(kustomization.uri);
  const [part, ...others] = file?.parts ?? [];
  if (!file || !part || others.length > 0) return undefined;
  const folder = file.uri.slice(0, file.uri.lastIndexOf('/'));
  const uris = namesFor(manifest).map(name => `${folder}/${name}`);
  const field = path.findLast(step => typeof step === 'string');
  const of = field === undefined ? '' : `${field} of `;
  return {
    title: `Create a patch for ${of}${manifest.kind} ${manifest.name} in ${shortName(kustomization.folder, keyOf(manifest.uri))}`,
    createsFiles: true,
    needs: uris,
    later: contents => {
      const uri = uris.find(own => !isThere(index, contents, own));
      const text = uri === undefined ? undefined : textOf(index, file, manifest, resource, path);
      if (uri === undefined || text === undefined) return { refusal: 'there is no name left for the file' };
      const name = uri.slice(folder.length + 1);
      const edit = additionEdit(part.document, [{ list: 'patches', path: name }]);
      if (!edit) return { refusal: 'the kustomization is written in a way that cannot be added to' };
      return [
        { uri, text },
        { uri: file.uri, document: part.document, edits: [edit] },
      ];
    },
  };
}

function isThere(index: WorkspaceIndex, contents: Contents, uri: string): boolean {
  return contents.has(uri) || index.file(uri) !== undefined;
}

/** The likeliest first. Names may have characters that file systems do not like. */
function namesFor({ kind, name = '' }: Manifest): readonly string[] {
  const own = name.replace(/[^a-z0-9.-]/g, '-');
  const first = `${own}-patch.yaml`;
  const second = `${own}-${kind.toLowerCase()}-patch.yaml`;
  return [
    first,
    second,
    ...Array.from({ length: mostNames }, (_, i) => `${own}-${kind.toLowerCase()}-patch-${i + 2}.yaml`),
  ];
}

function textOf(
  index: WorkspaceIndex,
  kustomization: { readonly uri: string },
  manifest: Manifest,
  resource: Resource,
  path: Path,
): string {
  const first = firstId(resource);
  const all = stageOf(index, kustomization) ?? [];
  const namesakes = all.map(firstId).filter(({ kind, name, namespace, group }) => {
    return kind === first.kind && name === first.name && namespace === first.namespace && group === first.group;
  });
  const { name, namespace } = namesakes.length > 1 ? idOf(resource) : first;
  const shape = builtinShapes(manifest.apiVersion, manifest.kind);
  const part = path.length === 0 ? {} : partOf(manifest.root, path, shape);
  const { metadata, ...body } = isMap(part) ? part : {};
  const head = {
    apiVersion: scalarText(manifest.apiVersion),
    kind: scalarText(manifest.kind),
    metadata: { name, ...(namespace !== '' && { namespace }), ...(isMap(metadata) && metadata) },
  };
  const newline = newlineOf(new YamlDocument(manifest.document.text));
  return [...linesOf({ ...head, ...body }), ''].join(newline);
}

/** The fields on the way to `path`, items with what they are known by; a list that is not merged as a whole. */
function partOf(node: Node | undefined, path: Path, shape: Shape | undefined): NewValue | undefined {
  const [step, ...rest] = path;
  if (!node) return undefined;
  if (step === undefined) return valueIn(node);
  if (typeof step === 'string') {
    const own = partOf(get(node, step), rest, shapeOfField(shape, step));
    return own === undefined ? undefined : { [scalarText(step)]: own };
  }
  const item = items(node)[step];
  const keys = shape?.keys ?? [];
  const names = keys.flatMap(key => {
    const own = get(item, key);
    return own?.kind === 'scalar' ? [[key, valueIn(own)] as const] : [];
  });
  if (!item || names.length === 0 || names[0]?.[0] !== keys[0]) return valueIn(node);
  const own = partOf(item, rest, shape?.items);
  return [{ ...(Object.fromEntries(names) as NewMap), ...(isMap(own) && own) }];
}

function valueIn(node: Node): NewValue {
  if (node.kind === 'seq') return node.items.map(valueIn);
  if (node.kind === 'map') {
    return Object.fromEntries(entries(node).map(entry => [scalarText(fieldName(entry)), valueIn(entry.value)]));
  }
  return node.value ?? '';
}

function isMap(value: NewValue | undefined): value is NewMap {
  return typeof value === 'object' && !Array.isArray(value);
}
