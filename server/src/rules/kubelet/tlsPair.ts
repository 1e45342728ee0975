import { isSet, setting, wholeKubeletsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const tlsPair = rule({
  code: 'kubelet/tls-pair',
  severity: 'warning',
  fixable: false,
  docs: {
    summary: 'certificate without key, or key without certificate',
    why: `
      The kubelet serves with \`tlsCertFile\` and \`tlsPrivateKeyFile\` together. It signs a certificate itself only
      when neither is set.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      tlsCertFile: /var/lib/kubelet/pki/kubelet.crt
      ^^^^^^^^^^^ warning kubelet/tls-pair: tlsCertFile needs tlsPrivateKeyFile`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      tlsCertFile: /var/lib/kubelet/pki/kubelet.crt
      tlsPrivateKeyFile: /var/lib/kubelet/pki/kubelet.key`,
  },
  each: wholeKubeletsIn,
  *check({ root }) {
    for (const [own, other] of [
      ['tlsCertFile', 'tlsPrivateKeyFile'],
      ['tlsPrivateKeyFile', 'tlsCertFile'],
    ] as const) {
      const field = setting(root, own);
      if (field && isSet(root, own) && !isSet(root, other)) yield finding(field, `${own} needs ${other}`);
    }
  },
});
