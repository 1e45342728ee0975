/** Where a value can go: into a ConfigMap or Secret that is beside, or into a new one in the same file. */
import type { Manifest } from '../model/manifest.js';
import { configMapKeyErrors, dns1123SubdomainErrors } from '../model/names.js';
import { commentsOf } from '../syntax/comments.js';
import { type Edit, scalarText } from '../syntax/edit.js';
import type { YamlDocument } from '../syntax/file.js';
import { insertEntries, isJsonLike } from '../syntax/insert.js';
import { entry, type MapNode } from '../syntax/node.js';
import { removeEntry } from '../syntax/remove.js';
import type { KnownObject } from '../workspace/objects.js';
import { appendObject } from './newObject.js';
import { addEntry } from './referenceFixes.js';
import { isBeside, manifestOf, titleOf } from './references.js';
import type { ChangeElsewhere, RuleContext } from './rule.js';

/** One of the two. */
export interface Deposit {
  readonly here?: () => Edit;
  readonly elsewhere?: () => ChangeElsewhere | undefined;
  /** For a title: who else gets a variable by it. Empty, where it is nobody. */
  readonly alsoFor: string;
}

/** The changes that put the value there; `undefined` where its object cannot be changed as it is written. */
export function deposited({
  here,
  elsewhere,
}: Deposit): { readonly here: readonly Edit[]; readonly elsewhere: readonly ChangeElsewhere[] } | undefined {
  const change = elsewhere?.();
  if (elsewhere && !change) return undefined;
  return { here: here ? [here()] : [], elsewhere: change ? [change] : [] };
}

export type DataKind = 'ConfigMap' | 'Secret';

/** Variables of such names hold what is to be kept secret. */
export const sensitiveName = /(secret|passw(or)?d|passwd|token|api_?key|private_?key|access_?key|credential)s?$/i;

type World = Pick<RuleContext, 'objects' | 'isPatch' | 'build'>;

/** For an object called as `manifest` is. `undefined` where nobody can say that there is none, or that it is free. */
export function depositFor(
  manifest: Manifest,
  key: string,
  value: string,
  world: World,
  kind: DataKind = 'Secret',
): Deposit | undefined {
  const { objects, isPatch } = world;
  const { name, namespace, document } = manifest;
  const from = objects.of(manifest);
  if (!from?.facts.name || name === undefined || isPatch || !objects.isComplete) return undefined;
  if (dns1123SubdomainErrors(name).length > 0 || configMapKeyErrors(key).length > 0) return undefined;
  const [twin, ...others] = objects.named(kind, name);
  if (twin) return others.length === 0 ? depositIn(manifest, twin, key, value, world) : undefined;
  const written = isJsonLike(document, undefined) ? key : scalarText(key);
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  const field = kind === 'Secret' ? 'stringData' : 'data';
  const object = { apiVersion: 'v1', kind, metadata, [field]: { [written]: value } };
  return { here: () => appendObject(document, object), alsoFor: '' };
}

/** In an object that is there. */
export function depositIn(
  manifest: Manifest,
  object: KnownObject,
  key: string,
  value: string,
  world: World,
): Deposit | undefined {
  const from = world.objects.of(manifest);
  const { uri, document, facts } = object;
  if (!from || world.isPatch || !isBeside(from, object, world)) return undefined;
  const isFree = facts.origin === 'written' && facts.data?.immutable === false && document !== from.document;
  // In clear text, a value would be readable, and SOPS would refuse the whole object.
  if (facts.data?.isEncrypted) return undefined;
  const isSame = facts.namespace === from.facts.namespace;
  if (!isFree || !isSame || facts.data?.keys.some(({ name }) => name === key)) return undefined;
  const elsewhere = () => {
    const holder = manifestOf(object);
    const edit = holder && addEntry(holder, key, value);
    return edit && { uri, document, edits: [edit] };
  };
  return { elsewhere, alsoFor: alsoFor(from, object, world) };
}

/** Others that make variables of all keys of the object: with a new key they get a new one. */
function alsoFor(from: KnownObject, object: KnownObject, { objects }: World): string {
  const users = objects
    .referencesTo(object)
    .filter(({ reference }) => reference.field.startsWith('envFrom.'))
    .map(user => titleOf({ kind: user.from.facts.kind, name: user.from.facts.name ?? '' }))
    .filter(user => user !== titleOf({ kind: from.facts.kind, name: from.facts.name ?? '' }));
  const [first, ...others] = new Set(users);
  if (first === undefined) return '';
  const who = others.length === 0 ? first : `${others.length + 1} other workloads`;
  return `, which gives ${who} the variable, too`;
}

/** Makes a variable get its value from a key. `undefined` where the variable is not written in one piece. */
export function readFromKey(
  document: YamlDocument,
  variable: MapNode,
  kind: DataKind,
  name: string,
  key: string,
): readonly Edit[] | undefined {
  const field = entry(variable, 'value');
  const above = entry(variable, 'name');
  if (!field || !above || above.merged || field.merged || variable.alias || entry(variable, 'valueFrom'))
    return undefined;
  const ref = kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef';
  const value = { [ref]: { name, key } };
  const comments = commentsOf(document, field);
  const added = insertEntries(document, variable, [{ key: 'valueFrom', value }], above);
  const text = added.text.replace('valueFrom:', written => [written, ...comments].join(' '));
  return [{ ...added, text }, ...removeEntry(document, field)];
}
