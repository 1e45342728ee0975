/** Adding many keys at once to a map of an object, written as kubectl writes them, in the place that they have there. */
import {
  columnOf,
  contentEnd,
  type Edit,
  endOfLine,
  indentOf,
  newlineOf,
  ownEntries,
  startOf,
} from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { printGoYaml, type TextForm } from '../../syntax/goYaml.js';
import { fillWithLines } from '../../syntax/insert.js';
import { endOfEntry } from '../../syntax/lastLine.js';
import { entry as entryOf, isNull, type MapNode } from '../../syntax/node.js';

/** `undefined` where the map is written in braces, or elsewhere. */
export function addKeys(
  document: YamlDocument,
  root: MapNode,
  field: string,
  texts: ReadonlyMap<string, string>,
  form: TextForm,
): Edit | undefined {
  if (root.flow || root.alias) return undefined;
  const lines = printGoYaml(Object.fromEntries(texts), form).replace(/\n$/, '').split('\n');
  const newline = newlineOf(document);
  const below = (column: number) =>
    lines.map(line => newline + (line === '' ? '' : ' '.repeat(column) + line)).join('');
  const own = entryOf(root, field);
  if (!own) {
    const { at, column } = endOf(document, root);
    const head = `${newline}${' '.repeat(column)}${field}:`;
    return ended({ span: { start: at, end: at }, text: head + below(column + indentOf(document)) });
  }
  const { value } = own;
  if (own.merged || value.alias) return undefined;
  if (isNull(value)) return ended(fillWithLines(document, own, below));
  if (value.kind !== 'map') return undefined;
  if (value.flow) return value.entries.length === 0 ? ended(fillWithLines(document, own, below)) : undefined;
  const { at, column } = endOf(document, value);
  return ended({ span: { start: at, end: at }, text: below(column) });

  /** To kustomize the text of a block ends without a line break where its file does. */
  function ended({ span, text }: Edit): Edit {
    const isBlock = /^(?: |$)/.test(lines.at(-1) ?? '');
    return { span, text: isBlock && span.end === document.text.length ? text + newline : text };
  }
}

/** Where the next entry of a block map goes. */
function endOf(document: YamlDocument, map: MapNode): { readonly at: number; readonly column: number } {
  const own = ownEntries(map);
  const [first, last] = [own[0], own.at(-1)];
  const column = columnOf(document, first ? startOf(document, first) : map.span.start);
  const at = last ? endOfEntry(document, last, column) : endOfLine(document, contentEnd(document, map));
  return { at, column };
}
