/** Adding a key that an object does not have, with any content. */
import { encodeBase64 } from '../../model/configData.js';
import type { Manifest } from '../../model/manifest.js';
import type { ValueTarget } from '../../protocol.js';
import { apply, type Edit, scalarText } from '../../syntax/edit.js';
import { YamlDocument } from '../../syntax/file.js';
import { fillEntry, insertEntries, isJsonLike } from '../../syntax/insert.js';
import { entry as entryOf, get, isNull, type MapNode, type Node, pathOf } from '../../syntax/node.js';
import { rewriteScalar } from '../../syntax/rewriteScalar.js';
import { isSharedMap } from '../../syntax/sharedText.js';
import { isEncoded } from './valueTarget.js';

/** Replaced at once, in the quotes that it gets. */
const placeholder = 'text';

/** `undefined` where the field is no map of its own. */
export function insertedValue(manifest: Manifest, target: ValueTarget, content: Uint8Array): Edit | undefined {
  const { document, root } = manifest;
  const { field, key } = target;
  const place = insertion(document, root, field, key);
  if (!place) return undefined;
  const withKey = new YamlDocument(apply(document.text, [place]));
  const added = entryOf(get(withKey.root, ...pathOf(root), field) as Node | undefined, key);
  const text = isEncoded(target) ? encodeBase64(content) : Buffer.from(content).toString();
  if (!added || withKey.problems.length > document.problems.length) return undefined;
  const filled = rewriteScalar(withKey, added, text);
  return filled && between(document.text, apply(withKey.text, [filled]), place.span.start);
}

/** The key with some text, in the style of its surroundings. */
function insertion(document: YamlDocument, root: MapNode, field: string, key: string): Edit | undefined {
  const name = root.flow && isJsonLike(document, root) ? key : scalarText(key);
  const empty = [{ key: name, value: placeholder }];
  const own = entryOf(root, field);
  if (!own) return insertEntries(document, root, [{ key: field, value: { [name]: placeholder } }]);
  if (own.merged || own.value.alias) return undefined;
  if (isNull(own.value)) return fillEntry(document, own, empty);
  // What is added to a map with an anchor is added wherever its aliases are.
  if (own.value.kind !== 'map' || isSharedMap(document, own.value)) return undefined;
  return own.value.entries.length === 0 ? fillEntry(document, own, empty) : insertEntries(document, own.value, empty);
}

/** One edit that makes `after` of `before`; up to `from` they are the same. */
function between(before: string, after: string, from: number): Edit {
  const most = Math.min(before.length, after.length) - from;
  let tail = 0;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { span: { start: from, end: before.length - tail }, text: after.slice(from, after.length - tail) };
}
