/** Where a value that is to be kept secret can go: into a Secret that is beside, or into a new one in the same file. */
import type { Manifest } from '../model/manifest.js';
import { configMapKeyErrors, dns1123SubdomainErrors } from '../model/names.js';
import { type Edit, scalarText } from '../syntax/edit.js';
import { isJsonLike } from '../syntax/insert.js';
import type { KnownObject } from '../workspace/objects.js';
import { appendObject } from './newObject.js';
import { addEntry } from './referenceFixes.js';
import { isBeside, manifestOf } from './references.js';
import type { ChangeElsewhere, RuleContext } from './rule.js';

/** One of the two. */
export interface Deposit {
  readonly here?: () => Edit;
  readonly elsewhere?: () => ChangeElsewhere | undefined;
}

/** For a Secret called as `manifest` is. `undefined` where nobody can say that there is none, or that it is free. */
export function depositFor(manifest: Manifest, key: string, value: string, context: RuleContext): Deposit | undefined {
  const { objects, isPatch } = context;
  const { name, namespace, document } = manifest;
  const from = objects.of(manifest);
  if (!from?.facts.name || name === undefined || isPatch || !objects.isComplete) return undefined;
  if (dns1123SubdomainErrors(name).length > 0 || configMapKeyErrors(key).length > 0) return undefined;
  const [twin, ...others] = objects.named('Secret', name);
  if (twin) return others.length === 0 && isBeside(from, twin, context) ? added(from, twin, key, value) : undefined;
  const written = isJsonLike(document, undefined) ? key : scalarText(key);
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { [written]: value } };
  return { here: () => appendObject(document, secret) };
}

function added(from: KnownObject, twin: KnownObject, key: string, value: string): Deposit | undefined {
  const { uri, document, facts } = twin;
  const isFree = facts.origin === 'written' && facts.data?.immutable === false && document !== from.document;
  const isSame = facts.namespace === from.facts.namespace;
  if (!isFree || !isSame || facts.data?.keys.some(({ name }) => name === key)) return undefined;
  const elsewhere = () => {
    const manifest = manifestOf(twin);
    const edit = manifest && addEntry(manifest, key, value);
    return edit && { uri, document, edits: [edit] };
  };
  return { elsewhere };
}
