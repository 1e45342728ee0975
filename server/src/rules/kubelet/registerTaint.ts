import { inWords, labelValueErrors, qualifiedNameErrors } from '../../model/names.js';
import { knownText } from '../../model/templates.js';
import { get, items, type MapNode } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { kubeletsIn, setting } from '../kubelets.js';
import { finding, rule } from '../rule.js';

const checks = [
  ['key', qualifiedNameErrors],
  ['value', labelValueErrors],
] as const;

export const registerTaint = rule({
  code: 'kubelet/register-taint',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'taint that a node cannot register with',
    why: `
      The kubelet does not start with a taint whose key or value is none, and \`timeAdded\` is for the API server to
      write.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      registerWithTaints:
        - key: dedicated
          value: gpu
          effect: NoSchedule
          timeAdded: "2026-01-31T12:00:00Z"
        # ^^^^^^^^^ error kubelet/register-taint: timeAdded must not be set here`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      registerWithTaints:
        - key: dedicated
          value: gpu
          effect: NoSchedule`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context))
      for (const taint of items(get(root, 'registerWithTaints'))) if (taint.kind === 'map') yield taint;
  },
  *check(taint: MapNode, { document }) {
    const time = setting(taint, 'timeAdded');
    const remove = time && { title: 'Remove timeAdded', edits: () => removeEntry(document, time) };
    if (time && remove) yield finding(time, 'timeAdded must not be set here', remove);
    for (const [field, errorsOf] of checks) {
      const found = setting(taint, field);
      const word = knownText(found?.value);
      const errors = word ? errorsOf(word) : [];
      if (found && errors.length > 0) yield finding(found.value, `${field} ${inWords(errors)}`);
    }
  },
});
