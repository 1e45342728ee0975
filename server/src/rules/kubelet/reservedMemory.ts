import { quantityOf } from '../../model/quantity.js';
import { type Entry, entries, get, items, keyOf, number } from '../../syntax/node.js';
import { kubeletsIn } from '../kubelets.js';
import { finding, rule } from '../rule.js';

export const reservedMemory = rule({
  code: 'kubelet/reserved-memory',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'memory of a NUMA node that cannot be reserved so',
    why: `
      Of each NUMA node, \`memory\` and pages such as \`hugepages-2Mi\` can be reserved, each once and more than
      nothing. The kubelet does not start otherwise.`,
    reference: 'https://kubernetes.io/docs/tasks/administer-cluster/memory-manager/#reserved-memory-flag',
    bad: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      reservedMemory:
        - numaNode: 0
          limits:
            cpu: 500m
          # ^^^ error kubelet/reserved-memory: only memory and hugepages-<size> can be reserved, not cpu
            memory: 0
                  # ^ error kubelet/reserved-memory: memory must be more than 0`,
    good: `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      reservedMemory:
        - numaNode: 0
          limits:
            memory: 1100Mi`,
  },
  *each(manifest, context) {
    for (const { root } of kubeletsIn(manifest, context)) {
      const seen = new Set<string>();
      for (const node of items(get(root, 'reservedMemory'))) {
        for (const limit of entries(get(node, 'limits'))) {
          const place = `${number(get(node, 'numaNode')) ?? 0} ${keyOf(limit)}`;
          yield { limit, isTwice: seen.has(place) };
          seen.add(place);
        }
      }
    }
  },
  *check({ limit, isTwice }: { limit: Entry; isTwice: boolean }) {
    const name = keyOf(limit);
    if (name !== 'memory' && !name.startsWith('hugepages-'))
      yield finding(limit, `only memory and hugepages-<size> can be reserved, not ${name}`);
    else if (quantityOf(limit.value) === 0n) yield finding(limit.value, `${name} must be more than 0`);
    else if (isTwice) yield finding(limit, `${name} of this NUMA node is reserved twice`);
  },
});
