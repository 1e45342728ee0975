import { replace } from '../../syntax/edit.js';
import { kubeletsIn, setting, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const kernelDefaults = rule({
  code: 'kubelet/kernel-defaults',
  severity: 'information',
  strict: true,
  fixable: true,
  docs: {
    summary: 'kubelet that changes settings of the kernel',
    why: `
      With \`protectKernelDefaults: false\` the kubelet sets what it needs in the kernel over what the administrator
      of the node has set. When true, it says what is missing, and does not start.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      protectKernelDefaults: false
                           # ^^^^^ information kubelet/kernel-defaults: the kubelet should not change settings of the kernel by itself`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      protectKernelDefaults: true`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'protectKernelDefaults');
    if (!field || writtenValue(field.value) !== false) return;
    yield finding(field.value, 'the kubelet should not change settings of the kernel by itself', {
      title: 'Change to true',
      edits: () => [replace(field.value, 'true')],
    });
  },
});
