/** What is to be created, as far as it was answered. */
import type * as vscode from 'vscode';
import type { CreateObjectParams, CreateSource, ObjectName } from '../../../../server/src/protocol.js';

export type SecretType = 'generic' | 'tls' | 'docker-registry' | 'basic-auth' | 'ssh-auth';

export interface Source {
  readonly source: CreateSource;
  /** For people; never a value. */
  readonly label: string;
  readonly description: string;
  readonly uri?: vscode.Uri;
}

export type Place =
  | { readonly to: 'file'; readonly uri: vscode.Uri }
  | { readonly to: 'editor' }
  | { readonly to: 'end'; readonly uri: vscode.Uri }
  | { readonly to: 'cursor'; readonly uri: vscode.Uri; readonly position: vscode.Position }
  | { readonly to: 'object'; readonly uri: vscode.Uri; readonly object: ObjectName }
  | { readonly to: 'generator'; readonly uri: vscode.Uri };

export interface Draft {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly type: SecretType;
  /** Of what was selected before the first question. */
  readonly given: readonly vscode.Uri[];
  readonly sources: readonly Source[];
  readonly registry?: 'account' | 'file';
  readonly name?: string;
  readonly namespace: string;
  readonly hash: boolean;
  readonly place?: Place;
  /** Keys whose values are replaced where they stand already. */
  readonly replace: readonly string[];
  readonly form: 'kubectl' | 'readable';
  readonly lineEnds: 'kept' | 'trimmed';
}

const types: Readonly<Record<SecretType, string | undefined>> = {
  generic: undefined,
  tls: 'kubernetes.io/tls',
  'docker-registry': 'kubernetes.io/dockerconfigjson',
  'basic-auth': 'kubernetes.io/basic-auth',
  'ssh-auth': 'kubernetes.io/ssh-auth',
};

export function paramsOf(draft: Draft): CreateObjectParams {
  const { kind, name = proposedName(draft), namespace, hash, form, lineEnds } = draft;
  const type = kind === 'Secret' ? types[draft.type] : undefined;
  return {
    kind,
    name,
    ...(namespace !== '' && { namespace }),
    ...(type !== undefined && { type }),
    sources: draft.sources.map(({ source }) => source),
    nameSuffix: hash ? 'hash' : 'none',
    form,
    lineEnds,
  };
}

/** `nginx.conf` proposes `nginx-conf`, several files the name of their folder. */
export function proposedName({ kind, type, sources }: Draft): string {
  const uris = sources.flatMap(({ uri }) => uri ?? []);
  const [first] = uris;
  const rest = kind === 'Secret' ? (type === 'generic' ? 'secret' : type) : 'config';
  if (!first) return rest;
  const isOne = uris.length === 1 && type === 'generic';
  const word = isOne ? nameOf(first) : `${nameOf(first.with({ path: parentPath(first) }))}-${rest}`;
  const slug = word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
  return slug.replace(/-+$/, '') || rest;
}

export function nameOf({ path }: vscode.Uri): string {
  return path.split('/').findLast(Boolean) ?? '';
}

function parentPath({ path }: vscode.Uri): string {
  return path.replace(/\/+$/, '').split('/').slice(0, -1).join('/') || '/';
}

/** Why `key` cannot be one of the keys, in kubectl's words; the question is sent without any value. */
export function questionAboutKey(draft: Draft, key: string): CreateObjectParams {
  const keys = draft.sources.flatMap(({ source }) => {
    if (source.from === 'file' || source.from === 'literal') return source.key;
    return source.from === 'folder' ? source.files.map(({ name }) => name) : [];
  });
  const sources = [...keys, key].map(own => ({ from: 'literal', key: own, value: '' }) as const);
  return { kind: draft.kind, name: proposedName(draft), sources };
}
