/** A probe that waits before it asks is made one that is asked from the beginning, and again and again: a startupProbe. */
import { handlersOf } from '../../model/pods.js';
import { restartsOf } from '../../model/restarts.js';
import { duration } from '../../prober/duration.js';
import { settingOf } from '../../rules/probeSettings.js';
import { mayHaveProbes } from '../../rules/probes.js';
import { addStartupProbe, patienceOf } from '../../rules/startupProbes.js';
import { entry } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { isShared, onSelectedProbe } from './selectedProbe.js';
import { isSoundProbe } from './soundProbe.js';
import { losesComments, refersToOthers } from './writtenText.js';

export const delayToStartupProbe = onSelectedProbe('refactor.rewrite.probe.startup', function* (written) {
  const { kind, container, document, entry: probe } = written;
  const { value } = probe;
  const delay = entry(value, 'initialDelaySeconds');
  if (kind === 'startup' || value.kind !== 'map' || !delay || delay.merged) return;
  if (!mayHaveProbes(container) || entry(container.node, 'startupProbe')) return;
  const [handler] = handlersOf(value);
  const seconds = settingOf(value, 'initialDelaySeconds');
  const patience = seconds ? patienceOf(value, seconds) : undefined;
  if (!handler || !patience || refersToOthers(document, probe) || isShared(written)) return;
  if (!isSoundProbe({ container, kind, entry: probe, node: value })) return;
  const removal = removeEntry(document, delay);
  const start = patience.periodSeconds * patience.failureThreshold;
  const end = restartsOf(container) ? 'a restart' : 'it is killed';
  // Until now, nobody ended it.
  const consequence = kind === 'readiness' ? `, then ${end}` : '';
  const lost = losesComments(document, probe, removal) ? ', drops a comment' : '';
  yield {
    title: `Make it a startupProbe: ${duration(start)} to start${consequence}${lost}`,
    edits: [addStartupProbe(document, probe, handler, patience), ...removal],
  };
});
