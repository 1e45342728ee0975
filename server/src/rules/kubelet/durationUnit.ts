import { replace } from '../../syntax/edit.js';
import type { ScalarNode } from '../../syntax/node.js';
import { isBareDuration } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const kubeletDurationUnit = rule({
  code: 'kubelet/duration-unit',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'duration of the kubelet without a unit',
    why: `
      The kubelet decodes durations such as \`30s\`, \`1m30s\` or \`4h\`. A plain number it cannot read, in quotes or
      without, and it does not start.`,
    reference: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      nodeStatusUpdateFrequency: 10
                               # ^^ error kubelet/duration-unit: nodeStatusUpdateFrequency must have a unit, as in 10s`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      nodeStatusUpdateFrequency: 10s`,
  },
  *each(manifest, context) {
    for (const problem of context.schemaProblems) {
      if (!isBareDuration(problem, manifest, context) || !('node' in problem)) continue;
      if (problem.node.kind === 'scalar') yield { node: problem.node, name: String(problem.path.at(-1)) };
    }
  },
  *check({ node, name }: { node: ScalarNode; name: string }) {
    const wanted = `${node.text.trim()}s`;
    yield finding(node, `${name} must have a unit, as in ${wanted}`, {
      title: `Change to ${wanted}`,
      edits: () => [replace(node, wanted)],
    });
  },
});
