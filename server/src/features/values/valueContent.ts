/** From what is written under a key to the bytes that a program finds in its file, and back. */
import { createHash } from 'node:crypto';
import { type DataEntry, decodeBase64, encodeBase64 } from '../../model/configData.js';
import type { YamlDocument } from '../../syntax/file.js';
import type { ScalarNode } from '../../syntax/node.js';

export interface Unreadable {
  readonly refusal: string;
}

export function contentOf(document: YamlDocument, data: DataEntry): Uint8Array | Unreadable {
  const { entry, key, isEncoded } = data;
  const { value } = entry;
  if (value.kind !== 'scalar') return { refusal: `the value of ${key} is a ${words[value.kind]}, and must be a text` };
  const tag = tagOf(document, data);
  if (tag !== undefined) return { refusal: `the value of ${key} has the tag ${tag}, which Kubewright does not read` };
  // What is no string, the API server refuses; to see it and to put it right, its characters will do.
  const written = value.value === null ? '' : typeof value.value === 'string' ? value.value : value.text;
  if (!isEncoded) return Buffer.from(written);
  return decodeBase64(written) ?? { refusal: `the value of ${key} must be base64, and is not` };
}

const words = { map: 'map', seq: 'list' } as const;

/** A tag before the value that makes something else of it than a string. */
function tagOf({ text }: YamlDocument, { entry: { key, value } }: DataEntry): string | undefined {
  if (value.alias) return undefined;
  const properties = /^["']?\s*:\s*((?:[&!]\S*\s*)+)/.exec(text.slice(key.span.end, value.span.start))?.[1] ?? '';
  return properties.split(/\s+/).find(word => word.startsWith('!') && word !== '!!str' && word !== '!');
}

/** Tells one content from another, and does not tell the content. */
export function fingerprintOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('base64');
}

/** The base64 of `content`, in lines as long as those in `old`. */
export function encodedLike({ text }: ScalarNode, content: Uint8Array): string {
  const encoded = encodeBase64(content);
  const [first = '', ...others] = text.split('\n');
  const width = others.some(line => line !== '') ? first.trimEnd().length : encoded.length;
  const lines = width > 0 ? (encoded.match(new RegExp(`.{1,${width}}`, 'g')) ?? []) : [encoded];
  return lines.join('\n') + (text.endsWith('\n') && encoded !== '' ? '\n' : '');
}

/** UTF-8, and nothing that would make an editor take it for something else than text. */
export function isText(content: Uint8Array): boolean {
  return isUtf8(content) && !content.includes(0);
}

export function isUtf8(content: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}
