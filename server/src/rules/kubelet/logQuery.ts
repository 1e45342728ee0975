import { replace } from '../../syntax/edit.js';
import { isFalse, isTrue, kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const logQuery = rule({
  code: 'kubelet/log-query',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'log queries without the handler that answers them',
    why: `
      Logs of the node's services are queried at \`/logs\`, which \`enableSystemLogHandler\` serves. The kubelet does
      not start when that is turned off.`,
    reference: 'https://kubernetes.io/docs/concepts/cluster-administration/system-logs/#log-query',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      enableSystemLogHandler: false
                            # ^^^^^ error kubelet/log-query: enableSystemLogHandler must be true where enableSystemLogQuery is
      enableSystemLogQuery: true
      featureGates:
        NodeLogQuery: true`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      enableSystemLogHandler: true
      enableSystemLogQuery: true
      featureGates:
        NodeLogQuery: true`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'enableSystemLogHandler');
    if (!field || !isFalse(root, 'enableSystemLogHandler') || !isTrue(root, 'enableSystemLogQuery')) return;
    yield finding(field.value, 'enableSystemLogHandler must be true where enableSystemLogQuery is', {
      title: 'Change to true',
      edits: () => [replace(field.value, 'true')],
    });
  },
});
