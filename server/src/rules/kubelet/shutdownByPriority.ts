import { get, items } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { durationAt, kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const shutdownByPriority = rule({
  code: 'kubelet/shutdown-by-priority',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'grace periods for a shutdown by priority and without at once',
    why: `
      \`shutdownGracePeriodByPodPriority\` takes the place of \`shutdownGracePeriod\` and
      \`shutdownGracePeriodCriticalPods\`. The kubelet does not start with both.`,
    reference:
      'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#pod-priority-graceful-node-shutdown',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      shutdownGracePeriod: 30s
      ^^^^^^^^^^^^^^^^^^^ error kubelet/shutdown-by-priority: shutdownGracePeriod cannot stand beside shutdownGracePeriodByPodPriority
      shutdownGracePeriodByPodPriority:
        - priority: 0
          shutdownGracePeriodSeconds: 60`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      shutdownGracePeriodByPodPriority:
        - priority: 0
          shutdownGracePeriodSeconds: 60`,
  },
  each: kubeletsIn,
  *check({ root }, { document }) {
    if (items(get(root, 'shutdownGracePeriodByPodPriority')).length === 0) return;
    for (const name of ['shutdownGracePeriod', 'shutdownGracePeriodCriticalPods']) {
      const field = setting(root, name);
      if (!field || (durationAt(root, name) ?? 0n) <= 0n) continue;
      const fix = { title: `Remove ${name}`, loses: true, edits: () => removeEntry(document, field) };
      yield finding(field, `${name} cannot stand beside shutdownGracePeriodByPodPriority`, fix);
    }
  },
});
