import { replace } from '../../syntax/edit.js';
import { kubeletsIn, setting, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const utilChains = rule({
  code: 'kubelet/util-chains',
  severity: 'information',
  strict: true,
  fixable: true,
  docs: {
    summary: 'kubelet that does not keep its iptables chains',
    why: `
      Other programs on the node learn from the kubelet's chains which iptables the node uses. With
      \`makeIPTablesUtilChains: false\` they have to guess.`,
    reference: 'https://kubernetes.io/docs/reference/networking/virtual-ips/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      makeIPTablesUtilChains: false
                            # ^^^^^ information kubelet/util-chains: the kubelet should keep its iptables chains`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      makeIPTablesUtilChains: true`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'makeIPTablesUtilChains');
    if (!field || writtenValue(field.value) !== false) return;
    yield finding(field.value, 'the kubelet should keep its iptables chains', {
      title: 'Change to true',
      edits: () => [replace(field.value, 'true')],
    });
  },
});
