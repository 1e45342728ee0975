/** Adding items to a list that may not be there yet. */
import { type Edit, type Source, scalarText, setValue } from './edit.js';
import { flowMap, insertEntries, isJsonLike, type NewMap } from './insert.js';
import { appendItems, appendText } from './items.js';
import { entry, isNull, type MapNode, type SeqNode } from './node.js';

/** `undefined` where the list is written elsewhere, or is none. */
export function addItems(
  source: Source,
  map: MapNode,
  key: string,
  added: readonly NewMap[],
): readonly Edit[] | undefined {
  return add(
    source,
    map,
    key,
    added,
    item => flowMap(source, item, map),
    list => appendItems(source, list, added),
  );
}

/** The same for words. */
export function addWord(source: Source, map: MapNode, key: string, word: string): readonly Edit[] | undefined {
  const written = isJsonLike(source, map) ? JSON.stringify(word) : scalarText(word);
  return add(
    source,
    map,
    key,
    [word],
    () => written,
    list => appendText(source, list, written),
  );
}

function add<Item extends NewMap | string>(
  source: Source,
  map: MapNode,
  key: string,
  added: readonly Item[],
  textOf: (item: Item) => string,
  append: (list: SeqNode) => Edit,
): readonly Edit[] | undefined {
  const list = entry(map, key);
  if (map.alias) return undefined;
  if (!list) return [insertEntries(source, map, [{ key, value: added }])];
  if (list.merged || list.value.alias) return undefined;
  const { value } = list;
  const isEmpty = isNull(value) || (value.kind === 'seq' && value.items.length === 0);
  if (isEmpty) return [setValue(source, list, `[${added.map(textOf).join(', ')}]`)];
  return value.kind === 'seq' ? [append(value)] : undefined;
}
