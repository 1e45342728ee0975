/** The hash behind the names of generated objects, of what they hold after all changes. */
import { hashOfJson } from '../commands/nameHash.js';
import { printGoJsonString } from '../syntax/goJson.js';
import type { Resource } from './resource.js';
import { withPreviousId } from './resourceIds.js';
import { charactersOf, get, isNull, scalar, text, type Value, withField } from './value.js';

export function withHashes(resources: readonly Resource[]): readonly Resource[] {
  return resources.some(({ needsHash }) => needsHash) ? resources.map(withHash) : resources;
}

function withHash(resource: Resource): Resource {
  const metadata = get(resource.value, 'metadata');
  const name = get(metadata, 'name');
  if (!resource.needsHash || metadata?.kind !== 'fields' || name?.kind !== 'scalar') return resource;
  const hashed = scalar(`${charactersOf(name)}-${hashOf(resource)}`, name.from);
  const value = withField(resource.value, 'metadata', withField(metadata, 'name', hashed));
  return { ...withPreviousId(resource), value };
}

function hashOf({ value }: Resource): string {
  const isSecret = text(get(value, 'kind')) === 'Secret';
  const optional = isSecret ? 'stringData' : 'binaryData';
  const parts = [
    get(value, optional)?.kind === 'fields' ? `${JSON.stringify(optional)}:${json(get(value, optional))}` : '',
    `"data":${json(get(value, 'data'))}`,
    `"kind":"${isSecret ? 'Secret' : 'ConfigMap'}"`,
    // It looks for the name in the wrong place.
    '"name":""',
  ].filter(part => part !== '');
  const all = isSecret ? [...parts, `"type":${json(get(value, 'type'))}`] : parts;
  return hashOfJson(`{${all.sort().join(',')}}`);
}

/** What is not there counts as an empty text, and so does null. */
function json(value: Value | undefined): string {
  if (value === undefined || isNull(value)) return '""';
  return value.kind === 'scalar' ? printGoJsonString(charactersOf(value)) : jsonOf(value);
}

function jsonOf(value: Value): string {
  if (value.kind === 'list') return `[${value.items.map(jsonOf).join(',')}]`;
  if (value.kind === 'fields') {
    const entries = [...value.entries].sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, own]) => `${printGoJsonString(key)}:${jsonOf(own)}`).join(',')}}`;
  }
  return typeof value.value === 'string' ? printGoJsonString(value.value) : String(value.value);
}
