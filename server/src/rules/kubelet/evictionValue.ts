import { parseQuantity } from '../../model/quantity.js';
import { type Entry, keyOf, text } from '../../syntax/node.js';
import { isNoThreshold } from '../evictions.js';
import { kubeletsIn, settingsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const evictionValue = rule({
  code: 'kubelet/eviction-value',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'eviction threshold that is no quantity and no percentage',
    why: `
      A threshold is a percentage between 0% and 100%, or a quantity of more than 0; \`0%\` and \`100%\` turn it off.
      The kubelet does not start with anything else.`,
    reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#eviction-thresholds',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionHard:
        memory.available: 200MB
                        # ^^^^^ error kubelet/eviction-value: memory.available must be a quantity such as 200Mi, or a percentage such as 5%
        nodefs.available: 110%
                        # ^^^^ error kubelet/eviction-value: nodefs.available must be between 0% and 100%
        nodefs.inodesFree: 5%
        imagefs.available: 15%`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      evictionHard:
        memory.available: 200Mi
        nodefs.available: 10%
        nodefs.inodesFree: 5%
        imagefs.available: 15%`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context)) {
      for (const field of ['evictionHard', 'evictionSoft'])
        for (const entry of settingsIn(root, field)) yield { entry, problemOf: thresholdProblem };
      for (const entry of settingsIn(root, 'evictionMinimumReclaim')) yield { entry, problemOf: reclaimProblem };
    }
  },
  *check({ entry, problemOf }: { entry: Entry; problemOf: (value: string) => string | undefined }) {
    const value = text(entry.value);
    const problem = value === undefined ? undefined : problemOf(value);
    if (problem) yield finding(entry.value, `${keyOf(entry)} must ${problem}`);
  },
});

const noAmount = 'be a quantity such as 200Mi, or a percentage such as 5%';

function thresholdProblem(value: string): string | undefined {
  if (isNoThreshold(value)) return undefined;
  const percent = percentOf(value);
  if (percent !== undefined) return percent >= 0 && percent <= 100 ? undefined : 'be between 0% and 100%';
  const quantity = parseQuantity(value);
  if (quantity === undefined) return noAmount;
  return quantity > 0n ? undefined : 'be more than 0; 0% turns it off';
}

function reclaimProblem(value: string): string | undefined {
  const percent = percentOf(value);
  if (percent !== undefined) return percent > 0 ? undefined : 'be more than 0%';
  const quantity = parseQuantity(value);
  if (quantity === undefined) return noAmount;
  return quantity >= 0n ? undefined : 'not be negative';
}

function percentOf(value: string): number | undefined {
  const digits = /^([+-]?(?:\d+\.?\d*|\.\d+))%$/.exec(value)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
