import { parseGoDuration } from '../../model/goDuration.js';
import { durationAt, isSet, kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const imageGcAge = rule({
  code: 'kubelet/image-gc-age',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'imageMaximumGCAge that is not more than imageMinimumGCAge',
    why: `
      Images younger than \`imageMinimumGCAge\`, two minutes by default, are never removed; unused ones older than
      \`imageMaximumGCAge\` always. The kubelet does not start when the two contradict each other.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imageMinimumGCAge: 24h
      imageMaximumGCAge: 12h
                       # ^^^ error kubelet/image-gc-age: imageMaximumGCAge must be 0s or more than imageMinimumGCAge, which is 24h`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      imageMinimumGCAge: 24h
      imageMaximumGCAge: 168h`,
  },
  each: kubeletsIn,
  *check({ root, isPart }) {
    const field = setting(root, 'imageMaximumGCAge');
    const most = durationAt(root, 'imageMaximumGCAge');
    const minimum = setting(root, 'imageMinimumGCAge');
    if (!field || most === undefined || most <= 0n || (isPart && !minimum)) return;
    const written = durationAt(root, 'imageMinimumGCAge');
    // Not readable, or filled in by another program.
    if (written === undefined && isSet(root, 'imageMinimumGCAge')) return;
    const least = written || parseGoDuration('2m') || 0n;
    if (most > least) return;
    const shown = written && minimum?.value.kind === 'scalar' ? minimum.value.text : '2m by default';
    yield finding(field.value, `imageMaximumGCAge must be 0s or more than imageMinimumGCAge, which is ${shown}`);
  },
});
