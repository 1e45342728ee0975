/** What a ConfigMap or a Secret holds: its keys, and the bytes that the API server will read as their values. */
import { type Entry, entries, entry, get, keyOf, type Path, text } from '../syntax/node.js';
import type { Manifest } from './manifest.js';

export type DataField = 'data' | 'binaryData' | 'stringData';

export interface DataEntry {
  readonly field: DataField;
  readonly key: string;
  readonly entry: Entry;
  /** The value is written in base64. */
  readonly isEncoded: boolean;
}

const fieldsOf: Readonly<Record<string, readonly DataField[]>> = {
  ConfigMap: ['data', 'binaryData'],
  Secret: ['data', 'stringData'],
};

export function isConfigMap({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'v1' && kind === 'ConfigMap';
}

export function isSecret({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

/** Whether `path` leads to a value of a Secret, or of one in a list: no message and no hover may say it. */
export function isSecretValue({ kind }: Pick<Manifest, 'kind'>, path: Path): boolean {
  const field = kind === 'SecretList' && path[0] === 'items' ? path[2] : kind === 'Secret' ? path[0] : undefined;
  return field === 'data' || field === 'stringData';
}

export function holdsData(manifest: Manifest): boolean {
  return isConfigMap(manifest) || isSecret(manifest);
}

export function dataOf(manifest: Manifest): readonly DataEntry[] {
  if (!holdsData(manifest)) return [];
  return (fieldsOf[manifest.kind] ?? []).flatMap(field =>
    entries(get(manifest.root, field)).map(own => ({
      field,
      key: keyOf(own),
      entry: own,
      isEncoded: field === 'binaryData' || (field === 'data' && isSecret(manifest)),
    })),
  );
}

/** The first of the fields with keys, which stands for all of them. */
export function dataFieldOf(manifest: Manifest): Entry | undefined {
  const fields = (fieldsOf[manifest.kind] ?? []).flatMap(field => entry(manifest.root, field) ?? []);
  return fields.find(({ value }) => entries(value).length > 0) ?? fields[0];
}

/** The bytes of the value; `undefined` where it is no string, or no base64. */
export function bytesOf({ entry: { value }, isEncoded }: DataEntry): Uint8Array | undefined {
  const written = text(value);
  if (written === undefined) return undefined;
  return isEncoded ? decodeBase64(written) : Buffer.from(written);
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** As Go reads it: line breaks count for nothing, any other sign that is not of the alphabet is an error. */
export function decodeBase64(written: string): Uint8Array | undefined {
  const characters = written.replace(/[\r\n]/g, '');
  return base64.test(characters) ? Buffer.from(characters, 'base64') : undefined;
}

export function encodeBase64(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

/** `bytes` if they are readable text: UTF-8 without control characters. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[^\P{Cc}\t\n\r]/u.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}
