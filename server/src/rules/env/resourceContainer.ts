import { containerNamesBeside, valueSourcesOf } from '../../model/env.js';
import { knownText } from '../../model/templates.js';
import { nearest } from '../../schema/nearest.js';
import { setValue } from '../../syntax/edit.js';
import { entry } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const envResourceContainer = rule({
  code: 'env/resource-container',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'resourceFieldRef to a container that the pod does not have',
    why: `
      The API server accepts it, and the container never starts: its status is \`CreateContainerConfigError\`. Without a
      \`containerName\` the container gets its own resources.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: server
            image: nginx
            env:
              - name: MEMORY
                valueFrom:
                  resourceFieldRef: { containerName: sever, resource: limits.memory }
                                                   # ^^^^^ warning env/resource-container: the pod has no container sever`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: server
            image: nginx
            env:
              - name: MEMORY
                valueFrom:
                  resourceFieldRef: { containerName: server, resource: limits.memory }`,
  },
  each: valueSourcesOf,
  *check({ name, node, variable }, { document, kind }, { isPatch, build }) {
    const field = entry(node, 'containerName');
    const wanted = knownText(field?.value);
    if (name !== 'resourceFieldRef' || !field || !wanted) return;
    if (isPatch || build.completes(kind)) return;
    const names = containerNamesBeside(variable.container);
    if (names.includes(wanted)) return;
    const guess = nearest(wanted, names) ?? names[0];
    const fixes = guess ? [{ title: `Change to ${guess}`, edits: () => [setValue(document, field, guess)] }] : [];
    yield finding(field.value, `the pod has no container ${wanted}`, ...fixes);
  },
});
