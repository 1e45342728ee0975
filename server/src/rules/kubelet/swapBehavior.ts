import { nearest } from '../../schema/nearest.js';
import { isAtLeast } from '../../schema/schemas.js';
import { setValue } from '../../syntax/edit.js';
import { kubeletsIn, setting, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

const known = ['NoSwap', 'LimitedSwap'];

export const swapBehavior = rule({
  code: 'kubelet/swap-behavior',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'use of swap that the kubelet does not know',
    why: `
      \`NoSwap\` is the default, \`LimitedSwap\` lets pods swap in proportion to the memory they request.
      \`UnlimitedSwap\` was removed in 1.30. The kubelet does not start with anything else.`,
    reference: 'https://kubernetes.io/docs/concepts/cluster-administration/swap-memory-management/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      memorySwap:
        swapBehavior: UnlimitedSwap
                    # ^^^^^^^^^^^^^ error kubelet/swap-behavior: swapBehavior must be NoSwap or LimitedSwap`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      memorySwap:
        swapBehavior: LimitedSwap`,
  },
  each: kubeletsIn,
  *check({ root, version }, { document }) {
    const field = setting(root, 'memorySwap', 'swapBehavior');
    const value = writtenValue(field?.value);
    if (!field || typeof value !== 'string' || value === '' || known.includes(value) || !isAtLeast(version, '1.30'))
      return;
    const guess = value === 'UnlimitedSwap' ? 'LimitedSwap' : (nearest(value, known) ?? 'NoSwap');
    const ordered = [guess, ...known.filter(word => word !== guess)];
    const fixes = ordered.map(word => ({ title: `Change to ${word}`, edits: () => [setValue(document, field, word)] }));
    yield finding(field.value, 'swapBehavior must be NoSwap or LimitedSwap', ...fixes);
  },
});
