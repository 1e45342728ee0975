import { replace } from '../../syntax/edit.js';
import { get, items } from '../../syntax/node.js';
import { kubeletsIn, setting, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const vmodule = rule({
  code: 'kubelet/vmodule',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'verbosity for single files in a log that is not text',
    why: '`vmodule` works with the format `text` only. The kubelet does not start with it beside another.',
    reference: 'https://kubernetes.io/docs/concepts/cluster-administration/system-logs/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      logging:
        format: json
              # ^^^^ error kubelet/vmodule: format must be text where vmodule is set
        vmodule:
          - filePattern: eviction*
            verbosity: 4`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      logging:
        format: text
        vmodule:
          - filePattern: eviction*
            verbosity: 4`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'logging', 'format');
    if (!field || writtenValue(field.value) !== 'json' || items(get(root, 'logging', 'vmodule')).length === 0) return;
    yield finding(field.value, 'format must be text where vmodule is set', {
      title: 'Change to text',
      edits: () => [replace(field.value, 'text')],
    });
  },
});
