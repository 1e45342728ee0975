import { entry, isNull } from '../../syntax/node.js';
import { isSet, setting, wholeKubeletsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const clientCa = rule({
  code: 'kubelet/client-ca',
  severity: 'information',
  strict: true,
  fixable: false,
  docs: {
    summary: 'authentication of the kubelet without an authority for client certificates',
    why: `
      The API server shows the kubelet a client certificate. Without \`clientCAFile\` the kubelet cannot check it,
      and takes the API server for nobody in particular. kubeadm fills it in.`,
    reference: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authentication',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
      ^^^^^^^^^^^^^^ information kubelet/client-ca: authentication should name x509.clientCAFile
        anonymous:
          enabled: false`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
        anonymous:
          enabled: false
        x509:
          clientCAFile: /etc/kubernetes/pki/ca.crt`,
  },
  each: wholeKubeletsIn,
  *check({ root }) {
    const field = setting(root, 'authentication');
    const x509 = field && entry(field.value, 'x509')?.value;
    if (x509 && !isNull(x509) && x509.kind !== 'map') return;
    if (field?.value.kind !== 'map' || isSet(root, 'authentication', 'x509', 'clientCAFile')) return;
    yield finding(field, 'authentication should name x509.clientCAFile');
  },
});
