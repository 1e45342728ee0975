import { type Entry, keyOf, number } from '../../syntax/node.js';
import { isKubeletFile } from '../kubelets.js';
import { finding, rule } from '../rule.js';
import { schemaFields } from '../schemaFields.js';

interface Ranged {
  readonly entry: Entry;
  readonly least: number | undefined;
  readonly most: number | undefined;
}

export const kubeletNumberRange = rule({
  code: 'kubelet/number-range',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'number outside the range that the kubelet accepts',
    why: `
      The kubelet checks its configuration when it starts, and does not start with such a number. Where 0 is
      accepted, it often stands for the default.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      healthzPort: 70000
                 # ^^^^^ error kubelet/number-range: healthzPort must be between 0 and 65535
      containerLogMaxFiles: 1
                          # ^ error kubelet/number-range: containerLogMaxFiles must be at least 2`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      healthzPort: 10248
      containerLogMaxFiles: 5`,
  },
  *each(manifest, context) {
    if (!isKubeletFile(manifest)) return;
    for (const { entry, schema } of schemaFields(manifest.root, context)) {
      const { minimum, maximum } = schema;
      if (minimum !== undefined || maximum !== undefined) yield { entry, least: minimum, most: maximum };
    }
  },
  *check({ entry, least, most }: Ranged, _manifest, { schemaProblems }) {
    const value = number(entry.value);
    if (value === undefined) return;
    // What does not even fit into the type has been said.
    if (schemaProblems.some(problem => 'node' in problem && problem.node === entry.value)) return;
    if (value >= (least ?? value) && value <= (most ?? value)) return;
    const range = most === undefined ? `at least ${least}` : `between ${least} and ${most}`;
    yield finding(entry.value, `${keyOf(entry)} must be ${range}`);
  },
});
