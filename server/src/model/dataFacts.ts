/** Which keys a ConfigMap or a Secret has: written in it, or made by a generator of kustomize. */
import { type Entry, entries, get, isNull, items, keyOf, type MapNode, type Node, text } from '../syntax/node.js';
import { decodeBase64 } from './configData.js';
import { charactersOf } from './localNames.js';
import type { Manifest } from './manifest.js';
import type { DataFacts, GeneratorFacts, KeyFacts } from './objects.js';
import { spanOf } from './references.js';
import { isPlaceholder, knownText } from './templates.js';

const dataFields = ['data', 'binaryData', 'stringData'] as const;

/** What others write into objects that they are told about by a label or an annotation. */
const filledByOthers = /inject|replicat|reflect|sync|vault|copy|generate|managed-by-operator/i;

/** Secrets of these types are filled by the control plane. */
const filledByControlPlane = 'kubernetes.io/service-account-token';

export function writtenData(manifest: Manifest): DataFacts | undefined {
  const { kind, root, apiVersion } = manifest;
  if (apiVersion !== 'v1' || (kind !== 'ConfigMap' && kind !== 'Secret')) return undefined;
  const own = dataFields.filter(field => kind === 'Secret' || field !== 'stringData');
  const maps = own.map(field => ({ field, node: get(root, field) }));
  const keys = maps.flatMap(({ field, node }) => keysIn(manifest, node, field, manifest.kind));
  const isReadable = maps.every(({ node }) => isNull(node) || (node?.kind === 'map' && entries(node).every(isKnown)));
  return {
    keys,
    // Who writes an object without data expects someone else to fill it.
    isComplete: isReadable && keys.length > 0 && !isFilledByOthers(root) && knownType(root) !== filledByControlPlane,
    immutable: isTrue(get(root, 'immutable')),
  };
}

function holdsNull(kind: string, field: KeyFacts['field'], written: string | undefined): boolean {
  if (!written) return false;
  const isEncoded = field === 'binaryData' || (field === 'data' && kind === 'Secret');
  return isEncoded ? decodeBase64(written)?.includes(0) === true : written.includes('\0');
}

/** The keys of `data`, as they are written in other objects that hold such a map; `owner`: the values count, too. */
export function keysIn(
  manifest: Manifest,
  node: Node | undefined,
  field: KeyFacts['field'],
  owner?: string,
): readonly KeyFacts[] {
  return entries(node).flatMap(entry => {
    if (!isKnown(entry)) return [];
    const hasNull = owner !== undefined && holdsNull(owner, field, text(entry.value));
    return [{ name: keyOf(entry), at: spanOf(manifest, entry.key), field, ...(hasNull && { hasNull }) }];
  });
}

function isKnown({ key }: Entry): boolean {
  return !isPlaceholder(key);
}

function knownType(root: MapNode): string | undefined {
  return text(get(root, 'type'));
}

function isFilledByOthers(root: MapNode): boolean {
  const marks = ['annotations', 'labels'].flatMap(field => entries(get(root, 'metadata', field)));
  return marks.some(({ key }) => filledByOthers.test(key.text) && !key.text.startsWith('argocd.argoproj.io/'));
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}

/** `envFiles` are not looked into: what they give is added by who can read them. */
export function generatedFacts(
  manifest: Manifest,
  generator: Node,
  envFiles: readonly string[],
): { readonly data: DataFacts; readonly generator: GeneratorFacts } {
  const options = [get(generator, 'options'), get(manifest.root, 'generatorOptions')];
  const isSet = (name: string) => options.some(option => isTrue(get(option, name)));
  const literals = items(get(generator, 'literals'));
  const files = items(get(generator, 'files'));
  const keys = [
    ...literals.flatMap(node => keyOfSource(manifest, node, 'literals')),
    ...files.flatMap(node => keyOfSource(manifest, node, 'files')),
  ];
  const isReadable = keys.length === literals.length + files.length;
  const written = knownText(get(generator, 'behavior'));
  const behavior = written === 'merge' || written === 'replace' ? written : 'create';
  const isComplete = isReadable && behavior !== 'merge' && envFiles.length === 0;
  return {
    data: { keys, isComplete, immutable: isSet('immutable') },
    generator: { behavior, addsHash: !isSet('disableNameSuffixHash'), isReadable, envFiles },
  };
}

/** `key=value`, `key=path`, or the last part of a path. */
function keyOfSource(manifest: Manifest, node: Node, field: 'literals' | 'files'): readonly KeyFacts[] {
  const source = knownText(node) ?? (field === 'literals' && node.kind === 'scalar' ? node.text : undefined);
  if (source === undefined) return [];
  const equals = source.indexOf('=');
  if (equals === 0 || (equals < 0 && field === 'literals')) return [];
  const start = equals >= 0 ? 0 : source.lastIndexOf('/') + 1;
  const name = equals >= 0 ? source.slice(0, equals) : source.slice(start);
  if (name === '' || /\$\{|\$\(|\{\{/.test(name)) return [];
  const span = charactersOf(manifest.document.text, node);
  const at = span ? { start: span.start + start, end: span.start + start + name.length } : spanOf(manifest, node);
  return [{ name, at, field }];
}

/** The keys in the text of an env file, as kustomize reads it. */
export function envFileKeys(file: string): readonly string[] {
  return file
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map(line => line.trimStart())
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => (line.includes('=') ? line.slice(0, line.indexOf('=')) : line));
}
