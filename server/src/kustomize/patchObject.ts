/** One patch and one object: what stays whatever the patch says, and what kustomize does to patches on the way. */
import { applyJsonPatch } from './jsonPatch.js';
import { builtinShapes } from './mergeKeys.js';
import { refuse } from './refusal.js';
import type { Resource } from './resource.js';
import { effectiveNamespace, withPreviousId } from './resourceIds.js';
import { scalarText } from './scalarText.js';
import { withValue, withValueRead } from './shared.js';
import { strategicMerge } from './strategicMerge.js';
import { throughJson } from './throughJson.js';
import { type Fields, fields, get, isNull, type Place, scalar, type Value, withField, withoutField } from './value.js';

/** What a patch may change of the identity of an object. */
export interface Allowed {
  readonly name: boolean;
  readonly kind: boolean;
}

/** `undefined` when the patch deletes the object. */
export function merged(resource: Resource, patch: Fields, allowed: Allowed, place: Place): Resource | undefined {
  const value = strategicMerge(resource.value, patch, builtinShapes, place);
  if (!value || value.entries.size === 0) return undefined;
  const known = allowed.name || allowed.kind ? withPreviousId(resource) : resource;
  return withValue(known, withIdentityOf(resource.value, value, allowed));
}

function withIdentityOf(old: Fields, value: Fields, allowed: Allowed): Fields {
  const withKind = allowed.kind ? value : withOld(old, value, 'kind');
  const before = get(old, 'metadata');
  const metadata = get(withKind, 'metadata');
  if (before?.kind !== 'fields') return withKind;
  const own = metadata?.kind === 'fields' ? metadata : fields([], before.from);
  const withName = allowed.name ? own : withOld(before, own, 'name');
  const kept = withOld(before, withName, 'namespace');
  return kept === metadata ? withKind : withField(withKind, 'metadata', kept);
}

/** `value` with the field `key` that `old` has. */
function withOld(old: Fields, value: Fields, key: string): Fields {
  const before = old.entries.get(key);
  const now = value.entries.get(key);
  if (before === now) return value;
  if (!before || isNull(before)) return withoutField(value, key);
  return scalarText(before) === scalarText(now) && now ? value : withField(value, key, before);
}

/** The patch as one for an object that its target selects: of any version, its labels and annotations made texts. */
export function aimedAt(patch: Fields, resource: Resource): Fields {
  const apiVersion = get(resource.value, 'apiVersion');
  const aimed = apiVersion ? withField(patch, 'apiVersion', apiVersion) : withoutField(patch, 'apiVersion');
  const metadata = get(aimed, 'metadata');
  if (metadata?.kind !== 'fields') return aimed;
  const own = withTexts(withTexts(metadata, 'labels'), 'annotations');
  return own === metadata ? aimed : withField(aimed, 'metadata', own);
}

/** A map of texts, as Go keeps it: null is the word, and without entries there is none. */
function withTexts(metadata: Fields, key: 'labels' | 'annotations'): Fields {
  const map = metadata.entries.get(key);
  if (!map) return metadata;
  if (map.kind !== 'fields' || map.entries.size === 0) return withoutField(metadata, key);
  return withField(metadata, key, {
    ...map,
    entries: new Map([...map.entries].map(([name, own]) => [name, asText(own)])),
  });
}

/** The patch with what it is allowed noted in its annotations, which makes texts of them. */
export function withNote(patch: Fields, { name, kind }: Allowed): Fields {
  const metadata = get(patch, 'metadata');
  if ((!name && !kind) || metadata?.kind !== 'fields') return patch;
  return withField(patch, 'metadata', withTexts(metadata, 'annotations'));
}

function asText(value: Value): Value {
  if (value.kind === 'scalar' && typeof value.value === 'string') return value;
  const text = value.kind === 'scalar' && isNull(value) ? (value.written ?? 'null') : scalarText(value);
  return { kind: 'scalar', value: text, from: value.from };
}

/**
 * The object after a JSON patch, which sees the notes that kustomize keeps in the annotations: they make sure that there
 * are annotations to add to.
 */
export function edited(resource: Resource, operations: readonly Value[], place: Place): Resource {
  const value = throughJson(applyJsonPatch(withNotes(resource), operations, place));
  if (value.kind !== 'fields') {
    return refuse(place, 'json: cannot unmarshal array into Go value of type map[string]interface {}');
  }
  const metadata = value.entries.get('metadata') ?? fields([]);
  if (metadata.kind !== 'fields') return withValueRead(resource, value);
  const own = withTexts(withoutNotes(metadata), 'annotations');
  return withValueRead(resource, own === metadata ? value : withField(value, 'metadata', own));
}

const noteDomain = 'internal.config.kubernetes.io/';

function withNotes({ value, previous, prefixes, suffixes, behavior, needsHash }: Resource): Fields {
  const metadata = get(value, 'metadata');
  const annotations = get(metadata, 'annotations') ?? fields([]);
  const notes = Object.entries({
    previousNames: previous.map(({ name }) => name).join(),
    previousNamespaces: previous.map(effectiveNamespace).join(),
    previousKinds: previous.map(({ kind }) => kind).join(),
    prefixes: prefixes.join(),
    suffixes: suffixes.join(),
    generatorBehavior: behavior === 'unspecified' ? '' : behavior,
    needsHashSuffix: needsHash ? 'enabled' : '',
  }).filter(([, text]) => text !== '');
  if (metadata?.kind !== 'fields' || annotations.kind !== 'fields' || notes.length === 0) return value;
  const all = notes.reduce((map, [key, text]) => withField(map, noteDomain + key, scalar(text)), annotations);
  return withField(value, 'metadata', withField(metadata, 'annotations', all));
}

function withoutNotes(metadata: Fields): Fields {
  const annotations = metadata.entries.get('annotations');
  if (annotations?.kind !== 'fields') return metadata;
  const own = [...annotations.entries].filter(([key]) => !key.startsWith(noteDomain));
  return withField(metadata, 'annotations', { ...annotations, entries: new Map(own) });
}
