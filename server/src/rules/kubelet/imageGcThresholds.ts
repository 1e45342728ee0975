import { replace } from '../../syntax/edit.js';
import { number } from '../../syntax/node.js';
import { isSet, kubeletsIn, setting } from '../kubelets.js';
import { type Fix, finding, rule } from '../rule.js';

const lowField = 'imageGCLowThresholdPercent';
const highField = 'imageGCHighThresholdPercent';

export const imageGcThresholds = rule({
  code: 'kubelet/image-gc-thresholds',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'image garbage collection that would stop before it starts',
    why: `
      The kubelet removes unused images when the disk is fuller than the high threshold, until it is emptier than
      the low one. It does not start when low is not less than high. What is not written counts with its default:
      85 for high, 80 for low.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imageGCHighThresholdPercent: 70
      imageGCLowThresholdPercent: 75
                                # ^^ error kubelet/image-gc-thresholds: imageGCLowThresholdPercent must be less than imageGCHighThresholdPercent, which is 70`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imageGCHighThresholdPercent: 75
      imageGCLowThresholdPercent: 70`,
  },
  each: kubeletsIn,
  *check({ root, isPart }) {
    const [low, high] = [setting(root, lowField), setting(root, highField)];
    if (isPart && (!low || !high)) return;
    // Another program fills one in.
    if ((!low && isSet(root, lowField)) || (!high && isSet(root, highField))) return;
    const [least, most] = [low ? number(low.value) : 80, high ? number(high.value) : 85];
    const field = low ?? high;
    if (!field || least === undefined || most === undefined || least < most) return;
    const swap: Fix[] =
      low && high && least !== most
        ? [
            {
              title: 'Swap the two',
              edits: () => [replace(low.value, String(most)), replace(high.value, String(least))],
            },
          ]
        : [];
    yield low
      ? finding(
          low.value,
          `${lowField} must be less than ${highField}, which is ${most}${high ? '' : ' by default'}`,
          ...swap,
        )
      : finding(field.value, `${highField} must be more than ${lowField}, which is ${least} by default`);
  },
});
