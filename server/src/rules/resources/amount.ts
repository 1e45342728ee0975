import { one } from '../../model/quantity.js';
import { type Amount, allAmountsOf, isHugePages, isNative, pageSizeOf } from '../../model/resources.js';
import { finding, rule } from '../rule.js';

export const resourceAmount = rule({
  code: 'resources/amount',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'amount of a resource that cannot be',
    why: `
      The API server rejects the manifest: an amount is not negative, resources with a domain, such as
      \`nvidia.com/gpu\`, are counted in whole numbers, and huge pages come in multiples of their size.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            resources:
              requests:
                cpu: -1
                   # ^^ error resources/amount: cpu must not be negative`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            resources:
              requests:
                cpu: 1`,
  },
  each: allAmountsOf,
  *check(amount) {
    const wrong = wrongWith(amount);
    if (wrong) yield finding(amount.entry.value, `${amount.resource} ${wrong}`);
  },
});

function wrongWith({ resource, quantity }: Amount): string | undefined {
  if (quantity === undefined) return undefined;
  if (quantity < 0n) return 'must not be negative';
  if (!isNative(resource) && quantity % one !== 0n) return 'must be a whole number';
  if (!isHugePages(resource)) return undefined;
  const size = pageSizeOf(resource);
  if (size === undefined) return 'must name a page size, such as hugepages-2Mi';
  return quantity % size === 0n ? undefined : `must be a multiple of ${resource.slice('hugepages-'.length)}`;
}
