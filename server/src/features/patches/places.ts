/** Where objects of builds, and the patches that change them, are written. */
import type { Location } from 'vscode-languageserver-types';
import type { Resource } from '../../kustomize/resource.js';
import type { Place } from '../../kustomize/value.js';
import { resolvePath } from '../../model/kustomization.js';
import { partAt } from '../../syntax/file.js';
import type { WorkspaceIndex } from '../../workspace/index.js';
import { toRange } from '../range.js';
import type { ListedPatch } from './listedPatch.js';

/** At its name, where it is written; what a generator makes, at its entry. */
export function locationOf(index: WorkspaceIndex, { from }: Resource): readonly Location[] {
  const file = index.file(from.uri);
  const part = file && partAt(file, from.start);
  const isIt = (start: number, end: number) =>
    part && start <= from.start - part.start && from.start - part.start < end;
  const known = part && index.objects.in(part.document).find(({ facts: { span } }) => isIt(span.start, span.end));
  const named = known?.facts.name === undefined ? undefined : known.facts.at;
  if (!part || !named) return locate(index, { ...from, end: from.start });
  return [{ uri: file.uri, range: toRange(part, named) }];
}

export function locate(index: WorkspaceIndex, { uri, start, end }: Place): readonly Location[] {
  const file = index.file(uri);
  const part = file && partAt(file, start);
  if (!file || !part || file.isUnread) return [];
  return [{ uri: file.uri, range: toRange(part, { start: start - part.start, end: end - part.start }) }];
}

/** The text of the patch: in a file of its own, or beside its entry. */
export function patchLocation(index: WorkspaceIndex, { uri, part, entry }: ListedPatch): readonly Location[] {
  const named = resolvePath(uri, entry.path?.text);
  const other = named === undefined ? undefined : (index.file(named)?.uri ?? named);
  const start = { line: 0, character: 0 };
  if (other !== undefined) return [{ uri: other, range: { start, end: start } }];
  const { span } = entry.text ?? entry.node;
  return locate(index, { uri, start: part.start + span.start, end: part.start + span.start });
}
