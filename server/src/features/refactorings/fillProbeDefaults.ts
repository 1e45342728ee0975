/** Writes out what the API server fills in for a probe, in the API's order, and only what is missing. */
import { type Edit, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { fillEntry, insertBefore, insertEntries, type NewEntry } from '../../syntax/insert.js';
import { type Entry, entry, isNull, type MapNode } from '../../syntax/node.js';
import { isMergeSource } from '../../syntax/sharedText.js';
import { type Fields, httpGetFields, probeFields } from './probeFields.js';
import type { Refactoring } from './refactorings.js';
import { onSelectedProbe, probesThatCount, selectedProbe, type WrittenProbe } from './selectedProbe.js';

export const fillProbeDefaults = onSelectedProbe('quickfix', function* (probe) {
  // None becomes one that asks nothing, which is refused.
  if (isNull(probe.entry.value)) return;
  yield { title: `Fill in ${probe.kind} probe defaults`, edits: editsFor(probe) };
});

/** Offered where the selection is in a probe, if there is more to fill in than the one probe. */
export const fillAllProbeDefaults: Refactoring = {
  kind: 'quickfix',
  *run(documents) {
    if (!documents.some(selectedProbe)) return;
    const probes = documents.map(probesThatCount);
    const filled = probes.flat().filter(probe => editsFor(probe).length > 0);
    if (filled.length > 1) yield { title: 'Fill in the defaults of all probes of the file', edits: editsOf(probes) };
  },
};

export const fillProbeDefaultsSource: Refactoring = {
  kind: 'source.fillProbeDefaults',
  *run(documents) {
    const edits = editsOf(documents.map(probesThatCount));
    if (hasEdits(edits)) yield { title: 'Fill in the defaults of all probes of the file', edits };
  },
};

function editsOf(probes: readonly (readonly WrittenProbe[])[]): readonly (readonly Edit[])[] {
  return probes.map(inDocument => inDocument.flatMap(editsFor));
}

function hasEdits(edits: readonly (readonly Edit[])[]): boolean {
  return edits.some(inDocument => inDocument.length > 0);
}

function editsFor({ document, entry: probe }: WrittenProbe): readonly Edit[] {
  const http = entry(probe.value, 'httpGet');
  const inner = http && !http.merged && http.value.kind === 'map' ? fill(document, http, httpGetFields) : [];
  return [...inner, ...fill(document, probe, probeFields)];
}

/** Each missing field goes behind the last field that precedes it in `fields`; one that is null gets its value. */
function fill(document: YamlDocument, owner: Entry, fields: Fields): readonly Edit[] {
  const { value: map } = owner;
  const missing = Object.entries(fields).filter(([name, value]) => value !== undefined && !entry(map, name));
  if (map.alias || (map.kind !== 'map' && !isNull(map))) return [];
  if (map.kind === 'map' && isMergeSource(document, map)) return [];
  if (map.kind !== 'map' || isEmpty(document, map)) return [fillEntry(document, owner, missing.map(toEntry))];
  const added = new Map<Entry | undefined, NewEntry[]>();
  for (const field of missing) {
    const place = placeOf(map, fields, field[0]);
    added.set(place, [...(added.get(place) ?? []), toEntry(field)]);
  }
  const insertions = [...added].map(([place, entries]) => insertAt(document, map, place, entries));
  return [...insertions, ...fillNulls(document, map, fields)];
}

function fillNulls(document: YamlDocument, map: MapNode, fields: Fields): readonly Edit[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const found = entry(map, name);
    if (value === undefined || !found || found.merged || found.value.alias || !isNull(found.value)) return [];
    return [setValue(document, found, String(value))];
  });
}

function placeOf(map: MapNode, fields: Fields, name: string): Entry | undefined {
  const names = Object.keys(fields);
  const before = names.slice(0, names.indexOf(name));
  return map.entries.findLast(({ key, merged }) => !merged && before.includes(key.text));
}

function insertAt(document: YamlDocument, map: MapNode, place: Entry | undefined, added: readonly NewEntry[]): Edit {
  const first = map.entries.find(({ merged }) => !merged);
  return place || !first ? insertEntries(document, map, added, place) : insertBefore(document, first, added);
}

function isEmpty({ text }: YamlDocument, { span, flow }: MapNode): boolean {
  return flow && text.slice(span.start + 1, span.end - 1).trim() === '';
}

function toEntry([key, value = '']: readonly [string, string | number | undefined]): NewEntry {
  return { key, value };
}
