import { entry, get, isNull, keyOf, text } from '../../syntax/node.js';
import { evictionSignals, isNoThreshold } from '../evictions.js';
import { addSetting, settingsIn, wholeKubeletsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const evictionGracePeriod = rule({
  code: 'kubelet/eviction-grace-period',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'soft eviction threshold without a grace period',
    why: `
      A soft threshold must be crossed for a while before pods are ended: its grace period. The kubelet does not
      start without.`,
    reference:
      'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#soft-eviction-thresholds',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionSoft:
        memory.available: 300Mi
      # ^^^^^^^^^^^^^^^^ error kubelet/eviction-grace-period: memory.available needs an entry in evictionSoftGracePeriod`,
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
    const periods = get(root, 'evictionSoftGracePeriod');
    if (!isNull(periods) && periods?.kind !== 'map') return;
    for (const threshold of settingsIn(root, 'evictionSoft')) {
      const name = keyOf(threshold);
      const isOne = evictionSignals.includes(name) && !isNoThreshold(text(threshold.value) ?? '');
      if (!isOne || entry(periods, name)) continue;
      const path = ['evictionSoftGracePeriod', name] as const;
      yield finding(threshold, `${name} needs an entry in evictionSoftGracePeriod`, {
        title: 'Add a grace period of 1m30s',
        edits: () => addSetting(document, root, path, '1m30s', entry(root, 'evictionSoft')),
      });
    }
  },
});
