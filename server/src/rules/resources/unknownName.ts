import { allAmountsOf, isHugePages, isNative, standardResources } from '../../model/resources.js';
import { nearest } from '../../schema/nearest.js';
import { renameKey } from '../../syntax/edit.js';
import { entry } from '../../syntax/node.js';
import { type Fix, finding, rule } from '../rule.js';

export const unknownResource = rule({
  code: 'resources/unknown-name',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'resource that containers do not have',
    why: `
      The API server rejects the manifest. Without a domain in front, such as \`nvidia.com/\`, there are cpu, memory,
      ephemeral-storage and hugepages of some size.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-types',
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
              limits:
                cpus: 500m
              # ^^^^ error resources/unknown-name: cpus must be a resource of containers: cpu, memory, ephemeral-storage, or one with a domain`,
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
                cpu: 500m`,
  },
  each: allAmountsOf,
  *check({ resource, entry: amount }) {
    if (standardResources.includes(resource) || isHugePages(resource) || /[${}<>%]/.test(resource)) return;
    if (resource.includes('/')) {
      if (isNative(resource) || isQualified(resource)) return;
      yield finding(amount, `${resource} must be the name of a resource, such as example.com/gpu`);
      return;
    }
    // What is called gpu, npu or tpu is no slip of cpu.
    const meant = /^[^c]pus?$/i.test(resource) ? undefined : nearest(resource, standardResources);
    const isFree = meant !== undefined && !entry(amount.map, meant);
    const fix: Fix = { title: `Rename to ${meant}`, safe: true, edits: () => [renameKey(amount, meant ?? resource)] };
    const message = `${resource} must be a resource of containers: cpu, memory, ephemeral-storage, or one with a domain`;
    yield finding(amount, message, ...(isFree ? [fix] : []));
  },
});

/** A domain and a name; the domain alone can be too long, or the whole reserved for quotas. */
function isQualified(resource: string): boolean {
  const [domain = '', name = '', ...rest] = resource.split('/');
  const isDomain = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(domain) && !/\.[.-]|-\./.test(domain);
  const isName = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name) && name.length <= 63;
  return rest.length === 0 && isDomain && isName && !resource.startsWith('requests.') && domain.length <= 244;
}
