/** What the timeline of probes shows: the workload at a place in a file, its containers, and their probes as numbers. */
import type { Position } from 'vscode-languageserver-types';
import { isMarkedAsPatch, type Manifest } from '../model/manifest.js';
import { type Container, containersOf, type Probe, podSpecOf, probeKinds, probesOf } from '../model/pods.js';
import { probeNumbersOf } from '../model/probeNumbers.js';
import { restartsOf } from '../model/restarts.js';
import { isTemplate } from '../model/templates.js';
import type { ProbeTimelineResult, TimelineContainer } from '../protocol.js';
import { mayHaveProbes } from '../rules/probes.js';
import type { Part, YamlFile } from '../syntax/file.js';
import { contains } from '../syntax/locate.js';
import { entry, isNull } from '../syntax/node.js';
import { unknownBuild } from '../workspace/builds.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import { probeInWords } from './probeInWords.js';
import { placeOf, toRange } from './range.js';

/** Documents that are looked through for a workload when there is none at the cursor. */
const mostDocuments = 200;

interface Workload {
  readonly part: Part;
  readonly manifest: Manifest;
  readonly containers: readonly Container[];
}

export function probeTimeline(index: WorkspaceIndex, file: YamlFile, position: Position): ProbeTimelineResult {
  const { part, offset } = placeOf(file, position);
  const { document } = part;
  if (isTemplate(document)) return nothing('A template: what its probes become is not known before it is filled in');
  const workload = workloadAt(index, file, part, offset) ?? nearestWorkload(index, file, part, offset);
  const broken = brokenAt(workload?.part ?? part);
  if (!workload) return nothing(broken ?? 'There is no container in this file that may have a probe');
  const { manifest, containers } = workload;
  const selected = containers.findIndex(({ node }) => workload.part === part && contains(node.span, offset));
  const build = index.build(file.uri);
  const isPatch = isMarkedAsPatch(manifest) || (build !== unknownBuild && build.isPatch);
  return {
    workload: { kind: manifest.kind, ...(manifest.name !== undefined && { name: manifest.name }) },
    containers: containers.map(container => timelineOf(workload.part, container)),
    ...(selected >= 0 && { selected }),
    ...(isPatch && { note: 'A patch: what it does not say is shown with its default' }),
    ...(broken && { problem: broken }),
  };
}

function nothing(problem: string): ProbeTimelineResult {
  return { containers: [], problem };
}

function workloadAt(index: WorkspaceIndex, file: YamlFile, part: Part, offset: number): Workload | undefined {
  return workloadsIn(index, file, part).findLast(({ manifest }) => contains(manifest.root.span, offset));
}

/** Elsewhere in the file, one with probes before one without. */
function nearestWorkload(index: WorkspaceIndex, file: YamlFile, here: Part, offset: number): Workload | undefined {
  const at = file.parts.indexOf(here);
  const distance = (part: Part) => Math.abs(file.parts.indexOf(part) - at);
  const near = file.parts.slice(Math.max(0, at - mostDocuments / 2), at + mostDocuments / 2 + 1);
  let found: Workload | undefined;
  for (const part of near.sort((a, b) => distance(a) - distance(b))) {
    const away = ({ manifest: { root } }: Workload) =>
      part === here ? Math.min(Math.abs(root.span.start - offset), Math.abs(root.span.end - offset)) : root.span.start;
    for (const workload of workloadsIn(index, file, part).toSorted((a, b) => away(a) - away(b))) {
      if (hasProbes(workload)) return workload;
      found ??= workload;
    }
  }
  return found;
}

function workloadsIn(index: WorkspaceIndex, { uri }: YamlFile, part: Part): readonly Workload[] {
  if (isTemplate(part.document)) return [];
  return index.manifests(uri, part).flatMap(manifest => {
    if (!podSpecOf(manifest)) return [];
    const containers = [...containersOf(manifest)].filter(mayHaveProbes);
    return containers.length > 0 ? [{ part, manifest, containers }] : [];
  });
}

function hasProbes({ manifest, containers }: Workload): boolean {
  return [...probesOf(manifest)].some(({ container }) => containers.includes(container));
}

function brokenAt(part: Part): string | undefined {
  const [problem] = part.document.problems;
  return problem && `Line ${toRange(part, problem.span).start.line + 1}: ${problem.message}`;
}

function timelineOf(part: Part, container: Container): TimelineContainer {
  const numbers = probeNumbersOf(container);
  const own = probesIn(container);
  const unread = own.filter(({ kind }) => !numbers[kind]).map(({ kind }) => `${kind}Probe`);
  const begun = begunIn(container).join(' and ');
  return {
    ...(container.name !== undefined && { name: container.name }),
    restarts: restartsOf(container) !== false,
    probes: own.flatMap(({ kind, entry, node }) => {
      const read = numbers[kind];
      const { line } = toRange(part, entry.key.span).start;
      return read ? [{ kind, numbers: read, asks: probeInWords(node), line }] : [];
    }),
    ...(begun && { problem: `${begun}: nothing is written there yet` }),
    ...(unread.length > 0 && { problem: `${unread.join(' and ')}: a number is missing or not allowed` }),
  };
}

/** While a probe is typed its key stands there alone for a moment, or with something that is no probe. */
function begunIn({ node }: Container): readonly string[] {
  return probeKinds
    .map(kind => `${kind}Probe`)
    .filter(key => {
      const value = entry(node, key)?.value;
      return value?.kind === 'seq' || (value?.kind === 'scalar' && (!isNull(value) || value.text === ''));
    });
}

/** In the order in which they matter in the life of a container. */
function probesIn(container: Container): readonly Probe[] {
  const own = [...probesOf(container.manifest)].filter(probe => probe.container === container);
  return own.toSorted((a, b) => probeKinds.indexOf(b.kind) - probeKinds.indexOf(a.kind));
}
