/** The inverse of `fillProbeDefaults.ts`: takes out what the API server would fill in. A field with a comment stays. */
import { columnOf, type Edit, endOfLine, startOf, startOfLine, startsLine } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { commentsAbove } from '../../syntax/insert.js';
import { endOfEntry } from '../../syntax/lastLine.js';
import { type Entry, entry } from '../../syntax/node.js';
import { hasMergeKey, leavesNothing, removeEntries } from '../../syntax/remove.js';
import { isMergeSource } from '../../syntax/sharedText.js';
import { type Fields, httpGetFields, probeFields } from './probeFields.js';
import type { Refactoring } from './refactorings.js';
import { onSelectedProbe, probesThatCount, selectedProbe, type WrittenProbe } from './selectedProbe.js';
import { hasComment, refersToOthers } from './writtenText.js';

const kind = 'refactor.rewrite.probe.defaults';
const titleForAll = 'Remove the fields equal to the default from all probes of the file';

export const removeProbeDefaults = onSelectedProbe(kind, function* (probe) {
  yield { title: `Remove ${probe.kind} probe fields equal to the default`, edits: editsFor(probe) };
});

/** Offered where the selection is in a probe, if there is more to remove than from the one probe. */
export const removeAllProbeDefaults: Refactoring = {
  kind,
  *run(documents) {
    if (!documents.some(selectedProbe)) return;
    const edits = documents.map(document => probesThatCount(document).map(editsFor));
    if (edits.flat().filter(({ length }) => length > 0).length < 2) return;
    yield { title: titleForAll, edits: edits.map(inDocument => inDocument.flat()) };
  },
};

export const removeProbeDefaultsSource: Refactoring = {
  kind: 'source.removeProbeDefaults',
  *run(documents) {
    const edits = documents.map(document => probesThatCount(document).flatMap(editsFor));
    if (edits.some(({ length }) => length > 0)) yield { title: titleForAll, edits };
  },
};

function editsFor({ document, entry: probe }: WrittenProbe): readonly Edit[] {
  const http = entry(probe.value, 'httpGet');
  const inner = http && !http.merged ? remove(document, http, httpGetFields) : [];
  return [...inner, ...remove(document, probe, probeFields)];
}

function remove(document: YamlDocument, { value: map }: Entry, fields: Fields): readonly Edit[] {
  // Without its own field, that of a merge key would come through.
  if (map.kind !== 'map' || map.alias || hasMergeKey(document, map) || isMergeSource(document, map)) return [];
  const doomed = map.entries.filter(field => isDefault(field, fields) && !isExplained(document, field));
  return doomed.length === 0 || leavesNothing(document, map, doomed) ? [] : removeEntries(document, map, doomed);
}

function isDefault({ key, value }: Entry, fields: Fields): boolean {
  const standard = fields[key.text];
  return standard !== undefined && value.kind === 'scalar' && !value.alias && value.value === standard;
}

/** Whether the user wrote something about the field: above it, beside it or below it. Or something else refers to it. */
function isExplained(document: YamlDocument, field: Entry): boolean {
  const start = startOf(document, field);
  const line = startOfLine(document, start);
  const column = columnOf(document, start);
  const end = field.map.flow ? endOfLine(document, field.span.end) : endOfEntry(document, field, column);
  const isBelowComment = startsLine(document, start) && commentsAbove(document, line, column) < line;
  if (isBelowComment || hasCommentBehind(document, field, end) || refersToOthers(document, field)) return true;
  return field.map.flow && hasCommentLineAbove(document, field, start);
}

/** In braces, neighbours are removed with what stands between them. */
function hasCommentLineAbove({ text }: YamlDocument, { map }: Entry, start: number): boolean {
  const before = map.entries.filter(({ merged, span }) => !merged && span.end <= start);
  return /^[ \t]*#/m.test(text.slice(before.at(-1)?.span.end ?? map.span.start, start));
}

/** In braces, what follows on the line may be another field: the comment is said to be about that. */
function hasCommentBehind(document: YamlDocument, field: Entry, end: number): boolean {
  if (!field.map.flow) return hasComment(document, field, { start: field.span.start, end });
  return /^[ \t]*,?[ \t]*#/.test(document.text.slice(field.span.end, end));
}
