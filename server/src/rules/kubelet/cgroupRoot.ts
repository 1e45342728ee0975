import { addSetting, isSet, setting, wholeKubeletsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const kubeletCgroupRoot = rule({
  code: 'kubelet/cgroup-root',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'systemCgroups without cgroupRoot',
    why: `
      The kubelet moves system processes into the cgroup \`systemCgroups\` below \`cgroupRoot\`, and does not start
      without the latter.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      systemCgroups: /system.slice
      ^^^^^^^^^^^^^ error kubelet/cgroup-root: systemCgroups needs cgroupRoot`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      systemCgroups: /system.slice
      cgroupRoot: /`,
  },
  each: wholeKubeletsIn,
  *check({ root }, { document }) {
    const field = setting(root, 'systemCgroups');
    if (!field || !isSet(root, 'systemCgroups') || isSet(root, 'cgroupRoot')) return;
    yield finding(field, 'systemCgroups needs cgroupRoot', {
      title: 'Add cgroupRoot: /',
      edits: () => addSetting(document, root, ['cgroupRoot'], '/', field),
    });
  },
});
