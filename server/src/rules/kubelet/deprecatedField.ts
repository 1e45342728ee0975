import { goDurationOf } from '../../model/goDuration.js';
import { isNull, keyOf } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { isKubeletFile, isTrue } from '../kubelets.js';
import { finding, rule } from '../rule.js';
import { schemaFields } from '../schemaFields.js';

export const kubeletDeprecatedField = rule({
  code: 'kubelet/deprecated-field',
  severity: 'hint',
  fixable: true,
  docs: {
    summary: 'field of the kubelet that no longer does anything',
    why: 'The kubelet still accepts it, and ignores it. A later version may not know it any more.',
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      maxPods: 110
      iptablesMasqueradeBit: 14
      ^^^^^^^^^^^^^^^^^^^^^ hint kubelet/deprecated-field: iptablesMasqueradeBit is deprecated: it no longer has any effect`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      maxPods: 110`,
  },
  *each(manifest, context) {
    if (!isKubeletFile(manifest)) return;
    for (const { entry, schema } of schemaFields(manifest.root, context)) {
      const advice = schema['x-deprecated'];
      // What is refused is no longer only deprecated.
      const isRefused = keyOf(entry) === 'runOnce' && isTrue(manifest.root, 'runOnce');
      // As programs write it that write out all fields.
      const isZero = goDurationOf(entry.value) === 0n;
      if (advice !== undefined && !isNull(entry.value) && !isRefused && !isZero) yield { entry, advice };
    }
  },
  *check({ entry, advice }, { document }) {
    const name = keyOf(entry);
    const fix = { title: `Remove ${name}`, loses: true, edits: () => removeEntry(document, entry) };
    yield { ...finding(entry, `${name} is deprecated: ${advice}`, fix), deprecated: true };
  },
});
