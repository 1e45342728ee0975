import { knownText } from '../../model/templates.js';
import { kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const hiddenMetrics = rule({
  code: 'kubelet/hidden-metrics',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'showHiddenMetricsForVersion that is not the version before',
    why: `
      Metrics that a version hides are gone with the next one, so only those of the version just before can be
      shown. A kubelet that finds another version there does not start.`,
    reference: 'https://kubernetes.io/docs/concepts/cluster-administration/system-metrics/#show-hidden-metrics',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      showHiddenMetricsForVersion: v1.35
                                 # ^^^^^ error kubelet/hidden-metrics: showHiddenMetricsForVersion must be a version such as "1.35"`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      showHiddenMetricsForVersion: "1.35"`,
  },
  each: kubeletsIn,
  *check({ root, version }) {
    const field = setting(root, 'showHiddenMetricsForVersion');
    const written = knownText(field?.value);
    if (!field || !written) return;
    const [major = 1, minor = 1] = version.split('.').map(Number);
    const wanted = `${major}.${minor - 1}`;
    if (written === wanted) return;
    const message = `showHiddenMetricsForVersion must be a version such as "${wanted}"`;
    if (!/^[0-9]+[.][0-9]+$/.test(written)) yield finding(field.value, message);
    else {
      const own = `showHiddenMetricsForVersion must be "${wanted}" for a kubelet of ${version}`;
      yield { ...finding(field.value, own), severity: 'warning' };
    }
  },
});
