/** What kustomize has to say of a document when it builds, and where in it that is to be said. */
import type { Place } from '../kustomize/value.js';
import type { Finding, RelatedPlace, RemarkHere } from '../rules/rule.js';
import { type Part, partAt, type YamlDocument } from '../syntax/file.js';
import { lineAt } from '../syntax/lines.js';
import type { Span } from '../syntax/node.js';
import type { WorkspaceIndex } from '../workspace/index.js';
import type { Remark } from '../workspace/kustomizeBuilds.js';

/** With its place in the document. */
export type RemarkThere = RemarkHere & Pick<Remark, 'cause'>;

/** Those of a file that lie in one of its documents. */
export function remarksIn({ start, document }: Part, remarks: readonly Remark[]): readonly RemarkThere[] {
  const end = start + document.text.length;
  return remarks.flatMap(({ code, place, what, cause, advice }) => {
    if (place.start < start || (place.start >= end && place.start > 0)) return [];
    const at = { start: place.start - start, end: Math.min(place.end, end) - start };
    return { code, what, cause, advice, at: onFirstLine(document, at) };
  });
}

/** Why kustomize builds nothing, unless `errors` say it already in that line. */
export function refusals(
  index: WorkspaceIndex,
  document: YamlDocument,
  remarks: readonly RemarkThere[],
  errors: readonly { readonly finding: Finding }[],
): readonly Finding[] {
  const lineOf = (offset: number) => lineAt(document.lineStarts, offset);
  const said = new Set(errors.map(({ finding }) => lineOf(finding.at.start)));
  return remarks.flatMap(({ code, at, what, cause }) => {
    if (code !== 'refused' || said.has(lineOf(at.start))) return [];
    const related = cause ? causeOf(index, cause) : [];
    return { at, message: `kustomize refuses this: ${what}`, fixes: [], related };
  });
}

function causeOf(index: WorkspaceIndex, { uri, start, end }: Place): readonly RelatedPlace[] {
  const file = index.file(uri);
  const part = file && partAt(file, start);
  if (!part) return [];
  const at = { start: start - part.start, end: end - part.start };
  return [{ uri, document: part.document, at, message: 'the cause is here' }];
}

/** Nobody wants half a file underlined. */
function onFirstLine({ text }: YamlDocument, { start, end }: Span): Span {
  const line = text.slice(start, end).split('\n', 1)[0]?.trimEnd() ?? '';
  return { start, end: start + Math.max(1, line.length) };
}
