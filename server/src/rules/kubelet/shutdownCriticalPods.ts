import { durationAt, isSet, kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const shutdownCriticalPods = rule({
  code: 'kubelet/shutdown-critical-pods',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'more time for critical pods at a shutdown than for all',
    why: `
      \`shutdownGracePeriodCriticalPods\` is the last part of \`shutdownGracePeriod\`, not something added to it. The
      kubelet does not start when the part is longer than the whole.`,
    reference: 'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      shutdownGracePeriod: 20s
      shutdownGracePeriodCriticalPods: 30s
                                     # ^^^ error kubelet/shutdown-critical-pods: shutdownGracePeriodCriticalPods must not be more than shutdownGracePeriod, which is 20s`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      shutdownGracePeriod: 30s
      shutdownGracePeriodCriticalPods: 10s`,
  },
  each: kubeletsIn,
  *check({ root, isPart }) {
    const field = setting(root, 'shutdownGracePeriodCriticalPods');
    const part = durationAt(root, 'shutdownGracePeriodCriticalPods');
    const whole = setting(root, 'shutdownGracePeriod');
    if (!field || part === undefined || (isPart && !whole)) return;
    const all = durationAt(root, 'shutdownGracePeriod');
    if (all === undefined && isSet(root, 'shutdownGracePeriod')) return;
    if (part <= (all ?? 0n)) return;
    const shown = whole?.value.kind === 'scalar' ? whole.value.text : '0s by default';
    const message = `shutdownGracePeriodCriticalPods must not be more than shutdownGracePeriod, which is ${shown}`;
    yield finding(field.value, message);
  },
});
