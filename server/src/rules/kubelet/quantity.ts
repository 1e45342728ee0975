import { quote } from '../../syntax/edit.js';
import { type Entry, keyOf } from '../../syntax/node.js';
import { kubeletsIn, setting, settingsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const kubeletQuantity = rule({
  code: 'kubelet/quantity',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'number where the kubelet wants a text with a quantity',
    why: `
      What is reserved, and the size of log files, are texts to the kubelet. \`cpu: 1\`, which is right in a Pod, it
      cannot read, and it does not start.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      systemReserved:
        cpu: 1
           # ^ error kubelet/quantity: cpu must be in quotes: the kubelet takes no number here
        memory: 500Mi`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      systemReserved:
        cpu: "1"
        memory: 500Mi`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context)) {
      const size = setting(root, 'containerLogMaxSize');
      if (size) yield size;
      yield* settingsIn(root, 'systemReserved');
      yield* settingsIn(root, 'kubeReserved');
    }
  },
  *check(field: Entry) {
    const { value } = field;
    if (value.kind !== 'scalar' || typeof value.value !== 'number') return;
    const message = `${keyOf(field)} must be in quotes: the kubelet takes no number here`;
    yield finding(value, message, { title: `Quote ${value.text}`, safe: true, edits: () => [quote(value)] });
  },
});
