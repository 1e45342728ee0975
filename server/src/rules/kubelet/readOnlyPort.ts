import { replace } from '../../syntax/edit.js';
import { number } from '../../syntax/node.js';
import { kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const readOnlyPort = rule({
  code: 'kubelet/read-only-port',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'port on which everybody reads what runs on the node',
    why: `
      The server on \`readOnlyPort\`, by custom 10255, asks nobody who they are: whoever reaches the node reads its
      pods, with their environment, and its metrics. 0 turns it off, and is the default. Metrics are served at
      \`port\`, 10250, to those who are allowed.`,
    reference: 'https://kubernetes.io/docs/reference/networking/ports-and-protocols/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      readOnlyPort: 10255
                  # ^^^^^ warning kubelet/read-only-port: everybody who reaches the node can read its pods here, without authentication`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      readOnlyPort: 0`,
  },
  each: kubeletsIn,
  *check({ root }) {
    const field = setting(root, 'readOnlyPort');
    const port = number(field?.value);
    if (!field || port === undefined || port < 1 || port > 65535) return;
    const message = 'everybody who reaches the node can read its pods here, without authentication';
    yield finding(field.value, message, { title: 'Turn it off', edits: () => [replace(field.value, '0')] });
  },
});
