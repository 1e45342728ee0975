import { replace } from '../../syntax/edit.js';
import { get, isNull, items, text } from '../../syntax/node.js';
import { addSetting, isFalse, kubeletsIn, setting } from '../kubelets.js';
import { type Fix, finding, rule } from '../rule.js';

export const enforcementQos = rule({
  code: 'kubelet/enforcement-qos',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'cgroupsPerQOS turned off, though something shall be enforced',
    why: `
      Whatever \`enforceNodeAllocatable\` lists, \`pods\` by default, is enforced on cgroups that only \`cgroupsPerQOS\`
      makes. The kubelet does not start without; only \`none\` or an empty list needs no cgroups.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      cgroupsPerQOS: false
                   # ^^^^^ error kubelet/enforcement-qos: cgroupsPerQOS must be true where enforceNodeAllocatable is pods by default
      cgroupDriver: systemd`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      cgroupsPerQOS: true
      cgroupDriver: systemd`,
  },
  each: kubeletsIn,
  *check({ root, isPart }, { document }) {
    const field = setting(root, 'cgroupsPerQOS');
    const list = get(root, 'enforceNodeAllocatable');
    if (!field || !isFalse(root, 'cgroupsPerQOS') || (isPart && isNull(list))) return;
    const words = isNull(list) ? ['pods'] : items(list).map(text);
    const enforced = words.find(word => word !== 'none');
    if (enforced === undefined) return;
    const fixes: Fix[] = [{ title: 'Change to true', edits: () => [replace(field.value, 'true')] }];
    if (isNull(list)) {
      const edits = () => addSetting(document, root, ['enforceNodeAllocatable'], ['none'], field);
      fixes.push({ title: 'Enforce nothing', edits });
    }
    const reason = `enforceNodeAllocatable ${isNull(list) ? 'is pods by default' : `has ${enforced}`}`;
    yield finding(field.value, `cgroupsPerQOS must be true where ${reason}`, ...fixes);
  },
});
