import { replace } from '../../syntax/edit.js';
import { kubeletsIn, setting, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const certificateRotation = rule({
  code: 'kubelet/certificate-rotation',
  severity: 'information',
  strict: true,
  fixable: true,
  docs: {
    summary: 'kubelet that does not renew its client certificate',
    why: `
      When the certificate expires with which the kubelet speaks to the API server, the node is lost. With
      \`rotateCertificates: true\` the kubelet asks for a new one in time.`,
    reference: 'https://kubernetes.io/docs/tasks/tls/certificate-rotation/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      rotateCertificates: false
                        # ^^^^^ information kubelet/certificate-rotation: the kubelet should renew its client certificate`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      rotateCertificates: true`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'rotateCertificates');
    if (!field || writtenValue(field.value) !== false) return;
    yield finding(field.value, 'the kubelet should renew its client certificate', {
      title: 'Change to true',
      edits: () => [replace(field.value, 'true')],
    });
  },
});
