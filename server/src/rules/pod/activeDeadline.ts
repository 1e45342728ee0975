import { podSpecOf, runsOn } from '../../model/pods.js';
import { entry, isNull } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

export const activeDeadline = rule({
  code: 'pod/active-deadline',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'activeDeadlineSeconds in a workload whose pods run on',
    why: `
      The API server rejects the manifest: a deadline is for pods that end, those of a Job, or for a Pod of its own.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup',
    bad: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            activeDeadlineSeconds: 600
          # ^^^^^^^^^^^^^^^^^^^^^ error pod/active-deadline: activeDeadlineSeconds must not be set in the pods of a Deployment
            containers:
              - name: web
                image: nginx`,
    good: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx`,
  },
  *each(manifest) {
    const field = runsOn(manifest) ? entry(podSpecOf(manifest), 'activeDeadlineSeconds') : undefined;
    if (field && !isNull(field.value)) yield field;
  },
  *check(field, { document, kind }) {
    yield finding(field, `activeDeadlineSeconds must not be set in the pods of a ${kind}`, {
      title: 'Remove activeDeadlineSeconds',
      loses: true,
      edits: () => removeEntry(document, field),
    });
  },
});
