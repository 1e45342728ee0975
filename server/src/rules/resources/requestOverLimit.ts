import { type Amount, amountsOf, canBeOvercommitted, type Resources, resourcesOf } from '../../model/resources.js';
import { type Edit, setValue } from '../../syntax/edit.js';
import type { YamlDocument } from '../../syntax/file.js';
import { entry, get, isNull, type Node } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

export const requestOverLimit = rule({
  code: 'resources/request-over-limit',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'request of a resource above its limit',
    why: `
      The API server rejects the manifest. Of huge pages and of resources with a domain, such as \`nvidia.com/gpu\`,
      the request must be just the limit, and there must be a limit.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits',
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
            # ^^^^^^^^ error resources/request-over-limit: the request of memory must not exceed the limit of 256Mi
                memory: 512Mi
              limits:
                memory: 256Mi`,
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
                memory: 256Mi
              limits:
                memory: 256Mi`,
  },
  each: resourcesOf,
  *check(resources, manifest, { isPatch, build }) {
    const requests = entry(resources.node, 'requests');
    const limits = new Map([...amountsOf(resources, 'limits')].map(amount => [amount.resource, amount]));
    for (const request of amountsOf(resources, 'requests')) {
      const limit = limits.get(request.resource);
      const isWhole = !isPatch && !build.completes(manifest.kind) && mayLack(get(resources.node, 'limits'));
      if (!limit && isWhole && request.quantity !== undefined && !canBeOvercommitted(request.resource)) {
        yield finding(
          resources.entry,
          `resources must have a limit for ${request.resource}: it cannot be overcommitted`,
        );
      }
      if (!requests || !limit || !isRefused(request, limit)) continue;
      const must = canBeOvercommitted(request.resource) ? 'must not exceed' : 'must be';
      const message = `the request of ${request.resource} ${must} the limit of ${textOf(limit)}`;
      yield finding(requests, message, ...fixes(resources, request, limit, manifest.document));
    }
  },
});

function mayLack(limits: Node | undefined): boolean {
  return isNull(limits) || limits?.kind === 'map';
}

function isRefused({ resource, quantity }: Amount, limit: Amount): boolean {
  if (quantity === undefined || limit.quantity === undefined) return false;
  return canBeOvercommitted(resource) ? quantity > limit.quantity : quantity !== limit.quantity;
}

function fixes({ node }: Resources, request: Amount, limit: Amount, document: YamlDocument): readonly Fix[] {
  if (node.alias || request.entry.merged || limit.entry.merged) return [];
  const { resource } = request;
  return [
    { title: `Lower the request of ${resource} to ${textOf(limit)}`, edits: () => [copy(limit, request, document)] },
    { title: `Raise the limit of ${resource} to ${textOf(request)}`, edits: () => [copy(request, limit, document)] },
  ];
}

/** As it is written, quotes included. */
function copy(from: Amount, to: Amount, document: YamlDocument): Edit {
  const { span } = from.entry.value;
  return setValue(document, to.entry, document.text.slice(span.start, span.end));
}

function textOf({ entry: { value } }: Amount): string {
  return value.kind === 'scalar' ? value.text : '';
}
