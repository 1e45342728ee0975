import { entry, get, items, text } from '../../syntax/node.js';
import { addSetting, isSet, wholeKubeletsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

const cgroups = [
  { of: 'system-reserved', field: 'systemReservedCgroup', usual: '/system.slice' },
  { of: 'kube-reserved', field: 'kubeReservedCgroup', usual: '/kubelet.slice' },
];

export const enforcementCgroup = rule({
  code: 'kubelet/enforcement-cgroup',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'enforced reservation without the cgroup that it is enforced on',
    why: `
      To enforce what is reserved for the system, or for the kubelet and the container runtime, the kubelet must
      know their cgroup. It does not start without.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      systemReserved:
        memory: 500Mi
      enforceNodeAllocatable:
        - pods
        - system-reserved
        # ^^^^^^^^^^^^^^^ error kubelet/enforcement-cgroup: system-reserved needs systemReservedCgroup`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      systemReserved:
        memory: 500Mi
      enforceNodeAllocatable:
        - pods
        - system-reserved
      systemReservedCgroup: /system.slice`,
  },
  each: wholeKubeletsIn,
  *check({ root }, { document }) {
    const after = entry(root, 'enforceNodeAllocatable');
    for (const item of items(get(root, 'enforceNodeAllocatable'))) {
      const word = text(item) ?? '';
      const needed = cgroups.find(({ of }) => word.startsWith(of));
      if (!needed || isSet(root, needed.field)) continue;
      yield finding(item, `${word} needs ${needed.field}`, {
        title: `Add ${needed.field}: ${needed.usual}`,
        edits: () => addSetting(document, root, [needed.field], needed.usual, after),
      });
    }
  },
});
