/** Writes out what the API server fills in for a probe, in the API's order, and only what is missing. */
import type { Manifest } from '../../model/manifest.js';
import { containersOf, type ProbeKind, probeKinds } from '../../model/pods.js';
import { type Edit, endOfLine, entryEnd, setValue, startOfLine, startsLine } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { fillEntry, insertBefore, insertEntries, type NewEntry } from '../../syntax/insert.js';
import { type Entry, entry, isNull, type MapNode, type Span } from '../../syntax/node.js';
import type { RefactoredDocument, Refactoring } from './refactorings.js';

/** Fields in the order of the API, each with what the server puts there; it leaves the others out. */
type Fields = Readonly<Record<string, number | string | undefined>>;

const probeFields: Fields = {
  exec: undefined,
  httpGet: undefined,
  tcpSocket: undefined,
  grpc: undefined,
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  terminationGracePeriodSeconds: undefined,
};
const httpGetFields: Fields = { path: '/', port: undefined, host: undefined, scheme: 'HTTP', httpHeaders: undefined };

interface WrittenProbe {
  readonly kind: ProbeKind;
  readonly entry: Entry;
  readonly document: YamlDocument;
}

export const fillProbeDefaults: Refactoring = {
  kind: 'quickfix',
  *run(documents) {
    const selected = documents.map(selectedProbe);
    const [probe, ...others] = selected.filter(found => found !== undefined);
    if (!probe || others.length > 0) return;
    const edits = selected.map(found => (found ? editsFor(found) : []));
    if (hasEdits(edits)) yield { title: `Fill in ${probe.kind} probe defaults`, edits };
  },
};

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

/** To the API server a probe that is null is none: only who asks for this one gets it filled in. */
function probesThatCount({ manifests }: RefactoredDocument): readonly WrittenProbe[] {
  return probesIn(manifests()).filter(({ entry: { value } }) => !isNull(value));
}

function selectedProbe({ manifests, selected }: RefactoredDocument): WrittenProbe | undefined {
  if (!selected) return undefined;
  return probesIn(manifests()).find(probe => {
    const around = linesOf(probe);
    return around.start <= selected.start && selected.end <= around.end;
  });
}

/** A block has its lines for itself, with what stands before and behind it there. */
function linesOf({ document, entry }: WrittenProbe): Span {
  const { start, end } = entry.span;
  if (entry.map.flow) return { start, end };
  return {
    start: startsLine(document, start) ? startOfLine(document, start) : start,
    end: endOfLine(document, entryEnd(document, entry)),
  };
}

/** What came through an alias or a merge key is written elsewhere, and found there. */
function probesIn(manifests: readonly Manifest[]): readonly WrittenProbe[] {
  return manifests.flatMap(manifest =>
    [...containersOf(manifest)].flatMap(container =>
      probeKinds.flatMap(kind => {
        const found = entry(container.node, `${kind}Probe`);
        const isProbe = found && (found.value.kind === 'map' || isNull(found.value));
        const isHere = found && !found.merged && !found.key.alias && !found.value.alias;
        return isProbe && isHere ? [{ kind, entry: found, document: manifest.document }] : [];
      }),
    ),
  );
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
