import { replace } from '../../syntax/edit.js';
import { number } from '../../syntax/node.js';
import { isTrue, kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const parallelPulls = rule({
  code: 'kubelet/parallel-pulls',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'several images at once and yet one after another',
    why: `
      \`maxParallelImagePulls\` of more than 1 and \`serializeImagePulls: true\` contradict each other, and the
      kubelet does not start. Left out, \`serializeImagePulls\` follows.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      serializeImagePulls: true
                         # ^^^^ error kubelet/parallel-pulls: serializeImagePulls must be false where maxParallelImagePulls is 5
      maxParallelImagePulls: 5`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      serializeImagePulls: false
      maxParallelImagePulls: 5`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'serializeImagePulls');
    const most = number(setting(root, 'maxParallelImagePulls')?.value);
    if (!field || most === undefined || most < 2 || !isTrue(root, 'serializeImagePulls')) return;
    yield finding(field.value, `serializeImagePulls must be false where maxParallelImagePulls is ${most}`, {
      title: 'Change to false',
      edits: () => [replace(field.value, 'false')],
    });
  },
});
