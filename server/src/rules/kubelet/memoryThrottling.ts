import { replace } from '../../syntax/edit.js';
import { number } from '../../syntax/node.js';
import { kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const memoryThrottling = rule({
  code: 'kubelet/memory-throttling',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'memoryThrottlingFactor that is no share',
    why: `
      The kernel slows a container down from this share of its memory limit on: more than 0, and at most 1. The
      kubelet does not start with another number.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#memory-qos-with-cgroup-v2',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      memoryThrottlingFactor: 90
                            # ^^ error kubelet/memory-throttling: memoryThrottlingFactor must be more than 0 and at most 1`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      memoryThrottlingFactor: 0.9`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'memoryThrottlingFactor');
    const share = number(field?.value);
    if (!field || share === undefined || (share > 0 && share <= 1)) return;
    const wanted = share > 1 && share <= 100 ? String(share / 100) : '0.9';
    yield finding(field.value, 'memoryThrottlingFactor must be more than 0 and at most 1', {
      title: `Change to ${wanted}`,
      edits: () => [replace(field.value, wanted)],
    });
  },
});
