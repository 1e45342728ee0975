import { podSpecOf } from '../../model/pods.js';
import { setValue } from '../../syntax/edit.js';
import { entry, number } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const negativeGracePeriod = rule({
  code: 'pod/negative-grace-period',
  severity: 'warning',
  fixable: true,
  docs: {
    summary: 'terminationGracePeriodSeconds of a pod below 0',
    why: `
      The API server warns, and takes it for 1: the containers are killed one second after they were asked to stop.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        terminationGracePeriodSeconds: -1
                                     # ^^ warning pod/negative-grace-period: terminationGracePeriodSeconds must not be negative: it is treated as 1
        containers:
          - name: web
            image: nginx`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        terminationGracePeriodSeconds: 1
        containers:
          - name: web
            image: nginx`,
  },
  *each(manifest) {
    const field = entry(podSpecOf(manifest), 'terminationGracePeriodSeconds');
    if (field) yield field;
  },
  *check(field, { document }) {
    const seconds = number(field.value);
    if (seconds === undefined || !Number.isInteger(seconds) || seconds >= 0) return;
    yield finding(
      field.value,
      'terminationGracePeriodSeconds must not be negative: it is treated as 1',
      { title: 'Set terminationGracePeriodSeconds to 1', edits: () => [setValue(document, field, '1')] },
      { title: 'Set terminationGracePeriodSeconds to 30, the default', edits: () => [setValue(document, field, '30')] },
    );
  },
});
