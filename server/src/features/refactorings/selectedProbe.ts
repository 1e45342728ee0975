/** The probes that are written in a file, and the one that is selected. Knows nothing of what is made of them. */
import type { Manifest } from '../../model/manifest.js';
import { type Container, containersOf, type ProbeKind, probeKinds } from '../../model/pods.js';
import { type Edit, endOfLine, entryEnd, startOfLine, startsLine } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { type Entry, entry, isNull, type Span } from '../../syntax/node.js';
import { isSharedMap, isUsedElsewhere } from '../../syntax/sharedText.js';
import type { RefactoredDocument, Refactoring } from './refactorings.js';

export interface WrittenProbe {
  readonly kind: ProbeKind;
  readonly entry: Entry;
  readonly container: Container;
  readonly document: YamlDocument;
}

export interface ProbeChange {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** A refactoring of the one probe that is selected; `selected` is what of its document is. */
export function onSelectedProbe(
  kind: string,
  changes: (probe: WrittenProbe, selected: Span) => Iterable<ProbeChange>,
): Refactoring {
  return {
    kind,
    *run(documents) {
      const found = documents.map(selectedProbe);
      const at = found.findIndex(probe => probe !== undefined);
      const probe = found[at];
      const selected = documents[at]?.selected;
      if (!probe || !selected || found.some((other, i) => other && i !== at)) return;
      for (const { title, edits } of changes(probe, selected)) {
        if (edits.length > 0) yield { title, edits: documents.map((_, i) => (i === at ? edits : [])) };
      }
    },
  };
}

/** To the API server a probe that is null is none: only who asks for this one gets it. */
export function probesThatCount({ manifests }: RefactoredDocument): readonly WrittenProbe[] {
  return probesIn(manifests()).filter(({ entry: { value } }) => !isNull(value));
}

/** Several refactorings ask for the same. */
const known = new WeakMap<RefactoredDocument, { readonly probe: WrittenProbe | undefined }>();

export function selectedProbe(document: RefactoredDocument): WrittenProbe | undefined {
  const found = known.get(document) ?? { probe: findSelected(document) };
  known.set(document, found);
  return found.probe;
}

function findSelected({ manifests, selected }: RefactoredDocument): WrittenProbe | undefined {
  if (!selected) return undefined;
  return probesIn(manifests()).find(probe => {
    const around = linesOf(probe.document, probe.entry);
    return around.start <= selected.start && selected.end <= around.end;
  });
}

/** Whether a change of the probe, or beside it in its container, would change others, too. */
export function isShared({ container, document, entry: { span } }: WrittenProbe): boolean {
  return isUsedElsewhere(document, span) || isSharedMap(document, container.node);
}

/** The field of the probe in which `selected` is; `undefined` for the probe itself. */
export function fieldAround({ document, entry: probe }: WrittenProbe, selected: Span): Entry | undefined {
  if (probe.value.kind !== 'map') return undefined;
  return probe.value.entries.find(field => {
    if (field.merged) return false;
    const around = linesOf(document, field);
    return around.start <= selected.start && selected.end <= around.end;
  });
}

/** A block has its lines for itself, with what stands before and behind it there. */
function linesOf(document: YamlDocument, entry: Entry): Span {
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
        return isProbe && isHere ? [{ kind, entry: found, container, document: manifest.document }] : [];
      }),
    ),
  );
}
