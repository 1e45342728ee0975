/** What a file of resources holds: its objects, those in lists, too. Refuses what has no kind, no name, or no JSON. */
import type { Entry, Node, ScalarNode } from '../syntax/node.js';
import { readDocuments } from './read.js';
import { resolveScalar } from './readScalar.js';
import { refuse } from './refusal.js';
import type { Source } from './source.js';
import { charactersOf, type Fields, get, isNull, type Place, type Value } from './value.js';

/** As kustomize keeps resources; patches are read so, too. */
export function readObjects(source: Source): readonly Fields[] {
  const documents = readDocuments(source);
  const queue: Fields[] = [];
  for (const value of unwrapped(documents, source)) if (!isEmpty(value)) queue.push(validated(value, source.whole));
  return expandLists(queue);
}

/** A resource with a key twice, or a key that is no text or with an infinite number, cannot be printed. */
export function refuseUnprintable(source: Source): void {
  for (const { document, start } of source.parts) {
    if (document.root) checkKeys(document.root, true, (a, b) => source.place(start + a, start + b));
  }
}

function unwrapped(documents: readonly Value[], source: Source): readonly Value[] {
  const [only] = documents;
  if (source.parts.length > 1 && documents.length > 1) return documents;
  const kind = characters(get(only, 'kind'));
  if (kind !== 'List' && kind !== 'ResourceList') return documents;
  const items = get(only, 'items');
  if (!items && !get(only, 'functionConfig')) return documents;
  return items?.kind === 'list' ? items.items : [];
}

/** Kinds whose names end so are lists of objects. What they hold comes behind everything else. */
function expandLists(queue: Fields[]): readonly Fields[] {
  const objects: Fields[] = [];
  for (let at = 0; at < queue.length; at++) {
    const object = queue[at];
    if (!object) continue;
    const items = characters(get(object, 'kind')).endsWith('List') ? get(object, 'items') : undefined;
    if (!object.entries.has('items') || !items) objects.push(object);
    else if (items.kind === 'list') {
      for (const item of items.items) if (!isEmpty(item)) queue.push(validated(item, object.from));
    } else if (!isNull(items)) {
      const place = items.from ?? object.from;
      if (place)
        refuse(place, `expected array in ${characters(get(object, 'kind'))}/items, but found ${goType(items)}`);
    }
  }
  return objects;
}

function goType(value: Value): string {
  if (value.kind === 'fields') return 'map[string]interface {}';
  if (value.kind !== 'scalar') return '[]interface {}';
  return typeof value.value === 'boolean' ? 'bool' : typeof value.value === 'number' ? 'int' : 'string';
}

function validated(value: Value, whole: Place | undefined): Fields {
  const place = value.from ?? whole;
  if (!place) throw new Error('what is read has a place');
  if (value.kind !== 'fields' || !hasMetadata(value)) refuse(headOf(place), 'missing Resource metadata');
  const kind = characters(get(value, 'kind'));
  if (kind === '') refuse(headOf(place), `missing kind in object ${goMetadata(value)}`);
  if (!kind.endsWith('List') && characters(get(value, 'metadata', 'name')) === '') {
    const metadata = get(value, 'metadata');
    refuse(metadata?.from ?? headOf(place), `missing metadata.name in object ${goMetadata(value)}`);
  }
  return value;
}

/** A place to report what an object lacks. */
function headOf({ uri, start, end }: Place): Place {
  return { uri, start, end: Math.min(end, start + 1) };
}

function hasMetadata(value: Fields): boolean {
  const metadata = get(value, 'metadata');
  return [
    get(value, 'apiVersion'),
    get(value, 'kind'),
    ...['name', 'namespace', 'labels', 'annotations'].map(key => get(metadata, key)),
  ].some(field => field && !isEmpty(field));
}

/** Go's print of its struct, which stands in the message. */
function goMetadata(value: Fields): string {
  const at = (...path: string[]) => characters(get(value, ...path));
  const map = (key: string) => {
    const node = get(value, 'metadata', key);
    if (node?.kind !== 'fields') return 'map[]';
    const pairs = [...node.entries].map(([name, own]) => `${name}:${characters(own)}`);
    return `map[${pairs.sort().join(' ')}]`;
  };
  const own = `{${at('metadata', 'name')} ${at('metadata', 'namespace')}}`;
  return `{{${at('apiVersion')} ${at('kind')}} {${own} ${map('labels')} ${map('annotations')}}}`;
}

function characters(node: Value | undefined): string {
  return node?.kind === 'scalar' && !isNull(node) ? charactersOf(node) : '';
}

export function isEmpty(value: Value): boolean {
  if (value.kind === 'scalar') return value.value === null;
  return value.kind === 'list' ? value.items.length === 0 : value.entries.size === 0;
}

type PlaceOf = (start: number, end: number) => Place;

function checkKeys(node: Node, isTop: boolean, place: PlaceOf): void {
  if (node.kind === 'seq') for (const item of node.items) checkKeys(item, false, place);
  if (node.kind === 'scalar') checkNumber(node, place);
  if (node.kind !== 'map') return;
  const seen = new Set<string>();
  for (const entry of node.entries) {
    if (!entry.merged) checkKey(entry, isTop, seen, place);
    checkKeys(entry.value, false, place);
  }
}

/** JSON knows no infinity. */
function checkNumber({ value, span }: ScalarNode, place: PlaceOf): void {
  if (typeof value !== 'number' || Number.isFinite(value)) return;
  const name = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  refuse(place(span.start, span.end), `json: unsupported value: ${name}`);
}

function checkKey({ key }: Entry, isTop: boolean, seen: Set<string>, place: PlaceOf): void {
  const { text, style, span } = key;
  if (seen.has(text)) refuse(place(span.start, span.end), `mapping key "${text}" already defined`);
  seen.add(text);
  if (isTop || style !== 'plain' || typeof key.value === 'string') return;
  if (typeof resolveScalar(text) !== 'string') {
    refuse(place(span.start, span.end), 'json: unsupported type: map[interface {}]interface {}');
  }
}
