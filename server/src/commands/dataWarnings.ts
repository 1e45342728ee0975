/**
 * What is worth saying of a ConfigMap or a Secret that kubectl makes without a word: names and sizes that the API server
 * refuses, types whose keys are missing, and text that comes out unreadable. No message shows a value.
 */
import { dns1123LabelErrors, dns1123SubdomainErrors, limits } from '../model/names.js';
import { secretTypes } from '../model/secretTypes.js';
import { type BlockObstacle, blockObstacles, isReadableAsBlock } from '../syntax/goYamlBlock.js';
import { type DataKind, type DataObject, decodeText, lastApplied, savedConfig } from './dataObject.js';

export interface DataWarning {
  readonly message: string;
  /** The value and the line in it (from 1) that the message speaks of, if it speaks of one. */
  readonly at?: { readonly key: string; readonly line: number };
  /** The form `readable` writes this value as a block. */
  readonly isAvoidable?: true;
}

/** What the API server will say of name and namespace. */
export function nameProblem(kind: DataKind, name: string, namespace: string | undefined): string | undefined {
  const wrongName = dns1123SubdomainErrors(name);
  if (wrongName.length > 0) return `${quote(name)} is not a valid name for a ${kind}: ${wrongName.join(', ')}`;
  const wrongNamespace = namespace ? dns1123LabelErrors(namespace) : [];
  if (wrongNamespace.length === 0) return undefined;
  return `${quote(namespace ?? '')} is not a valid name for a namespace: ${wrongNamespace.join(', ')}`;
}

/** The API server's limit; kubectl does not look at it. */
export function sizeProblem({ kind, values }: DataObject): string | undefined {
  const size = [...values.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  if (size <= limits.configMapBytes) return undefined;
  return `a ${kind} must hold no more than ${grouped(limits.configMapBytes)} bytes, its values have ${grouped(size)}`;
}

/** What the API server wants of a Secret of this type. */
export function typeProblem({ kind, type, values }: DataObject): string | undefined {
  if (kind !== 'Secret' || !type) return undefined;
  if (type === 'kubernetes.io/service-account-token') {
    return `a Secret of type ${type} must have the annotation kubernetes.io/service-account.name`;
  }
  const { keys = [], oneIsEnough } = secretTypes.get(type) ?? {};
  const missing = keys.filter(key => !values.has(key));
  if (missing.length > 0 && !(oneIsEnough && missing.length < keys.length)) {
    return `a Secret of type ${type} must have ${keys.join(oneIsEnough ? ' or ' : ' and ')}`;
  }
  if (type === 'kubernetes.io/ssh-auth' && values.get('ssh-privatekey')?.length === 0) {
    return `a Secret of type ${type} must have a value for ssh-privatekey`;
  }
  const wrong = keys.find(key => key.startsWith('.docker') && !isJsonObject(values.get(key)));
  return wrong && `a Secret of type ${type} must have a JSON object as ${wrong}`;
}

function isJsonObject(bytes: Uint8Array | undefined): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes ?? []).toString('utf8'));
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}

export function textWarnings({ kind, values }: DataObject): readonly DataWarning[] {
  return kind === 'ConfigMap' ? [...values].flatMap(quotedText) : [];
}

/** Names the line that keeps a text of several lines from being a readable block. */
function quotedText([key, bytes]: readonly [string, Uint8Array]): readonly DataWarning[] {
  const text = decodeText(bytes);
  if (!text?.includes('\n')) return [];
  const [first, ...others] = blockObstacles(text);
  if (!first) return [];
  const { line } = first;
  const more = others.length === 1 ? '; so has 1 more line' : `; so have ${grouped(others.length)} more lines`;
  const message = `${key} becomes one long quoted string because line ${line} ${nameObstacle(first)}`;
  return [
    {
      message: others.length === 0 ? message : message + more,
      at: { key, line },
      ...(isReadableAsBlock(text) && { isAvoidable: true }),
    },
  ];
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
export function applyWarnings(object: DataObject): readonly DataWarning[] {
  const applied = savedConfig({ ...object, namespace: object.namespace || 'default' }, {});
  const size = lastApplied.length + Buffer.byteLength(applied) + '"annotations":{},'.length;
  if (size <= limits.annotationsBytes) return [];
  return [
    {
      message: `kubectl apply would fail because its annotation would need ${grouped(size)} bytes and ${grouped(limits.annotationsBytes)} is the limit: use kubectl apply --server-side or kubectl create`,
    },
  ];
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
