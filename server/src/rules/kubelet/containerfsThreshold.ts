import { type Entry, keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { kubeletsIn, settingsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const containerfsThreshold = rule({
  code: 'kubelet/containerfs-threshold',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'threshold of containerfs, which the kubelet overrides',
    why: `
      The disk that containers write to is that of the node or that of images, and the kubelet takes the threshold
      from there. What is written for \`containerfs\` it logs and ignores.`,
    reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#eviction-signals',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionHard:
        memory.available: 100Mi
        nodefs.available: 10%
        nodefs.inodesFree: 5%
        imagefs.available: 15%
        containerfs.available: 20%
      # ^^^^^^^^^^^^^^^^^^^^^ warning kubelet/containerfs-threshold: the kubelet ignores containerfs.available: the threshold of nodefs or imagefs counts`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionHard:
        memory.available: 100Mi
        nodefs.available: 10%
        nodefs.inodesFree: 5%
        imagefs.available: 15%`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context))
      for (const field of ['evictionHard', 'evictionSoft'])
        yield* settingsIn(root, field).filter(entry => keyOf(entry).startsWith('containerfs.'));
  },
  *check(threshold: Entry, { document }) {
    const name = keyOf(threshold);
    const message = `the kubelet ignores ${name}: the threshold of nodefs or imagefs counts`;
    const fix = { title: `Remove ${name}`, loses: true, edits: () => removeEntry(document, threshold) };
    yield { ...finding(threshold, message, fix), unnecessary: true };
  },
});
