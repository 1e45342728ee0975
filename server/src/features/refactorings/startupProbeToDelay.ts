/** The inverse of `delayToStartupProbe.ts`: the liveness probe that asks the same waits until a start should be over. */
import { handlersOf } from '../../model/pods.js';
import { startBudgetOf } from '../../model/probeNumbers.js';
import { duration } from '../../prober/duration.js';
import { largestInt32, settingOf } from '../../rules/probeSettings.js';
import { asksTheSame } from '../../rules/startupProbes.js';
import { type Edit, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { insertEntries } from '../../syntax/insert.js';
import { type Entry, entry, type MapNode } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { isShared, onSelectedProbe } from './selectedProbe.js';
import { losesComments, refersToOthers } from './writtenText.js';

export const startupProbeToDelay = onSelectedProbe('refactor.rewrite.probe.startup', function* (probe) {
  const { kind, container, document, entry: startup } = probe;
  const liveness = entry(container.node, 'livenessProbe');
  if (kind !== 'startup' || startup.value.kind !== 'map' || liveness?.value.kind !== 'map') return;
  const [handler, ...others] = handlersOf(liveness.value);
  if (!handler || others.length > 0 || !asksTheSame(startup.value, liveness.value)) return;
  if (refersToOthers(document, startup) || refersToOthers(document, liveness) || isShared(probe)) return;
  const seconds = delayFor(startup.value, liveness.value);
  if (!seconds) return;
  const removal = removeEntry(document, startup);
  const ready = entry(container.node, 'readinessProbe') ? '' : ' and counts as ready at once';
  const lost = losesComments(document, startup, removal) ? ', drops comments' : '';
  yield {
    title: `Make it initialDelaySeconds of the livenessProbe: every start waits ${duration(seconds)}${ready}${lost}`,
    edits: [setDelay(document, liveness.value, handler.entry, seconds), ...removal],
  };
});

/** The time that a start may take, without what the liveness probe itself puts up with behind its delay. */
function delayFor(startup: MapNode, liveness: MapNode): number | undefined {
  const budget = startBudgetOf(startup);
  const own = startBudgetOf(liveness);
  const delay = settingOf(liveness, 'initialDelaySeconds');
  if (budget === undefined || own === undefined || delay === undefined) return undefined;
  const seconds = Math.max(delay, budget - (own - delay));
  return seconds <= largestInt32 ? seconds : undefined;
}

function setDelay(document: YamlDocument, liveness: MapNode, handler: Entry, seconds: number): Edit {
  const field = entry(liveness, 'initialDelaySeconds');
  if (field) return setValue(document, field, String(seconds));
  return insertEntries(document, liveness, [{ key: 'initialDelaySeconds', value: seconds }], handler);
}
