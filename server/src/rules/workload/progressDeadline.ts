import { entry, get, isNull, number } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

/** What the API server takes for `progressDeadlineSeconds` when it is not written. */
const usual = 600;

export const progressDeadline = rule({
  code: 'workload/progress-deadline',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'minReadySeconds that are not over before progressDeadlineSeconds',
    why: `
      The API server rejects the manifest: pods of a Deployment that must be ready for so long could never make it in
      time. \`progressDeadlineSeconds\` is 600 when it is not written.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds',
    bad: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        minReadySeconds: 60
        progressDeadlineSeconds: 60
                               # ^^ error workload/progress-deadline: progressDeadlineSeconds must be greater than minReadySeconds
        selector:
          matchLabels: { app: web }
        template:
          metadata:
            labels: { app: web }
          spec:
            containers:
              - name: web
                image: nginx`,
    good: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        minReadySeconds: 60
        progressDeadlineSeconds: 120
        selector:
          matchLabels: { app: web }
        template:
          metadata:
            labels: { app: web }
          spec:
            containers:
              - name: web
                image: nginx`,
  },
  *each(manifest, { isPatch, build }) {
    const isDeployment = manifest.apiVersion === 'apps/v1' && manifest.kind === 'Deployment';
    if (isDeployment && !isPatch && !build.completes(manifest.kind)) yield get(manifest.root, 'spec');
  },
  *check(spec) {
    const least = entry(spec, 'minReadySeconds');
    const deadline = entry(spec, 'progressDeadlineSeconds');
    const isDefault = isNull(deadline?.value);
    const from = isNull(least?.value) ? 0 : number(least?.value);
    const to = isDefault ? usual : number(deadline?.value);
    if (from === undefined || to === undefined || to > from || from < 0 || to < 0) return;
    if (deadline && !isDefault)
      yield finding(deadline.value, 'progressDeadlineSeconds must be greater than minReadySeconds');
    else if (least)
      yield finding(least.value, `minReadySeconds must be less than progressDeadlineSeconds, which is ${usual}`);
  },
});
