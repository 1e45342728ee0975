/** Lists of resources in which every id stands once: adding to them as kustomize does, and refusing what it refuses. */
import { refuse } from './refusal.js';
import { idOf, type Resource, type ResourceId } from './resource.js';
import { idKey, idText, previousIds } from './resourceIds.js';
import type { Place, Value } from './value.js';
import { charactersOf, type Fields, fields, get, isNull, scalar, withField, withoutField } from './value.js';

export function resourceOf(value: Fields, from: Place): Resource {
  return {
    value,
    from,
    previous: [],
    prefixes: [],
    suffixes: [],
    needsHash: false,
    behavior: 'unspecified',
    isGenerated: false,
  };
}

/** `place` says who adds, where that is not the resource itself. */
export function append(resources: readonly Resource[], added: readonly Resource[], place?: Place): readonly Resource[] {
  if (added.length === 0) return resources;
  const ids = new Set(resources.map(resource => idKey(idOf(resource))));
  for (const resource of added) {
    const id = idOf(resource);
    const key = idKey(id);
    if (ids.has(key)) {
      refuse(place ?? resource.from, `may not add resource with an already registered id: ${idText(id)}`);
    }
    ids.add(key);
  }
  return resources.length === 0 ? added : [...resources, ...added];
}

/** Adds what a generator made, or puts it in the place of what has its id, or one that was its id before. */
export function absorb(resources: readonly Resource[], added: readonly Resource[]): readonly Resource[] {
  let all = resources;
  for (const resource of added) all = absorbOne(all, resource);
  return all;
}

function absorbOne(resources: readonly Resource[], added: Resource): readonly Resource[] {
  const id = idOf(added);
  const key = idKey(id);
  const hasId = (one: Resource) =>
    idKey(idOf(one)) === key || (one.previous.length > 0 && previousIds(one).some(previous => idKey(previous) === key));
  const matches = resources.filter(hasId);
  const [old] = matches;
  if (!old) {
    if (added.behavior === 'merge' || added.behavior === 'replace') {
      refuse(added.from, `id ${goId(id)} does not exist; cannot merge or replace`);
    }
    return append(resources, [added]);
  }
  if (matches.length > 1) refuse(added.from, `found multiple objects that could accept merge of ${idText(id)}`);
  if (added.behavior !== 'merge' && added.behavior !== 'replace') {
    refuse(added.from, `id ${goId(id)} exists; behavior must be merge or replace`);
  }
  const merged = mergedOver(old, added);
  return resources.map(one => (one === old ? merged : one));
}

/** `added` keeps the name, the labels and the annotations of `old`, and what happened to it. */
function mergedOver(old: Resource, added: Resource): Resource {
  let value = added.value;
  if (added.behavior === 'merge') {
    value = withMap(value, 'data', mergedTexts(get(old.value, 'data'), get(value, 'data')));
    value = withMap(value, 'binaryData', mergedTexts(get(old.value, 'binaryData'), get(value, 'binaryData')));
  }
  let metadata = metadataOf(value);
  for (const key of ['labels', 'annotations']) {
    metadata = withMap(metadata, key, mergedTexts(get(old.value, 'metadata', key), get(metadata, key)));
  }
  for (const key of ['name', 'namespace']) {
    const own = get(old.value, 'metadata', key);
    metadata = own && !isNull(own) ? withField(metadata, key, own) : withoutField(metadata, key);
  }
  const { previous, prefixes, suffixes, behavior, variables } = old;
  return {
    ...added,
    value: withField(value, 'metadata', metadata),
    previous,
    prefixes,
    suffixes,
    behavior,
    needsHash: old.needsHash && added.needsHash,
    ...(variables && { variables }),
  };
}

function metadataOf(value: Fields): Fields {
  const metadata = get(value, 'metadata');
  return metadata?.kind === 'fields' ? metadata : fields([]);
}

function withMap(value: Fields, key: string, map: Fields): Fields {
  return map.entries.size === 0 ? withoutField(value, key) : withField(value, key, map);
}

function mergedTexts(old: Value | undefined, added: Value | undefined): Fields {
  const texts = new Map<string, Value>();
  for (const map of [old, added]) {
    if (map?.kind !== 'fields') continue;
    for (const [key, value] of map.entries) texts.set(key, textOf(value));
  }
  const keys = [...texts.keys()].sort();
  return fields(
    keys.map(key => [key, texts.get(key) ?? scalar('')]),
    added?.from ?? old?.from,
  );
}

/** Whatever stands there becomes a text. */
export function textOf(value: Value): Value {
  if (value.kind !== 'scalar') return scalar('', value.from);
  if (typeof value.value === 'string' && value.written === undefined) return value;
  return scalar(isNull(value) ? '' : charactersOf(value), value.from);
}

/** As Go prints its struct. */
function goId({ group, version, kind, name, namespace }: ResourceId): string {
  const gvk = `resid.Gvk{Group:"${group}", Version:"${version}", Kind:"${kind}", isClusterScoped:false}`;
  return `resid.ResId{Gvk:${gvk}, Name:"${name}", Namespace:"${namespace}"}`;
}
