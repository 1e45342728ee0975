import { containerResources, isContainerResource, isDivisorOf } from '../../model/downwardApi.js';
import { valueSourcesOf } from '../../model/env.js';
import { isPlaceholder, knownText } from '../../model/templates.js';
import { nearest } from '../../schema/nearest.js';
import { oneOf } from '../../schema/words.js';
import { setValue } from '../../syntax/edit.js';
import { entry } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const envResourceField = rule({
  code: 'env/resource-field',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'resourceFieldRef to a resource, or in a unit, that environment variables cannot get',
    why: `
      The API server rejects the manifest. A variable gets the limit or the request of \`cpu\`, \`memory\`,
      \`ephemeral-storage\` or \`hugepages-…\`. The divisor is \`1\` or \`1m\` for CPU, and \`1\`, \`1k\` to \`1E\` or \`1Ki\` to
      \`1Ei\` for all others.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: MEMORY
                valueFrom:
                  resourceFieldRef: { resource: limit.memory }
                                              # ^^^^^^^^^^^^ error env/resource-field: resource must be limits or requests of cpu, memory, ephemeral-storage or hugepages; did you mean limits.memory?
              - name: DISK
                valueFrom:
                  resourceFieldRef: { resource: limits.ephemeral-storage, divisor: 10Mi }
                                                                                 # ^^^^ error env/resource-field: divisor for limits.ephemeral-storage must be 1, 1k, 1Ki, 1M, 1Mi, 1G or 1Gi`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: MEMORY
                valueFrom:
                  resourceFieldRef: { resource: limits.memory }
              - name: DISK
                valueFrom:
                  resourceFieldRef: { resource: limits.ephemeral-storage, divisor: 1Mi }`,
  },
  each: valueSourcesOf,
  *check({ name, node }, { document }) {
    const field = entry(node, 'resource');
    const resource = knownText(field?.value);
    if (name !== 'resourceFieldRef' || !field || resource === undefined) return;
    if (!isContainerResource(resource)) {
      const guess = nearest(resource, containerResources);
      const fixes = guess ? [{ title: `Change to ${guess}`, edits: () => [setValue(document, field, guess)] }] : [];
      const message = 'resource must be limits or requests of cpu, memory, ephemeral-storage or hugepages';
      yield finding(field.value, `${message}${guess ? `; did you mean ${guess}?` : ''}`, ...fixes);
      return;
    }
    const divisor = entry(node, 'divisor');
    if (divisor?.value.kind !== 'scalar' || isPlaceholder(divisor.value)) return;
    const written = divisor.value.text;
    if (isDivisorOf(resource, written)) return;
    const units = resource.endsWith('.cpu') ? ['1', '1m'] : ['1', '1k', '1Ki', '1M', '1Mi', '1G', '1Gi'];
    const unit = units.find(known => known !== '1' && known === written.replace(/^\d+/, '1')) ?? '1';
    yield finding(divisor.value, `divisor for ${resource} must be ${oneOf(units)}`, {
      title: `Change to ${unit}`,
      edits: () => [setValue(document, divisor, unit)],
    });
  },
});
