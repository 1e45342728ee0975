import { number } from '../../syntax/node.js';
import { kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const idsPerPod = rule({
  code: 'kubelet/ids-per-pod',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'number of IDs for a pod that cannot be mapped',
    why: `
      User namespaces get their IDs in blocks of 65536, so \`idsPerPod\` is a multiple of that, and less than
      4294967296.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      userNamespaces:
        idsPerPod: 100000
                 # ^^^^^^ warning kubelet/ids-per-pod: idsPerPod must be a multiple of 65536, and less than 4294967296`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      userNamespaces:
        idsPerPod: 131072`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'userNamespaces', 'idsPerPod');
    const ids = number(field?.value);
    if (!field || ids === undefined || (ids % 65536 === 0 && ids > 0 && ids < 2 ** 32)) return;
    yield finding(field.value, 'idsPerPod must be a multiple of 65536, and less than 4294967296');
  },
});
