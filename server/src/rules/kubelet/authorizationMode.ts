import { replace } from '../../syntax/edit.js';
import { kubeletsIn, setting, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const authorizationMode = rule({
  code: 'kubelet/authorization-mode',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'kubelet that allows everything to everybody who is identified',
    why: `
      With \`AlwaysAllow\`, whoever has a certificate or a token of the cluster runs commands in all pods of the
      node. \`Webhook\` asks the API server what they may do.`,
    reference: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authorization',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authorization:
        mode: AlwaysAllow
            # ^^^^^^^^^^^ warning kubelet/authorization-mode: the kubelet should ask the API server who may do what: Webhook`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authorization:
        mode: Webhook`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'authorization', 'mode');
    if (!field || writtenValue(field.value) !== 'AlwaysAllow') return;
    yield finding(field.value, 'the kubelet should ask the API server who may do what: Webhook', {
      title: 'Change to Webhook',
      edits: () => [replace(field.value, 'Webhook')],
    });
  },
});
