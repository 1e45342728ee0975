/** Gives an entry another name and other contents, in the layout that its map has. Knows YAML alone. */
import {
  contentEnd,
  type Edit,
  indentOf,
  newlineOf,
  ownEntries,
  renameKey,
  startOf,
  startOfLine,
  startsLine,
} from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { blockLines, flowMap, isJsonLike, type NewMap } from '../../syntax/insert.js';
import type { Entry } from '../../syntax/node.js';

/** `undefined` where the map is empty: then there is no layout. */
export function replaceContent(
  document: YamlDocument,
  entry: Entry,
  key: string,
  content: NewMap,
): readonly Edit[] | undefined {
  const map = entry.value;
  const [first] = map.kind === 'map' ? ownEntries(map) : [];
  if (map.kind !== 'map' || !first) return undefined;
  const start = startOf(document, first);
  const end = map.flow ? (ownEntries(map).at(-1)?.span.end ?? start) : contentEnd(document, map);
  const texts = map.flow
    ? Object.entries(content).map(([name, value]) => flowMap(document, { [name]: value }, map).slice(2, -2))
    : Object.entries(content).flatMap(([name, value]) =>
        blockLines({ key: name, value }, ' '.repeat(indentOf(document))),
      );
  const lead = startsLine(document, start)
    ? newlineOf(document) + document.text.slice(startOfLine(document, start), start)
    : ' ';
  const text = texts
    .map(own => (isJsonLike(document, map) ? own : withBareOptions(own)))
    .join(map.flow ? `,${lead}` : lead);
  // The end of a block scalar is the start of the next line.
  const ending = document.text.slice(start, end).endsWith('\n') ? newlineOf(document) : '';
  return [renameKey(entry, key), { span: { start, end }, text: text + ending }];
}

/** `-q` needs no quotes. */
function withBareOptions(text: string): string {
  return text.replace(/(?<=[[ ])"(--?[A-Za-z][A-Za-z-]*)"(?=[\],])/g, '$1');
}
