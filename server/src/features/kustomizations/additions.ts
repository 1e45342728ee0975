/** The edits that make a kustomization name more files and folders, each in the list where it belongs. */
import type { Kustomization } from '../../model/kustomization.js';
import { addItems } from '../../syntax/addItems.js';
import { columnOf, type Edit, isWritten, newlineOf, ownEntries, setValue, startOf } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { inSteps, type Step } from '../../syntax/inSteps.js';
import { insertEntries, isJsonLike } from '../../syntax/insert.js';
import { appendText } from '../../syntax/items.js';
import { endOfEntry } from '../../syntax/lastLine.js';
import { entry, isNull, type MapNode } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { relativePath } from '../relativePath.js';
import { pathText } from './movedPaths.js';
import { builds, folderOf, nearestKustomization, unlistedAs } from './places.js';

/** What is to be added where. */
export interface Addition {
  readonly to: Kustomization;
  readonly list: 'resources' | 'components' | 'patches';
  readonly path: string;
}

/** A reason in words. */
export interface NotAdded {
  readonly refusal: string;
}

/** `key`: of a manifest, or of a folder with a kustomization. */
export function additionOf(index: WorkspaceIndex, key: string): Addition | NotAdded {
  if (!index.objects.isComplete) return { refusal: 'the workspace is not read yet' };
  const [inside] = index.kustomizationsIn(key);
  const to = nearestKustomization(index, folderOf(key));
  const [known] = index.naming(key);
  const name = key.slice(key.lastIndexOf('/') + 1);
  if (known) return { refusal: `${name} is in ${known.uri.slice(folderOf(folderOf(known.uri)).length + 1)} already` };
  const kind = inside ? 'folder' : unlistedAs(index, key);
  if (!kind) return { refusal: `${name} is neither a manifest nor a folder with a kustomization` };
  if (!to) return { refusal: `there is no kustomization in the folder of ${name} or above it` };
  if (kind === 'folder' && builds(index, key, to.folder)) {
    return { refusal: `${name} builds what is in the folder above it` };
  }
  const list = kind === 'patch' ? 'patches' : inside?.isComponent ? 'components' : 'resources';
  return { to, list, path: relativePath(to.uri, key) };
}

/** `undefined` where the kustomization is written in a way that cannot be added to. */
export function additionEdit(document: YamlDocument, additions: readonly Omit<Addition, 'to'>[]): Edit | undefined {
  if (document.problems.length > 0) return undefined;
  return inSteps(document, additions.map(stepOf));
}

function stepOf({ list, path }: Omit<Addition, 'to'>): Step {
  return document => {
    const { root } = document;
    if (!root || isNull(root)) return begun(document, list, path);
    if (root.kind !== 'map') return undefined;
    return list === 'patches' ? addItems(document, root, list, [{ path }]) : addPath(document, root, list, path);
  };
}

function addPath(document: YamlDocument, root: MapNode, list: string, path: string): readonly Edit[] | undefined {
  const own = entry(root, list);
  const written = isJsonLike(document, root) ? JSON.stringify(path) : pathText(path);
  if (root.alias) return undefined;
  if (!own) return [beginning(document, root, list, path)];
  const { value } = own;
  if (own.merged || value.alias) return undefined;
  if (isNull(value) || (value.kind === 'seq' && value.items.length === 0)) {
    const isBare = isNull(value) && !isWritten(value) && !root.flow;
    return [isBare ? begunList(document, own.key.span.end, written) : setValue(document, own, `[${written}]`)];
  }
  return value.kind === 'seq' ? [appendText(document, value, written)] : undefined;
}

/** A list of its own, with a line for each item, as people write it. */
function beginning(document: YamlDocument, root: MapNode, list: string, path: string): Edit {
  const last = ownEntries(root).at(-1);
  if (root.flow || !last) return insertEntries(document, root, [{ key: list, value: [path] }]);
  const column = columnOf(document, startOf(document, last));
  const at = endOfEntry(document, last, column);
  const lead = newlineOf(document) + ' '.repeat(column);
  return { span: { start: at, end: at }, text: `${lead}${list}:${lead}  - ${pathText(path)}` };
}

/** In a file with nothing but comments. */
function begun(document: YamlDocument, list: Addition['list'], path: string): readonly Edit[] {
  const newline = newlineOf(document);
  const { length } = document.text;
  const lead = length === 0 || document.text.endsWith('\n') ? '' : newline;
  const item = list === 'patches' ? `path: ${pathText(path)}` : pathText(path);
  return [{ span: { start: length, end: length }, text: `${lead}${list}:${newline}  - ${item}${newline}` }];
}

/** Below a key without a value. */
function begunList(document: YamlDocument, keyEnd: number, written: string): Edit {
  const colon = document.text.indexOf(':', keyEnd) + 1;
  const lineEnd = document.text.indexOf('\n', colon);
  const at = lineEnd < 0 ? document.text.length : lineEnd;
  const end = document.text[at - 1] === '\r' ? at - 1 : at;
  return { span: { start: end, end }, text: `${newlineOf(document)}  - ${written}` };
}
