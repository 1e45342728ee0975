import { knownText } from '../../model/templates.js';
import { removeEntry } from '../../syntax/remove.js';
import { isSet, kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const reservedCpus = rule({
  code: 'kubelet/reserved-cpus',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'reservedSystemCPUs that is no list of CPUs, or has no say',
    why: `
      \`reservedSystemCPUs\` lists CPUs and ranges of them, as in \`0-3,8\`. It takes the place of the cgroups for
      reservations, and the kubelet does not start with both.`,
    reference:
      'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/#explicitly-reserved-cpu-list',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      reservedSystemCPUs: 0-3
      ^^^^^^^^^^^^^^^^^^ error kubelet/reserved-cpus: reservedSystemCPUs cannot stand beside systemReservedCgroup
      systemReservedCgroup: /system.slice`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      reservedSystemCPUs: 0-3`,
  },
  each: kubeletsIn,
  *check({ root }, { document }) {
    const field = setting(root, 'reservedSystemCPUs');
    const list = knownText(field?.value);
    if (!field || !list) return;
    for (const name of ['systemReservedCgroup', 'kubeReservedCgroup']) {
      const other = isSet(root, name) ? setting(root, name) : undefined;
      if (!other) continue;
      const fix = { title: `Remove ${name}`, loses: true, edits: () => removeEntry(document, other) };
      yield finding(field, `reservedSystemCPUs cannot stand beside ${name}`, fix);
    }
    if (!isCpuSet(list)) yield finding(field.value, 'reservedSystemCPUs must list CPUs, as in 0-3,8');
  },
});

function isCpuSet(list: string): boolean {
  return list.split(',').every(range => {
    const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    return first !== undefined && (last === undefined || Number(first) <= Number(last));
  });
}
