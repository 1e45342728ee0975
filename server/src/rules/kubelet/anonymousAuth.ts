import { replace } from '../../syntax/edit.js';
import { kubeletsIn, setting, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const anonymousAuth = rule({
  code: 'kubelet/anonymous-auth',
  severity: 'warning',
  strict: true,
  fixable: true,
  docs: {
    summary: 'kubelet that lets in who does not say who they are',
    why: `
      Requests that nothing identifies come in as user \`system:anonymous\`. Together with \`AlwaysAllow\`, anybody
      who reaches the node runs commands in its pods.`,
    reference: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authentication',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
        anonymous:
          enabled: true
                 # ^^^^ warning kubelet/anonymous-auth: the kubelet should not let in requests that nothing identifies`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      authentication:
        anonymous:
          enabled: false`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'authentication', 'anonymous', 'enabled');
    if (!field || writtenValue(field.value) !== true) return;
    yield finding(field.value, 'the kubelet should not let in requests that nothing identifies', {
      title: 'Turn it off',
      edits: () => [replace(field.value, 'false')],
    });
  },
});
