import { entries, entry, get, isNull, keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { evictionSignals } from '../evictions.js';
import { settingsIn, wholeKubeletsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const unusedGracePeriod = rule({
  code: 'kubelet/unused-grace-period',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'grace period of a soft eviction threshold that is not there',
    why: `
      A grace period alone does nothing: without a threshold for the same signal in \`evictionSoft\` the kubelet
      never looks at it.`,
    reference:
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#soft-eviction-thresholds',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionSoft:
        memory.available: 300Mi
      evictionSoftGracePeriod:
        memory.available: 1m30s
        nodefs.available: 2m
      # ^^^^^^^^^^^^^^^^ warning kubelet/unused-grace-period: evictionSoft has no threshold nodefs.available`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionSoft:
        memory.available: 300Mi
      evictionSoftGracePeriod:
        memory.available: 1m30s`,
  },
  each: wholeKubeletsIn,
  *check({ root }, { document }) {
    const soft = get(root, 'evictionSoft');
    if (!isNull(soft) && soft?.kind !== 'map') return;
    // What is misspelt there may be meant.
    if (entries(soft).some(threshold => !evictionSignals.includes(keyOf(threshold)))) return;
    for (const period of settingsIn(root, 'evictionSoftGracePeriod')) {
      const name = keyOf(period);
      if (!evictionSignals.includes(name) || entry(soft, name)) continue;
      const fix = { title: `Remove ${name}`, loses: true, edits: () => removeEntry(document, period) };
      yield { ...finding(period, `evictionSoft has no threshold ${name}`, fix), unnecessary: true };
    }
  },
});
