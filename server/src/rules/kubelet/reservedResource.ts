import { quantityOf } from '../../model/quantity.js';
import { nearest } from '../../schema/nearest.js';
import { oneOf } from '../../schema/words.js';
import { renameKey } from '../../syntax/edit.js';
import { type Entry, entries, get, keyOf } from '../../syntax/node.js';
import { kubeletsIn, writtenValue } from '../kubelets.js';
import { finding, rule } from '../rule.js';

interface Reservation {
  readonly field: string;
  readonly names: readonly string[];
  readonly entry: Entry;
}

const amounts = ['cpu', 'memory', 'ephemeral-storage', 'pid'];
const reservations: readonly (readonly [field: string, names: readonly string[]])[] = [
  ['systemReserved', amounts],
  ['kubeReserved', amounts],
  ['qosReserved', ['memory']],
];

export const reservedResource = rule({
  code: 'kubelet/reserved-resource',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'reservation of something that the kubelet cannot reserve',
    why: `
      For the system and for Kubernetes, \`cpu\`, \`memory\`, \`ephemeral-storage\` and \`pid\` can be reserved; by
      quality of service only a share of \`memory\`. The kubelet does not start with another name, or with less than
      nothing.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      kubeReserved:
        cpu: 100m
        memroy: 500Mi
      # ^^^^^^ error kubelet/reserved-resource: kubeReserved cannot reserve memroy; did you mean memory?`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      kubeReserved:
        cpu: 100m
        memory: 500Mi`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context))
      for (const [field, names] of reservations)
        for (const entry of entries(get(root, field))) yield { field, names, entry };
  },
  *check({ field, names, entry }: Reservation) {
    const name = keyOf(entry);
    if (names.includes(name)) {
      const problem = field === 'qosReserved' ? shareProblem(entry) : amountProblem(entry);
      if (problem) yield finding(entry.value, `${name} ${problem}`);
      return;
    }
    const guess = nearest(name, names);
    const fix = guess && { title: `Change to ${guess}`, edits: () => [renameKey(entry, guess)] };
    const advice = guess ? `did you mean ${guess}?` : `only ${oneOf(names).replace(' or ', ' and ')}`;
    yield finding(entry, `${field} cannot reserve ${name}; ${advice}`, ...(fix ? [fix] : []));
  },
});

function amountProblem({ value }: Entry): string | undefined {
  return (quantityOf(value) ?? 0n) < 0n ? 'must not be negative' : undefined;
}

function shareProblem({ value }: Entry): string | undefined {
  const share = writtenValue(value);
  if (typeof share !== 'string' || share.includes('$')) return undefined;
  const percent = /^(\d+)%$/.exec(share)?.[1];
  return percent !== undefined && Number(percent) <= 100 ? undefined : 'must be a percentage between 0% and 100%';
}
