import { amountFields, amountsOf, isHugePages, resourcesOf } from '../../model/resources.js';
import { finding, rule } from '../rule.js';

export const hugePagesAlone = rule({
  code: 'resources/huge-pages-alone',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'huge pages without cpu or memory',
    why: `
      The API server rejects the manifest: a container that asks for huge pages must ask for cpu or memory, too.`,
    reference: 'https://kubernetes.io/docs/tasks/manage-hugepages/scheduling-hugepages/',
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
          # ^^^^^^^^^ error resources/huge-pages-alone: resources with huge pages must have cpu or memory
              limits:
                hugepages-2Mi: 100Mi`,
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
              limits:
                hugepages-2Mi: 100Mi
                memory: 100Mi`,
  },
  *each(manifest, { isPatch, build }) {
    if (!isPatch && !build.completes(manifest.kind)) yield* resourcesOf(manifest);
  },
  *check(resources) {
    const amounts = amountFields.flatMap(field => [...amountsOf(resources, field)]);
    const isEnough = amounts.some(({ resource }) => resource === 'cpu' || resource === 'memory');
    if (isEnough || !amounts.some(({ resource }) => isHugePages(resource))) return;
    yield finding(resources.entry, 'resources with huge pages must have cpu or memory');
  },
});
