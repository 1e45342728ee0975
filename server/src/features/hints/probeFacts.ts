/** What the kubelet makes of a probe. */
import { handlersOf } from '../../model/pods.js';
import { toValue } from '../../schema/validate.js';
import { get, type MapNode, type Node, text } from '../../syntax/node.js';
import type { Fact, Facts } from './fact.js';

const emptyPath: Fact = ({ entry }) => (text(entry.value) === '' ? 'An empty path means `/`' : undefined);

const redirect: Fact = () => 'A redirect to another host is not followed, and counts as success';

const delayBesideStartup: Fact = ({ entry }) => {
  const probe = entry.map.parent;
  if (probe?.kind !== 'entry' || probe.key.text === 'startupProbe') return undefined;
  if (get(probe.map, 'startupProbe')?.kind !== 'map') return undefined;
  return 'Counts from the start of the container: by the time `startupProbe` has succeeded it is mostly over';
};

const otherThanLiveness: Fact = ({ entry }) => {
  const startup = asked(entry.value);
  const liveness = asked(get(entry.map, 'livenessProbe'));
  if (!startup || !liveness || startup === liveness) return undefined;
  return 'Asks something else than `livenessProbe`: that one may still fail when this one has succeeded';
};

export const probeFacts: Facts = {
  'HTTPGetAction.path': emptyPath,
  'Probe.httpGet': redirect,
  'Probe.initialDelaySeconds': delayBesideStartup,
  'Container.startupProbe': otherThanLiveness,
};

/** The handler of a probe, so that two of them can be compared. */
function asked(probe: Node | MapNode | undefined): string | undefined {
  if (probe?.kind !== 'map') return undefined;
  const [handler] = handlersOf(probe);
  return handler && JSON.stringify([handler.name, sorted(toValue(handler.entry.value))]);
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
