import { hasZone, scheduleProblem } from '../../model/cron.js';
import { knownText } from '../../model/templates.js';
import { isAtLeast } from '../../schema/schemas.js';
import { get } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

/** The first Kubernetes that refuses a time zone in the schedule. */
const withoutZones = '1.29';

export const workloadSchedule = rule({
  code: 'workload/schedule',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'schedule of a CronJob that cannot be read',
    why: `
      The API server rejects the manifest. A schedule has five fields: minute, hour, day of month, month and day of week,
      where Sunday is 0. It may be \`@hourly\` and the like instead. The time zone belongs into \`timeZone\`.`,
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
    bad: `
      apiVersion: batch/v1
      kind: CronJob
      metadata:
        name: backup
      spec:
        schedule: "0 3 * * 7"
                # ^^^^^^^^^^^ error workload/schedule: schedule must have a day of week between 0 and 6: 7
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: OnFailure
                containers:
                  - name: backup
                    image: shop/backup:1`,
    good: `
      apiVersion: batch/v1
      kind: CronJob
      metadata:
        name: backup
      spec:
        schedule: "0 3 * * 0"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: OnFailure
                containers:
                  - name: backup
                    image: shop/backup:1`,
  },
  each: ({ kind, apiVersion, root }) =>
    kind === 'CronJob' && apiVersion === 'batch/v1' ? [get(root, 'spec', 'schedule')] : [],
  *check(node, _manifest, { kubernetesVersion }) {
    const written = knownText(node);
    if (!node || written === undefined) return;
    const isZoned = hasZone(written) && isAtLeast(kubernetesVersion, withoutZones);
    const problem = isZoned ? 'must not have a time zone: it belongs into timeZone' : scheduleProblem(written);
    if (problem) yield finding(node, `schedule ${problem}`);
  },
});
