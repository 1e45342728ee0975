/** Writes out what the API server fills in for a probe, in the API's order, and only what is missing. */
import type { Manifest } from '../../model/manifest.js';
import { type Probe, probesOf } from '../../model/pods.js';
import type { Edit } from '../../syntax/edit.js';
import { insertBefore, insertEntries, type NewEntry } from '../../syntax/insert.js';
import { type Entry, entry, isNull, type MapNode, type Span } from '../../syntax/node.js';
import type { Refactoring } from './refactorings.js';

/** In the order of the API. terminationGracePeriodSeconds has no default, and initialDelaySeconds' is to be absent. */
const probeOrder = [
  'exec',
  'httpGet',
  'tcpSocket',
  'grpc',
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
  'terminationGracePeriodSeconds',
];
const probeDefaults: Readonly<Record<string, string>> = {
  initialDelaySeconds: '0',
  timeoutSeconds: '1',
  periodSeconds: '10',
  successThreshold: '1',
  failureThreshold: '3',
};
const httpOrder = ['path', 'port', 'host', 'scheme', 'httpHeaders'];
const httpDefaults: Readonly<Record<string, string>> = { path: '/', scheme: 'HTTP' };

export const fillProbeDefaults: Refactoring = {
  kind: 'quickfix',
  scope: 'selection',
  run: (manifests, selected) => {
    const probe = selected && probesIn(manifests).findLast(({ entry: { span } }) => isInside(selected, span));
    const edits = probe ? editsFor(probe) : [];
    return edits.length > 0 && probe ? { title: `Fill in ${probe.kind} probe defaults`, edits } : undefined;
  },
};

export const fillAllProbeDefaults: Refactoring = {
  kind: 'quickfix',
  scope: 'selection',
  run: (manifests, selected) => {
    const touched = selected && probesIn(manifests).some(({ entry: { span } }) => isInside(selected, span));
    const all = touched ? probesIn(manifests).map(editsFor) : [];
    return all.filter(edits => edits.length > 0).length > 1
      ? { title: 'Fill in the defaults of all probes of this document', edits: all.flat() }
      : undefined;
  },
};

export const fillProbeDefaultsSource: Refactoring = {
  kind: 'source.fillProbeDefaults',
  scope: 'file',
  run: manifests => {
    const edits = probesIn(manifests).flatMap(editsFor);
    return edits.length > 0 ? { title: 'Fill in the defaults of all probes of the file', edits } : undefined;
  },
};

function probesIn(manifests: readonly Manifest[]): Probe[] {
  const seen = new Set<number>();
  return manifests
    .flatMap(manifest => [...probesOf(manifest)])
    .filter(
      ({ node, entry: { merged } }) =>
        !node.alias && !merged && !seen.has(node.span.start) && seen.add(node.span.start),
    );
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function editsFor({ container, node }: Probe): readonly Edit[] {
  const source = container.manifest.document;
  const http = entry(node, 'httpGet')?.value;
  const inner = http?.kind === 'map' && !http.alias ? fill(source, http, httpOrder, httpDefaults) : [];
  return [...inner, ...fill(source, node, probeOrder, probeDefaults)];
}

/** Each missing field goes behind the last field that precedes it in `order`. */
function fill(
  source: Manifest['document'],
  map: MapNode,
  order: readonly string[],
  defaults: Readonly<Record<string, string>>,
): readonly Edit[] {
  const places = new Map<Entry | undefined, NewEntry[]>();
  for (const [name, value] of Object.entries(defaults)) {
    if (entry(map, name) && !isNull(entry(map, name)?.value)) continue;
    if (entry(map, name)) continue;
    const before = order.slice(0, order.indexOf(name));
    const place = map.entries.findLast(({ key, merged }) => !merged && before.includes(key.text));
    const added = places.get(place) ?? [];
    places.set(place, [...added, { key: name, lines: [`${name}: ${value}`] }]);
  }
  return [...places].map(([place, added]) => insertAt(source, map, place, added));
}

function insertAt(
  source: Manifest['document'],
  map: MapNode,
  place: Entry | undefined,
  added: readonly NewEntry[],
): Edit {
  const first = map.entries.find(({ merged }) => !merged);
  if (place || !first) return insertEntries(source, map, added, place);
  return insertBefore(source, first, added);
}
