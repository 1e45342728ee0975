/**
 * Makes the text of a ConfigMap from the contents of files, as `kubectl create configmap --from-file` prints it. Knows
 * what kubectl and the API server refuse; nothing of disks, editors or where the text goes.
 */
import { configMapKeyErrors, dns1123LabelErrors, dns1123SubdomainErrors, limits } from '../model/names.js';
import { type GoYamlMap, printGoYaml } from '../syntax/goYaml.js';
import { type BlockObstacle, blockObstacles } from '../syntax/goYamlBlock.js';

export interface ConfigMapFile {
  readonly key: string;
  readonly bytes: Uint8Array;
}

export interface ConfigMapRequest {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly files: readonly ConfigMapFile[];
}

export interface ConfigMapWarning {
  readonly message: string;
  /** The file and the line in it (from 1) that the message speaks of, if it speaks of one. */
  readonly at?: { readonly key: string; readonly line: number };
}

export type ConfigMapResult =
  | { readonly text: string; readonly warnings: readonly ConfigMapWarning[] }
  | { readonly error: string };

interface Content extends ConfigMapFile {
  /** Undefined if the bytes are not UTF-8. */
  readonly text: string | undefined;
}

/** `kubectl apply` keeps the object's JSON in this annotation. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

export function createConfigMap(request: ConfigMapRequest): ConfigMapResult {
  const contents = request.files.map(file => ({ ...file, text: decode(file.bytes) }));
  const error = nameError(request) ?? keyError(request.name, contents) ?? sizeError(contents);
  if (error !== undefined) return { error };
  const manifest = manifestOf(request, contents);
  return { text: printGoYaml(manifest), warnings: [...contents.flatMap(quotedText), ...applyWarning(manifest)] };
}

function nameError({ name, namespace }: ConfigMapRequest): string | undefined {
  const wrongName = dns1123SubdomainErrors(name);
  if (wrongName.length > 0) return `${quote(name)} is not a valid name for a ConfigMap: ${wrongName.join(', ')}`;
  const wrongNamespace = namespace ? dns1123LabelErrors(namespace) : [];
  if (wrongNamespace.length === 0) return undefined;
  return `${quote(namespace ?? '')} is not a valid name for a namespace: ${wrongNamespace.join(', ')}`;
}

/** The first key that kubectl refuses, in its words. */
function keyError(name: string, contents: readonly Content[]): string | undefined {
  const fields = new Map<string, string>();
  for (const { key, text } of contents) {
    const errors = configMapKeyErrors(key);
    if (errors.length > 0) return `${quote(key)} is not a valid key name for a ConfigMap: ${errors.join(',')}`;
    const field = fields.get(key);
    if (field) {
      return `cannot add key ${quote(key)}, another key by that name already exists in ${field} for ConfigMap ${quote(name)}`;
    }
    fields.set(key, text === undefined ? 'BinaryData' : 'Data');
  }
  return undefined;
}

/** The API server's limit; kubectl does not look at it. */
function sizeError(contents: readonly Content[]): string | undefined {
  const size = contents.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size <= limits.configMapBytes) return undefined;
  return `a ConfigMap must hold no more than ${grouped(limits.configMapBytes)} bytes, these files have ${grouped(size)}`;
}

/** The text if the bytes are UTF-8. A byte order mark stays in it. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function manifestOf({ name, namespace }: ConfigMapRequest, contents: readonly Content[]): GoYamlMap {
  const data = contents.flatMap(({ key, text }) => (text === undefined ? [] : [[key, text] as const]));
  const binaryData = contents.flatMap(({ key, text, bytes }) =>
    text === undefined ? [[key, Buffer.from(bytes).toString('base64')] as const] : [],
  );
  return {
    apiVersion: 'v1',
    ...(binaryData.length > 0 && { binaryData: Object.fromEntries(binaryData) }),
    ...(data.length > 0 && { data: Object.fromEntries(data) }),
    kind: 'ConfigMap',
    metadata: { name, ...(namespace && { namespace }) },
  };
}

/** Names the line that keeps a text of several lines from being a readable block. */
function quotedText({ key, text }: Content): readonly ConfigMapWarning[] {
  if (!text?.includes('\n')) return [];
  const [first, ...others] = blockObstacles(text);
  if (!first) return [];
  const { line } = first;
  const more = others.length === 1 ? '; so has 1 more line' : `; so have ${grouped(others.length)} more lines`;
  const message = `${key} becomes one long quoted string because line ${line} ${nameObstacle(first)}`;
  return [{ message: others.length === 0 ? message : message + more, at: { key, line } }];
}

function nameObstacle({ character }: BlockObstacle): string {
  if (character === ' ') return 'has a blank at its end';
  if (character === '\t') return 'has a tab';
  if (character === '\r') return 'has a carriage return (Windows line ending)';
  if (character === '\ufeff') return 'has a byte order mark';
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `has the character U+${code}`;
}

/** Client-side `kubectl apply` puts all of the object, as JSON, into an annotation, and annotations have a limit. */
function applyWarning(manifest: GoYamlMap): readonly ConfigMapWarning[] {
  const size = lastApplied.length + Buffer.byteLength(appliedJson(manifest));
  if (size <= limits.annotationsBytes) return [];
  return [
    {
      message: `kubectl apply would fail because its annotation would need ${grouped(size)} bytes and ${grouped(limits.annotationsBytes)} is the limit: use kubectl apply --server-side or kubectl create`,
    },
  ];
}

/** As Go writes it, which escapes a few characters more than JavaScript. */
function appliedJson(manifest: GoYamlMap): string {
  const metadata = { annotations: {}, namespace: 'default', ...Object(manifest['metadata']) };
  return `${JSON.stringify({ ...manifest, metadata }).replace(/[<>&\u2028\u2029]/g, '\\u0000')}\n`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
