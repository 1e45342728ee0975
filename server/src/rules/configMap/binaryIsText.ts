import { bytesOf, type DataEntry, dataOf, isConfigMap, textOf } from '../../model/configData.js';
import { type Edit, renameKey, replace, scalarText } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { insertBefore, insertEntries } from '../../syntax/insert.js';
import { entries, entry as entryOf, type MapNode } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { type Fix, finding, rule } from '../rule.js';

export const binaryIsText = rule({
  code: 'config-map/binary-is-text',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'text that hides in base64 below binaryData',
    why: 'Pods get the same file either way, but below `data` people can read it, and see in a diff what changed.',
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      binaryData:
        color: Ymx1ZQ==
             # ^^^^^^^^ warning config-map/binary-is-text: color is text: it can be read below data`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue`,
  },
  *each(manifest) {
    if (!isConfigMap(manifest)) return;
    const all = dataOf(manifest);
    const taken = new Set(all.flatMap(({ field, key }) => (field === 'data' ? key : [])));
    for (const own of all) if (own.field === 'binaryData') yield { own, taken };
  },
  *check({ own, taken }, { document, root }) {
    const bytes = bytesOf(own);
    const content = bytes && bytes.length > 0 ? textOf(bytes) : undefined;
    if (content === undefined) return;
    const { key, entry } = own;
    const fixes = taken.has(key) ? [] : toText(document, root, own, content);
    yield finding(entry.value, `${key} is text: it can be read below data`, ...fixes);
  },
});

function toText(document: YamlDocument, root: MapNode, { key, entry }: DataEntry, content: string): readonly Fix[] {
  const binary = entryOf(root, 'binaryData');
  const data = entryOf(root, 'data');
  if (!binary || entry.merged || binary.merged || entry.map.alias) return [];
  const isOnly = entry.map.entries.length === 1;
  const doomed = isOnly ? binary : entry;
  const title = `Move ${key} to data`;
  if (!data && isOnly) {
    const isJson = entry.key.style === 'double';
    const text = isJson ? JSON.stringify(content) : scalarText(content);
    return [{ title, edits: () => [renameKey(binary, 'data'), replace(entry.value, text)] }];
  }
  const added = { key, value: content };
  const edits = (): readonly Edit[] => {
    if (!data) {
      return [
        insertBefore(document, binary, [{ key: 'data', value: { [key]: content } }]),
        ...removeEntry(document, doomed),
      ];
    }
    const { value } = data;
    return value.kind === 'map' ? [insertEntries(document, value, [added]), ...removeEntry(document, doomed)] : [];
  };
  const hasPlace = !data || (entries(data.value).length > 0 && !data.merged && !data.value.alias);
  return hasPlace ? [{ title, edits }] : [];
}
