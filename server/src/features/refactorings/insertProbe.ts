/** Inserts probes that the selected container does not have. What they are is said in `probePlans.ts`. */
import { type Container, containersOf, type ProbeKind, probeKinds } from '../../model/pods.js';
import { contentEnd, type Edit, endOfLine, ownEntries, startOfLine } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { fillEntry, insertBefore, insertEntries, type NewEntry } from '../../syntax/insert.js';
import { type Entry, keyOf, type MapNode, type Span } from '../../syntax/node.js';
import { isSharedMap } from '../../syntax/sharedText.js';
import { type ProbePlan, probePlans } from './probePlans.js';
import type { RefactoredDocument, Refactoring } from './refactorings.js';
import { selectedProbe } from './selectedProbe.js';

/** One for each kind of probe, and one for all of them. */
export const insertProbes: readonly Refactoring[] = [...probeKinds.map(insertProbe), insertAllProbes()];

function insertProbe(kind: ProbeKind): Refactoring {
  return {
    kind: `refactor.probe.insert.${kind}`,
    *run(documents) {
      for (const [at, { container, plans }] of selectedIn(documents)) {
        for (const plan of plans.filter(found => found.kind === kind)) {
          const edits = [insertion(container, plan)];
          yield { title: titleOf(plan), edits: documents.map((_, i) => (i === at ? edits : [])) };
        }
      }
    },
  };
}

/** Only where an image or a path tells the framework, and nobody has begun to write probes. */
function insertAllProbes(): Refactoring {
  return {
    kind: 'refactor.probe.insert.all',
    *run(documents) {
      for (const [at, { container, plans }] of selectedIn(documents)) {
        const own = ownEntries(container.node).map(keyOf);
        const best = probeKinds.flatMap(kind => plans.find(plan => plan.kind === kind) ?? []);
        const preset = best[0]?.preset;
        const isWhole = best.length > 1 && preset && best.every(plan => plan.preset === preset);
        if (!isWhole || probeKinds.some(kind => own.includes(nameOf(kind)))) continue;
        const kinds = best.map(({ kind }) => kind);
        const needs = [...new Set(best.flatMap(plan => plan.needs ?? []))];
        const reason = [preset.name, ...needs].join(', ');
        const title = `Insert ${kinds.slice(0, -1).join(', ')} and ${kinds.at(-1)} probes (${reason})`;
        const edits = [insertTogether(container, best.map(entryOf))];
        yield { title, edits: documents.map((_, i) => (i === at ? edits : [])) };
      }
    },
  };
}

interface Selected {
  readonly container: Container;
  readonly plans: readonly ProbePlan[];
}

/** Several refactorings ask for the same. */
const selections = new WeakMap<RefactoredDocument, { readonly found: Selected | undefined }>();

/** With the place of its document; none where the selection is in several. */
function* selectedIn(documents: readonly RefactoredDocument[]): Iterable<readonly [number, Selected]> {
  const found = documents.map(selectedContainer);
  const at = found.findIndex(selected => selected !== undefined);
  const selected = found[at];
  if (selected && documents.every((document, i) => i === at || !document.selected)) yield [at, selected];
}

function selectedContainer(document: RefactoredDocument): Selected | undefined {
  const known = selections.get(document) ?? { found: findSelected(document) };
  selections.set(document, known);
  return known.found;
}

function findSelected(refactored: RefactoredDocument): Selected | undefined {
  const { manifests, selected, isAsked } = refactored;
  if (!selected) return undefined;
  for (const manifest of manifests()) {
    for (const container of containersOf(manifest)) {
      const around = linesOf(manifest.document, container.node);
      const isIn = around.start <= selected.start && selected.end <= around.end;
      if (isIn && !isAsked && !isOnHead(manifest.document, container.node, selected)) return undefined;
      if (isIn && !container.node.alias && !isSharedMap(manifest.document, container.node)) {
        return { container, plans: plansFor(container, selectedProbe(refactored)?.kind) };
      }
    }
  }
  return undefined;
}

/** Copies of the probe that is selected have a refactoring of their own. */
function plansFor(container: Container, selected: ProbeKind | undefined): readonly ProbePlan[] {
  const plans = probePlans(container);
  if (selected === undefined || selected === 'startup') return plans;
  return plans.filter(({ kind, isCopy }) => kind === 'startup' || !isCopy);
}

/** Where a light bulb is of use that nobody asked for: on what the container is, and not on all that it has. */
function isOnHead(document: YamlDocument, node: MapNode, selected: Span): boolean {
  return ownEntries(node).some(field => {
    if (!['name', 'image', 'ports'].includes(keyOf(field))) return false;
    const { start } = field.key.span;
    return startOfLine(document, start) <= selected.start && selected.end <= endOfLine(document, start);
  });
}

/** A block has its lines for itself, with the dash before it and what stands behind it. */
function linesOf(document: YamlDocument, node: MapNode): Span {
  const { span, flow } = node;
  if (flow) return span;
  const line = startOfLine(document, span.start);
  const isAlone = /^[ \t-]*$/.test(document.text.slice(line, span.start));
  return { start: isAlone ? line : span.start, end: endOfLine(document, contentEnd(document, node)) };
}

function titleOf({ kind, says, budget, reason }: ProbePlan): string {
  const needs = reason === undefined ? '' : ` (${reason})`;
  return `Insert ${kind} probe: ${says}${budget === undefined ? '' : `, ${budget}`}${needs}`;
}

function nameOf(kind: ProbeKind): string {
  return `${kind}Probe`;
}

function entryOf({ kind, value }: ProbePlan): NewEntry {
  return { key: nameOf(kind), value };
}

/** In the API's order beside the other probes. */
function insertion({ manifest: { document }, node }: Container, plan: ProbePlan): Edit {
  const own = ownEntries(node);
  const find = (kind: ProbeKind) => own.findLast(field => keyOf(field) === nameOf(kind));
  const begun = find(plan.kind);
  if (begun)
    return fillEntry(
      document,
      begun,
      Object.entries(plan.value).map(([key, value]) => ({ key, value })),
    );
  const at = probeKinds.indexOf(plan.kind);
  const [previous] = probeKinds
    .slice(0, at)
    .reverse()
    .flatMap(kind => find(kind) ?? []);
  const [next] = probeKinds.slice(at + 1).flatMap(kind => find(kind) ?? []);
  if (!previous && next) return insertBefore(document, next, [entryOf(plan)]);
  return insertEntries(document, node, [entryOf(plan)], previous ?? placeFor(own));
}

function insertTogether({ manifest: { document }, node }: Container, added: readonly NewEntry[]): Edit {
  return insertEntries(document, node, added, placeFor(ownEntries(node)));
}

/** Behind what the probes are about; where that is missing, at the end. */
function placeFor(own: readonly Entry[]): Entry | undefined {
  return own.findLast(field => ['ports', 'resources'].includes(keyOf(field)));
}
