import { setValue } from '../../syntax/edit.js';
import { insertBefore } from '../../syntax/insert.js';
import { entries } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { isSet, kubeletsIn, setting, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const cpuPolicyOptions = rule({
  code: 'kubelet/cpu-policy-options',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'options of the static CPU policy without this policy',
    why: `
      \`cpuManagerPolicyOptions\` are options of the policy \`static\`. The policy \`none\`, which is the default, takes
      none: the kubelet does not start.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/cpu-management-policies/#static-policy-options',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      cpuManagerPolicy: none
      cpuManagerPolicyOptions:
      ^^^^^^^^^^^^^^^^^^^^^^^ error kubelet/cpu-policy-options: cpuManagerPolicyOptions needs cpuManagerPolicy: static
        full-pcpus-only: "true"
      kubeReserved:
        cpu: 500m`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      cpuManagerPolicy: static
      cpuManagerPolicyOptions:
        full-pcpus-only: "true"
      kubeReserved:
        cpu: 500m`,
  },
  each: kubeletsIn,
  *check({ root, isPart }, { document }) {
    const options = setting(root, 'cpuManagerPolicyOptions');
    const policy = setting(root, 'cpuManagerPolicy');
    if (!options || entries(options.value).length === 0 || (isPart && !policy)) return;
    // What another program fills in may be right.
    if (isSet(root, 'cpuManagerPolicy') && writtenValue(policy?.value) !== 'none') return;
    const added = [{ key: 'cpuManagerPolicy', value: 'static' }];
    const edits = () => [policy ? setValue(document, policy, 'static') : insertBefore(document, options, added)];
    yield finding(
      options,
      'cpuManagerPolicyOptions needs cpuManagerPolicy: static',
      { title: 'Set cpuManagerPolicy: static', edits },
      { title: 'Remove cpuManagerPolicyOptions', loses: true, edits: () => removeEntry(document, options) },
    );
  },
});
