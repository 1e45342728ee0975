import { isAtLeast } from '../../schema/schemas.js';
import { removeEntry } from '../../syntax/remove.js';
import { isTrue, kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const runOnce = rule({
  code: 'kubelet/run-once',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'runOnce, which the kubelet no longer supports',
    why: `
      With \`runOnce: true\` the kubelet once started the static pods and ended. That mode is deprecated, and the
      kubelet does not start with it.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      runOnce: true
      ^^^^^^^ error kubelet/run-once: the kubelet refuses runOnce: true
      staticPodPath: /etc/kubernetes/manifests`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      staticPodPath: /etc/kubernetes/manifests`,
  },
  each: kubeletsIn,
  *check({ root, version }, { document }) {
    const field = setting(root, 'runOnce');
    if (!field || !isTrue(root, 'runOnce')) return;
    const fix = { title: 'Remove runOnce', loses: true, edits: () => removeEntry(document, field) };
    // Since which version exactly is not written down anywhere.
    const severity = isAtLeast(version, '1.36') ? 'error' : 'warning';
    const message = severity === 'error' ? 'the kubelet refuses runOnce: true' : 'newer kubelets refuse runOnce: true';
    yield { ...finding(field, message, fix), severity };
  },
});
