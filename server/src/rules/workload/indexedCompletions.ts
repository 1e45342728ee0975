import { entry, get, isNull, text } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

export const workloadIndexedCompletions = rule({
  code: 'workload/indexed-completions',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'Indexed Job without completions',
    why: 'The API server rejects the manifest: a Job whose pods have an index needs to say how many there are.',
    reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode',
    bad: `
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: import
      spec:
        completionMode: Indexed
                      # ^^^^^^^ error workload/indexed-completions: completions must be set when completionMode is Indexed
        template:
          spec:
            restartPolicy: Never
            containers:
              - name: import
                image: shop/import:1`,
    good: `
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: import
      spec:
        completionMode: Indexed
        completions: 3
        template:
          spec:
            restartPolicy: Never
            containers:
              - name: import
                image: shop/import:1`,
  },
  *each({ apiVersion, kind, root }) {
    if (apiVersion !== 'batch/v1') return;
    yield get(root, 'spec', ...(kind === 'CronJob' ? ['jobTemplate', 'spec'] : []));
  },
  *check(spec, { kind }, { isPatch, build }) {
    const mode = entry(spec, 'completionMode');
    if (!mode || text(mode.value) !== 'Indexed' || isPatch || build.completes(kind)) return;
    if (isNull(get(spec, 'completions'))) {
      yield finding(mode.value, 'completions must be set when completionMode is Indexed');
    }
  },
});
