/** The probe that the container lacks, as a copy of the one it has: liveness waits three times as long as readiness. */
import { runsToItsEnd } from '../../model/pods.js';
import { restartsOf } from '../../model/restarts.js';
import { largestInt32, settingOf } from '../../rules/probeSettings.js';
import { mayHaveProbes, probeDefaults } from '../../rules/probes.js';
import { apply, columnOf, type Edit, newlineOf, renameKey, setValue, startOf } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { insertEntries, insertTexts } from '../../syntax/insert.js';
import { endOfEntry } from '../../syntax/lastLine.js';
import { type Entry, entry, get, isNull, type MapNode, type Node, number } from '../../syntax/node.js';
import { removeEntries } from '../../syntax/remove.js';
import { isShared, onSelectedProbe, type WrittenProbe } from './selectedProbe.js';
import { isSoundProbe } from './soundProbe.js';
import { refersToOthers } from './writtenText.js';

const kind = 'refactor.rewrite.probe.copy';

export const copyReadinessToLiveness = onSelectedProbe(kind, function* (probe) {
  const { container, document, entry: own } = probe;
  if (probe.kind !== 'readiness' || own.value.kind !== 'map' || entry(container.node, 'livenessProbe')) return;
  const failures = settingOf(own.value, 'failureThreshold');
  if (!canBeCopied(probe) || failures === undefined) return;
  const factor = failures === 1 ? 4 : 3;
  const more = failures * factor;
  const patience = factor === 3 ? 'three' : 'four';
  if (more > largestInt32) return;
  const end = `${restartsOf(container) ? 'restart' : 'killed'} after ${more} failures`;
  const without = ['successThreshold', 'terminationGracePeriodSeconds'];
  yield {
    title: `Copy readinessProbe to livenessProbe, ${patience} times as patient: ${end}${lossOf(own.value, without)}`,
    edits: [copied(document, own, 'livenessProbe', more, without)],
  };
});

export const copyLivenessToReadiness = onSelectedProbe(kind, function* (probe) {
  const { container, document, entry: own } = probe;
  if (probe.kind !== 'liveness' || own.value.kind !== 'map' || entry(container.node, 'readinessProbe')) return;
  const failures = settingOf(own.value, 'failureThreshold');
  if (!canBeCopied(probe) || runsToItsEnd(container.manifest) || failures === undefined) return;
  const fewer = failures >= 6 ? Math.round(failures / 3) : failures;
  // What is not ready yet loses nothing by being asked.
  const without = ['initialDelaySeconds', 'terminationGracePeriodSeconds'];
  const end = `not ready after ${fewer} ${fewer === 1 ? 'failure' : 'failures'}`;
  yield {
    title: `Copy livenessProbe to readinessProbe: ${end}${lossOf(own.value, without)}`,
    edits: [copied(document, own, 'readinessProbe', fewer, without)],
  };
});

/** What is its default is in the copy, too. */
function lossOf(probe: Node, without: readonly string[]): string {
  const standards: Readonly<Record<string, number>> = probeDefaults;
  const lost = without.filter(name => {
    const found = get(probe, name);
    return !isNull(found) && number(found) !== standards[name] && !(name in standards && number(found) === 0);
  });
  return lost.length > 0 ? `, without ${lost.join(' and ')}` : '';
}

function canBeCopied(written: WrittenProbe): boolean {
  const { container, document, kind: of, entry: probe } = written;
  const { value: node } = probe;
  if (node.kind !== 'map' || !isSoundProbe({ container, kind: of, entry: probe, node })) return false;
  return mayHaveProbes(container) && !refersToOthers(document, probe) && !isShared(written);
}

/** A copy of the whole text behind the original, under another name. */
function copied(
  document: YamlDocument,
  probe: Entry,
  name: string,
  failureThreshold: number,
  without: readonly string[],
): Edit {
  const { map } = probe;
  const start = startOf(document, probe);
  const column = columnOf(document, start);
  const end = map.flow ? probe.span.end : endOfEntry(document, probe, column);
  const inside = probe.value.kind === 'map' ? changesInside(document, probe.value, failureThreshold, without) : [];
  const text = textAfter(document, [renameKey(probe, name), ...inside], start, end);
  if (map.flow) return insertTexts(document, map, [text], probe);
  const at = { start: end, end };
  return { span: at, text: `${newlineOf(document)}${' '.repeat(column)}${text}` };
}

function changesInside(
  document: YamlDocument,
  map: MapNode,
  failureThreshold: number,
  without: readonly string[],
): readonly Edit[] {
  const dropped = without.flatMap(name => entry(map, name) ?? []);
  const removal = dropped.length > 0 ? removeEntries(document, map, dropped) : [];
  if (failureThreshold === settingOf(map, 'failureThreshold')) return removal;
  const field = entry(map, 'failureThreshold');
  if (field) return [...removal, setValue(document, field, String(failureThreshold))];
  const last = map.entries.findLast(kept => !dropped.includes(kept));
  return [insertEntries(document, map, [{ key: 'failureThreshold', value: failureThreshold }], last), ...removal];
}

/** What becomes of the text from `start` to `end`, outside of which there are no edits. */
function textAfter({ text }: YamlDocument, edits: readonly Edit[], start: number, end: number): string {
  const changed = apply(text, edits);
  return changed.slice(start, changed.length - (text.length - end));
}
