/** Fixes for references that lead nowhere: another name, a new object, a new key, or that nothing need be there. */
import { encodeBase64 } from '../model/configData.js';
import type { Manifest } from '../model/manifest.js';
import type { Reference } from '../model/objects.js';
import type { WrittenReference } from '../model/references.js';
import { isSlipOf } from '../model/slip.js';
import { nearest } from '../schema/nearest.js';
import { type Edit, newlineOf, replace, scalarText, setValue } from '../syntax/edit.js';
import { fillEntry, insertEntries, isJsonLike, type NewMap } from '../syntax/insert.js';
import { appendText } from '../syntax/items.js';
import { entry, get, isNull, items, type Node, text } from '../syntax/node.js';
import { isSharedMap } from '../syntax/sharedText.js';
import type { KnownObject } from '../workspace/objects.js';
import { appendObject, linesOf } from './newObject.js';
import { folderOf, manifestOf, titleOf } from './references.js';
import type { Fix, RuleContext } from './rule.js';
import { textLike } from './volumes.js';

/** The one of `names` that was meant. */
export function guessOf(written: string, names: readonly string[]): string | undefined {
  return names.find(name => isSlipOf(written, name)) ?? nearest(written, names);
}

export function changeWord(node: Node, value: string): Fix {
  return { title: `Change to ${value}`, edits: () => [replace(node, textLike(node, value))] };
}

/** `optional: true`, beside the name, where the field takes it. */
export function makeOptional({ document }: Manifest, { node, field }: WrittenReference): readonly Fix[] {
  const takesIt = /^(env|envFrom|volumes|projected)\.(configMap|secret)(KeyRef|Ref)?$/.test(field);
  const owner = node.parent?.kind === 'entry' ? node.parent.map : undefined;
  if (!takesIt || !owner || owner.alias) return [];
  const written = entry(owner, 'optional');
  if (written?.merged) return [];
  const edits = () => [
    written ? setValue(document, written, 'true') : insertEntries(document, owner, [{ key: 'optional', value: true }]),
  ];
  return [{ title: 'Set optional: true', edits }];
}

/** What can be written of the missing object; of other kinds nobody can know what they are to be. */
function newObject(
  { kind, name }: Reference,
  keys: readonly string[],
  namespace: string | undefined,
): NewMap | undefined {
  const data = Object.fromEntries(keys.map(key => [key, '']));
  const metadata: NewMap = { name, ...(namespace !== undefined && { namespace }) };
  const head = { apiVersion: 'v1', kind, metadata };
  if (kind === 'ConfigMap') return { ...head, data };
  if (kind === 'Secret') return { ...head, stringData: data };
  if (kind === 'ServiceAccount') return head;
  if (kind !== 'PersistentVolumeClaim') return undefined;
  return { ...head, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
}

/** Behind the document that asks for it, and in a file of its own. `all` are the references that mean the same object. */
export function createObject(
  manifest: Manifest,
  from: KnownObject,
  all: readonly WrittenReference[],
  { build }: RuleContext,
): readonly Fix[] {
  const [first] = all;
  if (!first) return [];
  const namespace = first.namespace ?? from.facts.namespace;
  const { document } = manifest;
  const isJson = isJsonLike(document, undefined);
  const keys = new Set(all.flatMap(own => own.keys).map(key => key.name));
  const object = newObject(first, isJson ? [...keys] : [...keys].map(scalarText), namespace);
  if (!object) return [];
  const here: Fix = {
    title: `Create ${titleOf(first)} in this file`,
    edits: () => [appendObject(document, object)],
  };
  if (build.isBuilt || isJson) return [here];
  const name = `${first.name}-${first.kind.toLowerCase()}.yaml`;
  const change = {
    uri: `${folderOf(manifest.uri)}/${encodeURIComponent(name)}`,
    text: [...linesOf(object), ''].join(newlineOf(document)),
  };
  return [here, { title: `Create ${titleOf(first)} in ${name}`, edits: () => [], elsewhere: () => [change] }];
}

/** Writes the key with an empty value into `object`. */
export function addKey(object: KnownObject, key: string): readonly Fix[] {
  const { facts, uri, document } = object;
  if (facts.origin === 'derived' || facts.data?.immutable !== false || facts.data.isEncrypted) return [];
  const elsewhere = () => {
    const manifest = manifestOf(object);
    const edit = manifest && (facts.generator ? addLiteral(manifest, object, key) : addEntry(manifest, key));
    return edit ? [{ uri, document, edits: [edit] }] : [];
  };
  return [{ title: `Add key ${key} to ${facts.kind} ${facts.name ?? ''}`, edits: () => [], elsewhere }];
}

/** Of a Secret, in base64 where its other values are. */
export function addEntry({ document, root, kind }: Manifest, key: string, content = ''): Edit | undefined {
  const fields = kind === 'Secret' ? ['stringData', 'data'] : ['data'];
  const name = fields.find(field => get(root, field)?.kind === 'map') ?? fields[0] ?? 'data';
  const field = entry(root, name);
  if (field?.merged || field?.value.alias) return undefined;
  // With an anchor, another map would get the key as well.
  if (field?.value.kind === 'map' && isSharedMap(document, field.value)) return undefined;
  const map = field?.value.kind === 'map' && field.value.entries.length > 0 ? field.value : undefined;
  // In JSON it gets its quotes anyway.
  const written = isJsonLike(document, map ?? root) ? key : scalarText(key);
  const value = kind === 'Secret' && name === 'data' ? encodeBase64(content) : content;
  const added = [{ key: written, value }];
  if (map) return insertEntries(document, map, added);
  if (!field) return insertEntries(document, root, [{ key: name, value: { [written]: value } }]);
  return isNull(field.value) || field.value.kind === 'map' ? fillEntry(document, field, added) : undefined;
}

function addLiteral({ document, root }: Manifest, { facts }: KnownObject, key: string): Edit | undefined {
  const lists = ['configMapGenerator', 'secretGenerator'].flatMap(field => items(get(root, field)));
  const generator = lists.find(node => node.span.start === facts.span.start);
  if (generator?.kind !== 'map' || generator.alias) return undefined;
  const literals = entry(generator, 'literals');
  if (!literals) return insertEntries(document, generator, [{ key: 'literals', value: [`${key}=`] }]);
  if (literals.merged || literals.value.alias || literals.value.kind !== 'seq') return undefined;
  const last = literals.value.items.at(-1);
  const isQuoted = last?.kind === 'scalar' && last.style === 'double' && text(last) !== undefined;
  return appendText(document, literals.value, isQuoted ? JSON.stringify(`${key}=`) : `${key}=`);
}
