/** The value of an environment variable goes into a ConfigMap, or a Secret where it looks like one, and is read from there. */
import { envVarsOf, referencesIn } from '../../model/env.js';
import type { Manifest } from '../../model/manifest.js';
import { configMapKeyErrors } from '../../model/names.js';
import { knownText } from '../../model/templates.js';
import {
  type DataKind,
  deposited,
  depositFor,
  depositIn,
  readFromKey,
  sensitiveName,
} from '../../rules/moveToSecret.js';
import { endOfLine, startOfLine } from '../../syntax/edit.js';
import { entry, type MapNode, type Span, text } from '../../syntax/node.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import type { KnownObject } from '../../workspace/objects.js';
import type { LaterChange, RefactoredDocument, Refactoring } from './refactorings.js';
import { refersToOthers } from './writtenText.js';

export const extractEnv: Refactoring = {
  kind: 'refactor.extract.env',
  *run(documents, index) {
    const found = documents.flatMap(selectedVariables);
    const [variable, ...others] = found;
    if (variable && others.length === 0) yield* changesFor(variable, index);
  },
};

interface Variable {
  readonly manifest: Manifest;
  readonly node: MapNode;
  readonly name: string;
  readonly value: string;
}

function selectedVariables({ manifests, selected }: RefactoredDocument): readonly Variable[] {
  if (!selected) return [];
  return manifests().flatMap(manifest =>
    [...envVarsOf(manifest)].flatMap(({ node, name }) => {
      const field = entry(node, 'value');
      const value = knownText(field?.value);
      if (!field || !value || name === undefined || !isIn(selected, manifest, node)) return [];
      if (configMapKeyErrors(name).length > 0 || refersToOthers(manifest.document, field)) return [];
      // Only what is written in the variable itself has its $(NAME) filled in.
      const isPlain = referencesIn(value).length === 0 && !value.includes('$$');
      return isPlain && text(field.value) !== undefined ? [{ manifest, node, name, value }] : [];
    }),
  );
}

function isIn(selected: Span, { document }: Manifest, { span, flow }: MapNode): boolean {
  const end = document.text[span.end - 1] === '\n' ? span.end - 1 : span.end;
  const around = flow ? span : { start: startOfLine(document, span.start), end: endOfLine(document, end) };
  return around.start <= selected.start && selected.end <= around.end;
}

function* changesFor({ manifest, node, name, value }: Variable, index: WorkspaceIndex): Iterable<LaterChange> {
  const { uri, document } = manifest;
  const world = { objects: index.objects, build: index.build(uri), isPatch: index.build(uri).isPatch };
  const kind: DataKind = sensitiveName.test(name) ? 'Secret' : 'ConfigMap';
  const own = depositFor(manifest, name, value, world, kind);
  const named = manifest.name ?? '';
  const places = [
    ...(own ? [{ kind, object: named, title: `Move the value to ${kind} ${named}${own.alsoFor}`, deposit: own }] : []),
    ...usedObjects(manifest, index, kind)
      .filter(({ facts }) => facts.name !== named)
      .flatMap(object => {
        const deposit = depositIn(manifest, object, name, value, world);
        const used = object.facts.name ?? '';
        const title = `Move the value to ${kind} ${used}, which is used here${deposit?.alsoFor.replace(',', ', and') ?? ''}`;
        return deposit ? [{ kind, object: used, title, deposit }] : [];
      }),
  ];
  for (const { kind, object, title, deposit } of places) {
    const edits = readFromKey(document, node, kind, object, name);
    if (!edits) continue;
    const later = () => {
      const there = deposited(deposit);
      if (!there) return { refusal: `nothing can be added to ${kind} ${object} as it is written` };
      return [{ uri, document, edits: [...edits, ...there.here] }, ...there.elsewhere];
    };
    yield { title, later };
  }
}

/** Those of the kind that the workload reads already. */
function usedObjects(manifest: Manifest, { objects }: WorkspaceIndex, kind: DataKind): readonly KnownObject[] {
  const from = objects.of(manifest);
  if (!from) return [];
  const found = from.facts.references
    .filter(reference => reference.kind === kind)
    .flatMap(reference => {
      const resolved = objects.resolve(from, reference);
      return resolved !== 'unknown' && resolved.length === 1 ? resolved : [];
    });
  return [...new Set(found)];
}
