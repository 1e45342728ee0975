/** Who gets how much of the time when a node shuts down. */
import { get, items, number } from '../../../syntax/node.js';
import { durationOr0, type KubeletFields, type KubeletHint, ownScalar, timeInWords } from './kubeletHint.js';

export function* shutdownHints(fields: KubeletFields): Iterable<KubeletHint> {
  yield* twoPhases(fields);
  yield* byPriority(fields);
}

function* twoPhases(fields: KubeletFields): Iterable<KubeletHint> {
  const node = ownScalar(get(fields.root, 'shutdownGracePeriod'));
  const all = durationOr0(fields, 'shutdownGracePeriod');
  const critical = durationOr0(fields, 'shutdownGracePeriodCriticalPods');
  if (!node || all === undefined || critical === undefined || all <= 0n || critical < 0n || critical > all) return;
  const last = critical === 0n ? 'none' : timeInWords(critical);
  yield {
    node,
    label: `${timeInWords(all - critical)} for ordinary pods, then ${last} for critical ones`,
    tooltip: 'Critical pods end last, in shutdownGracePeriodCriticalPods, which is a part of shutdownGracePeriod',
  };
}

/** An entry is for the pods from its priority up to the next; the lowest one also for those below. */
function* byPriority({ root }: KubeletFields): Iterable<KubeletHint> {
  const phases = items(get(root, 'shutdownGracePeriodByPodPriority')).flatMap(item => {
    const priority = number(get(item, 'priority'));
    const node = ownScalar(get(item, 'priority'));
    return priority === undefined || !node ? [] : { priority, node };
  });
  const sorted = [...phases].sort((a, b) => a.priority - b.priority);
  if (new Set(sorted.map(({ priority }) => priority)).size < sorted.length) return;
  for (const [i, { node, priority }] of sorted.entries()) {
    const next = sorted[i + 1]?.priority;
    const to = next === undefined ? '' : `to ${next - 1}`;
    const label = i === 0 ? (next === undefined ? 'all pods' : `up ${to}`) : next === undefined ? 'and above' : to;
    if (label !== String(priority))
      yield { node, label, tooltip: 'Pods of these priorities get the seconds of this entry' };
  }
}
