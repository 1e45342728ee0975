/** From a place in the text to what may be typed there. Works on broken text, in block and flow style and in JSON. */
import {
  type CompletionItem,
  type MarkupContent,
  MarkupKind,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import { manifestsIn } from '../../model/manifest.js';
import { isTemplate } from '../../model/templates.js';
import { kindOf, placeAt, type Schemas } from '../../schema/schemas.js';
import type { Part, YamlFile } from '../../syntax/file.js';
import { type Gap, gapsAt } from '../../syntax/locate.js';
import type { Node } from '../../syntax/node.js';
import { placeOf, toRange } from '../range.js';
import type { Completer, CompletionPlace, DocsReference } from './completer.js';
import { head } from './head.js';
import { keys } from './keys.js';
import { layoutAt } from './layout.js';
import { skeletons } from './skeletons.js';
import { values } from './values.js';

/** The table of completers; their items are shown together. */
const completers: readonly Completer[] = [head, skeletons, keys, values];

export function completion(
  schemas: Schemas,
  kubernetesVersion: string,
  file: YamlFile,
  position: Position,
): CompletionItem[] {
  const { part, offset } = placeOf(file, position);
  for (const gap of gapsAt(part.document.text, offset)) {
    const at = placeFor(schemas, kubernetesVersion, file, part, gap);
    const items = at ? completers.flatMap(complete => [...complete(at)]) : [];
    if (at && items.length > 0) return items.map(item => withEdit(item, at.gap, toRange(part, gap.replace)));
  }
  return [];
}

/** Fills in what the client did not need for the list: the documentation. */
export function resolveCompletion(schemas: Schemas, item: CompletionItem): CompletionItem {
  const { owner, field } = (item.data ?? {}) as Partial<DocsReference>;
  const text = owner ? schemas.docs(owner, field) : undefined;
  const documentation: MarkupContent | undefined = text ? { kind: MarkupKind.Markdown, value: text } : undefined;
  return documentation ? { ...item, documentation } : item;
}

function placeFor(
  schemas: Schemas,
  kubernetesVersion: string,
  file: YamlFile,
  { document }: Part,
  gap: Gap,
): CompletionPlace | undefined {
  if (isTemplate(document) && document.root) return undefined;
  const manifest = manifestsIn(file.uri, document, gap.root).findLast(({ root }) => holds(root, gap.node));
  const definition = manifest && kindOf(schemas, manifest.apiVersion, manifest.kind)?.definition;
  const path = gap.path.slice(manifest ? depthOf(manifest.root) : 0);
  const found = definition === undefined ? undefined : placeAt(schemas, definition, path);
  const beginsList = gap.slot === 'key' && !gap.flow && !gap.needsDash && found?.schema.type === 'array';
  const here: Gap = beginsList ? { ...gap, path: [...path, 0], needsDash: true } : { ...gap, path };
  const place = beginsList && definition !== undefined ? placeAt(schemas, definition, here.path) : found;
  const layout = layoutAt(document, here, /\.json$/.test(file.uri));
  return { gap: here, uri: file.uri, schemas, kubernetesVersion, manifest, place, layout };
}

function holds(root: Node, node: Node): boolean {
  for (let at: Node | undefined = node; at; at = parentOf(at)) if (at === root) return true;
  return false;
}

function depthOf(root: Node): number {
  let depth = 0;
  for (let at = parentOf(root); at; at = parentOf(at)) depth++;
  return depth;
}

function parentOf({ parent }: Node): Node | undefined {
  return parent?.kind === 'entry' ? parent.map : parent;
}

/** Adds what the surroundings ask for. An editor filters by what stands in `range`, so by the quote too. */
function withEdit(item: CompletionItem, { needsDash, needsComma, quote }: Gap, range: Range): CompletionItem {
  const { insertText = item.label, filterText = item.label, ...rest } = item;
  const newText = `${needsDash ? '- ' : ''}${insertText}${needsComma ? ',' : ''}`;
  return { ...rest, filterText: `${quote}${filterText}${quote}`, textEdit: { range, newText } };
}
