import type { Manifest } from '../../model/manifest.js';
import { entry, get, keyOf, type Node, number } from '../../syntax/node.js';
import { removeEntry } from '../../syntax/remove.js';
import { finding, rule } from '../rule.js';

/** The fields of each kind's `spec` that count something. */
const counts: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'],
  StatefulSet: ['replicas', 'minReadySeconds'],
  DaemonSet: ['minReadySeconds', 'revisionHistoryLimit'],
  ReplicaSet: ['replicas', 'minReadySeconds'],
  ReplicationController: ['replicas', 'minReadySeconds'],
  CronJob: ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'],
  Job: ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished'],
};
const groups: ReadonlySet<string> = new Set(['v1', 'apps/v1', 'batch/v1']);

export const workloadNegative = rule({
  code: 'workload/negative',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'negative number of replicas, seconds, tries or of the first replica',
    why: 'The API server rejects the manifest: none of these can be less than zero.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas',
    bad: `
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicas: -1
                # ^^ error workload/negative: replicas must not be negative
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
  *each(manifest) {
    for (const [spec, kind] of specsOf(manifest)) {
      for (const name of counts[kind] ?? []) yield entry(spec, name);
      if (kind === 'StatefulSet') yield entry(get(spec, 'ordinals'), 'start');
    }
  },
  *check(field, { document }) {
    const value = number(field?.value);
    if (!field || value === undefined || !Number.isInteger(value) || value >= 0 || value < -(2 ** 31)) return;
    const name = keyOf(field);
    const fix = { title: `Remove ${name}`, edits: () => removeEntry(document, field) };
    yield finding(field.value, `${name} must not be negative`, ...(field.merged ? [] : [fix]));
  },
});

function specsOf({ root, kind, apiVersion }: Manifest): readonly (readonly [Node | undefined, string])[] {
  if (!groups.has(apiVersion)) return [];
  const spec = get(root, 'spec');
  return kind === 'CronJob'
    ? [
        [spec, kind],
        [get(spec, 'jobTemplate', 'spec'), 'Job'],
      ]
    : [[spec, kind]];
}
