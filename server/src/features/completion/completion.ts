/** From a place in the text to what may be typed there. Works on broken text, in block and flow style and in JSON. */
import {
  type CompletionItem,
  type MarkupContent,
  MarkupKind,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import { isTemplate } from '../../model/templates.js';
import { isCustom } from '../../schema/customKinds.js';
import { placeAt, type Schemas } from '../../schema/schemas.js';
import type { Targets } from '../../settings.js';
import { YamlDocument, type YamlFile } from '../../syntax/file.js';
import { type Gap, gapsAt } from '../../syntax/locate.js';
import { around, type Node } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { plainText } from '../markdown.js';
import { patchAt, schemaPathOf } from '../patches/patchAt.js';
import { keyPreview, preview } from '../preview.js';
import { placeOf, toRange } from '../range.js';
import type { Completer, CompletionPlace, DocsReference, ObjectReference } from './completer.js';
import { head } from './head.js';
import { keys } from './keys.js';
import { labels } from './labels.js';
import { layoutAt } from './layout.js';
import { localNames } from './localNames.js';
import { namespaces } from './namespaces.js';
import { patchDirectives } from './patchDirectives.js';
import { patchItems } from './patchItems.js';
import { patchNames } from './patchNames.js';
import { patchPaths } from './patchPaths.js';
import { paths } from './paths.js';
import { probes } from './probes.js';
import { references } from './references.js';
import { skeletons } from './skeletons.js';
import { subPaths } from './subPaths.js';
import { type Surroundings, surroundingsAt } from './surroundings.js';
import { targetPorts } from './targetPorts.js';
import { values } from './values.js';
import { variables } from './variables.js';

/** The table of completers; their items are shown together. */
const completers: readonly Completer[] = [
  head,
  skeletons,
  keys,
  probes,
  values,
  references,
  localNames,
  variables,
  subPaths,
  targetPorts,
  labels,
  namespaces,
  paths,
  patchItems,
  patchPaths,
  patchNames,
  patchDirectives,
];

export function completion(
  index: WorkspaceIndex,
  schemas: Schemas,
  targets: Targets,
  file: YamlFile,
  position: Position,
  nearby: readonly string[] = [],
): CompletionItem[] {
  const { part, offset } = placeOf(file, position);
  const around = surroundingsAt(index, file.uri, part, offset);
  for (const gap of gapsAt(around.document.text, offset)) {
    const place = placeFor(index, schemas, targets, file, around, gap);
    const at = place && { ...place, nearby };
    const items = at ? completers.flatMap(complete => [...complete(at)]) : [];
    if (at && items.length > 0) return items.map(item => withEdit(item, at.gap, toRange(part, gap.replace)));
  }
  return [];
}

/** Fills in what the client did not need for the list: the documentation. */
export function resolveCompletion(index: WorkspaceIndex, schemas: Schemas, item: CompletionItem): CompletionItem {
  const data = (item.data ?? {}) as Partial<DocsReference & ObjectReference>;
  const text = data.owner ? docsOf(schemas, data.owner, data.field) : describeObject(index, data);
  const documentation: MarkupContent | undefined = text ? { kind: MarkupKind.Markdown, value: text } : undefined;
  return documentation ? { ...item, documentation } : item;
}

/** Of a kind that the workspace defines, the text is whatever somebody wrote, and no Markdown. */
function docsOf(schemas: Schemas, owner: string, field: string | undefined): string | undefined {
  const docs = schemas.docs(owner, field);
  return docs !== undefined && isCustom(owner) ? plainText(docs) : docs;
}

function describeObject(
  index: WorkspaceIndex,
  { kind = '', name = '', uri, key, from = '' }: Partial<ObjectReference>,
): string | undefined {
  const found = index.objects.named(kind, name).filter(object => object.uri === uri);
  return key === undefined ? preview(index, found, from) : keyPreview(index, found, key, from);
}

function placeFor(
  index: WorkspaceIndex,
  schemas: Schemas,
  targets: Targets,
  file: YamlFile,
  { document, list, listed, manifestsIn }: Surroundings,
  gap: Gap,
): Omit<CompletionPlace, 'nearby'> | undefined {
  if (isTemplate(document) && document.root) return undefined;
  const filled = new YamlDocument(gap.text, { root: gap.root, problems: [] });
  const manifest = manifestsIn(filled, gap.root).findLast(({ root }) => holds(root, gap.node));
  const path = gap.path.slice(manifest ? depthOf(manifest.root) : 0);
  const patch = patchAt(index, manifest, listed());
  const schemaPath = manifest && schemaPathOf(schemas, patch, manifest, path);
  const found = schemaPath && placeAt(schemas, schemaPath.definition, schemaPath.path);
  const beginsList = gap.slot === 'key' && !gap.flow && !gap.needsDash && found?.schema.type === 'array';
  const place = beginsList && schemaPath ? placeAt(schemas, schemaPath.definition, [...schemaPath.path, 0]) : found;
  const here: Gap = beginsList
    ? { ...gap, path: [...path, 0], needsDash: true, slot: place?.schema.type === 'object' ? 'key' : 'value' }
    : { ...gap, path };
  const layout = layoutAt(document, here, /\.json$/.test(file.uri));
  return { gap: here, uri: file.uri, index, schemas, ...targets, manifest, place, layout, list, patch };
}

function holds(root: Node, node: Node): boolean {
  return [...around(node)].includes(root);
}

function depthOf(root: Node): number {
  return [...around(root)].length - 1;
}

/** Adds what the surroundings ask for. An editor filters by what stands in `range`, so by the quote too. */
function withEdit(item: CompletionItem, { needsDash, needsComma, quote }: Gap, range: Range): CompletionItem {
  const { insertText = item.label, filterText = item.label, ...rest } = item;
  const newText = `${needsDash ? '- ' : ''}${insertText}${needsComma ? ',' : ''}`;
  return { ...rest, filterText: `${quote}${filterText}${quote}`, textEdit: { range, newText } };
}
