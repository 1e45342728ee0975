import { replace } from '../../syntax/edit.js';
import { kubeletsIn, setting, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const oldTls = rule({
  code: 'kubelet/old-tls',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'version of TLS that nobody should speak any more',
    why: 'TLS 1.0 and 1.1 are broken, and what talks to a kubelet speaks 1.2 or newer.',
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      tlsMinVersion: VersionTLS10
                   # ^^^^^^^^^^^^ warning kubelet/old-tls: tlsMinVersion should be VersionTLS12 or VersionTLS13`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      tlsMinVersion: VersionTLS12`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'tlsMinVersion');
    if (!field || !['VersionTLS10', 'VersionTLS11'].includes(String(writtenValue(field.value)))) return;
    yield finding(field.value, 'tlsMinVersion should be VersionTLS12 or VersionTLS13', {
      title: 'Change to VersionTLS12',
      edits: () => [replace(field.value, 'VersionTLS12')],
    });
  },
});
