import { get, items, text } from '../../syntax/node.js';
import { removeItem } from '../../syntax/remove.js';
import { kubeletsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const enforcement = rule({
  code: 'kubelet/enforcement',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'enforceNodeAllocatable with words that exclude each other',
    why: `
      \`none\` stands alone, no word stands twice, and a reservation is enforced either as a whole or, with
      \`-compressible\`, for CPU only. The kubelet does not start otherwise.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      enforceNodeAllocatable:
        - pods
        - pods
        # ^^^^ error kubelet/enforcement: pods stands twice`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      enforceNodeAllocatable:
        - pods`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context)) {
      const list = get(root, 'enforceNodeAllocatable');
      if (list?.kind === 'seq') yield list;
    }
  },
  *check(list, { document }) {
    const words = items(list).map(text);
    for (const [i, item] of items(list).entries()) {
      const problem = problemOf(words, i);
      if (problem === undefined) continue;
      yield finding(item, problem, {
        title: `Remove ${words[i]}`,
        loses: true,
        edits: () => [removeItem(document, list, item)],
      });
    }
  },
});

function problemOf(words: readonly (string | undefined)[], i: number): string | undefined {
  const word = words[i];
  if (word === undefined) return undefined;
  if (words.indexOf(word) < i) return `${word} stands twice`;
  if (word === 'none' && words.some(other => other !== 'none')) return 'none must stand alone';
  const whole = word.replace(/-compressible$/, '');
  return whole !== word && words.includes(whole) ? `${word} excludes ${whole}` : undefined;
}
