import { nearest } from '../../schema/nearest.js';
import { oneOf } from '../../schema/words.js';
import { renameKey } from '../../syntax/edit.js';
import { type Entry, entries, entry, get, keyOf } from '../../syntax/node.js';
import { evictionFields, evictionSignals, otherSignals } from '../evictions.js';
import { kubeletsIn } from '../kubelets.js';
import { type Fix, finding, rule } from '../rule.js';

export const evictionSignal = rule({
  code: 'kubelet/eviction-signal',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'eviction signal that does not exist',
    why: `
      Thresholds, grace periods and amounts to reclaim are written per signal, such as \`memory.available\`. The
      kubelet does not start with a name that it does not know.`,
    reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#eviction-signals',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionSoft:
        memory.availible: 300Mi
      # ^^^^^^^^^^^^^^^^ error kubelet/eviction-signal: there is no eviction signal memory.availible; did you mean memory.available?
      evictionSoftGracePeriod:
        memory.available: 1m30s`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionSoft:
        memory.available: 300Mi
      evictionSoftGracePeriod:
        memory.available: 1m30s`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context))
      for (const field of evictionFields) yield* entries(get(root, field));
  },
  *check(signal: Entry) {
    const name = keyOf(signal);
    if (evictionSignals.includes(name) || otherSignals.includes(name)) return;
    const guess = nearest(name, evictionSignals);
    const isTaken = guess !== undefined && entry(signal.map, guess) !== undefined;
    const fixes: Fix[] =
      guess && !isTaken ? [{ title: `Change to ${guess}`, edits: () => [renameKey(signal, guess)] }] : [];
    const advice = guess ? `did you mean ${guess}?` : `there are ${oneOf(evictionSignals).replace(' or ', ' and ')}`;
    yield finding(signal, `there is no eviction signal ${name}; ${advice}`, ...fixes);
  },
});
