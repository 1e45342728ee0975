/** What stands under a key of a ConfigMap or Secret, wherever it is written: in the object, or in a generator. */
import { decodeBase64 } from '../model/configData.js';
import type { KeyFacts } from '../model/objects.js';
import { YamlDocument } from '../syntax/file.js';
import { contains, nodesAt } from '../syntax/locate.js';
import { entries, get, type Node, text } from '../syntax/node.js';
import type { KnownObject } from '../workspace/objects.js';

export interface DataValue {
  /** `undefined` where nobody here can know it, or may show it: of Secrets, and of bytes. */
  readonly text: string | undefined;
  /** What can be said instead: `12 bytes`, `file app.conf`. */
  readonly note: string | undefined;
}

/** More is not read only to show a few lines of it: a hover must not make anybody wait. */
const longestToRead = 256 * 1024;
const mostKeysToRead = 1000;
const unknown: DataValue = { text: undefined, note: undefined };

/** Reads `object` once, for any number of its keys. The tree is not kept. */
export function valuesOf({ document, facts }: KnownObject): (key: KeyFacts) => DataValue {
  const isLong = document.text.length > longestToRead || (facts.data?.keys.length ?? 0) > mostKeysToRead;
  if (isLong || facts.origin === 'derived') return () => unknown;
  const { root } = new YamlDocument(document.text);
  const isSecret = facts.kind === 'Secret';
  const isEncrypted = get(root, 'sops')?.kind === 'map';
  return key => {
    if (key.field === 'envs') return { text: undefined, note: 'in an env file' };
    const value = key.field === 'files' || key.field === 'literals' ? itemAt(root, key) : valueAt(root, key);
    if (value === undefined) return unknown;
    if (key.field === 'files') return { text: undefined, note: `file ${value}` };
    const isEncoded = key.field === 'binaryData' || (key.field === 'data' && isSecret);
    if (!isSecret && !isEncoded) return { text: value, note: undefined };
    return {
      text: undefined,
      note: isEncrypted ? 'encrypted' : bytes(isEncoded ? decodeBase64(value) : Buffer.from(value)),
    };
  };
}

/** The type of a Secret, unless it is the usual one. */
export function secretTypeOf({ document, facts: { kind, span } }: KnownObject): string | undefined {
  if (kind !== 'Secret' || document.text.length > longestToRead) return undefined;
  const { root } = new YamlDocument(document.text);
  const object = nodesAt(root, span.start).findLast(node => node.kind === 'map' && node.span.start === span.start);
  const type = text(get(object, 'type'));
  return type === 'Opaque' ? undefined : type;
}

function valueAt(root: Node | undefined, { at }: KeyFacts): string | undefined {
  const map = nodesAt(root, at.start).findLast(node => node.kind === 'map');
  const found = entries(map).findLast(({ key, merged }) => !merged && contains(key.span, at.start));
  return found?.value.kind === 'scalar' ? (text(found.value) ?? found.value.text) : undefined;
}

/** `key=value`, or the path alone. */
function itemAt(root: Node | undefined, { at }: KeyFacts): string | undefined {
  const item = nodesAt(root, at.start).at(-1);
  return item?.kind === 'scalar' ? item.text.slice(item.text.indexOf('=') + 1) : undefined;
}

function bytes(content: Uint8Array | undefined): string | undefined {
  if (!content) return undefined;
  return content.length === 1 ? '1 byte' : `${content.length} bytes`;
}
