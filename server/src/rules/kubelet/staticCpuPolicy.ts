import { quantityOf } from '../../model/quantity.js';
import { get, type MapNode } from '../../syntax/node.js';
import { addSetting, isSet, setting, wholeKubeletsIn, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const staticCpuPolicy = rule({
  code: 'kubelet/static-cpu-policy',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'static CPU policy without CPUs for the system',
    why: `
      With \`cpuManagerPolicy: static\` pods get CPUs of their own. Some must be left for the rest, so the kubelet
      does not start unless \`kubeReserved\` and \`systemReserved\` together reserve CPU, or \`reservedSystemCPUs\`
      does.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/cpu-management-policies/#static-policy',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      cpuManagerPolicy: static
                      # ^^^^^^ error kubelet/static-cpu-policy: static needs CPU in kubeReserved or systemReserved, or reservedSystemCPUs`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      cpuManagerPolicy: static
      kubeReserved:
        cpu: 500m`,
  },
  each: wholeKubeletsIn,
  *check({ root }, { document }) {
    const field = setting(root, 'cpuManagerPolicy');
    if (!field || writtenValue(field.value) !== 'static' || isSet(root, 'reservedSystemCPUs')) return;
    if (mayReserve(root, 'kubeReserved') || mayReserve(root, 'systemReserved')) return;
    yield finding(field.value, 'static needs CPU in kubeReserved or systemReserved, or reservedSystemCPUs', {
      title: 'Reserve 500m for Kubernetes',
      edits: () => addSetting(document, root, ['kubeReserved', 'cpu'], '500m', field),
    });
  },
});

/** What cannot be read may be enough. */
function mayReserve(root: MapNode, field: string): boolean {
  if (isSet(root, field) && get(root, field)?.kind !== 'map') return true;
  return isSet(root, field, 'cpu') && quantityOf(get(root, field, 'cpu')) !== 0n;
}
