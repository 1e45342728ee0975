import { holdsData } from '../../model/configData.js';
import { isPlaceholder } from '../../model/templates.js';
import { isBareDuration } from '../kubelets.js';
import { finding, rule } from '../rule.js';

/** What each format wants, in words. */
const words: Readonly<Record<string, string>> = {
  int32: 'must be a whole number between -2147483648 and 2147483647',
  int64: 'must be a whole number of at most 64 bits',
  byte: 'must be base64 (the standard alphabet, with padding)',
  'date-time': 'must be a time such as 2026-01-31T12:00:00Z',
  quantity: 'must be a quantity such as 500m, 2, 128Mi or 1.5Gi',
  duration: 'must be a duration such as 300ms, 30s, 1m30s or 4h',
  'int-or-string': 'must be a string, or a whole number between -2147483648 and 2147483647',
};

export const badFormat = rule({
  code: 'schema/bad-format',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'quantity, time, duration, number or base64 text that cannot be read',
    why: 'The API server cannot decode the value and refuses the whole object.',
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
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
                memory: 128MB
                      # ^^^^^ error schema/bad-format: memory must be a quantity such as 500m, 2, 128Mi or 1.5Gi`,
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
                memory: 128Mi`,
  },
  *each(manifest, context) {
    for (const problem of context.schemaProblems) {
      if (problem.kind !== 'format' || isPlaceholder(problem.node)) continue;
      if (isBareDuration(problem, manifest, context)) continue;
      // Of the values of ConfigMaps and Secrets, data/not-base64 knows more.
      if (problem.format !== 'byte' || !holdsData(manifest)) yield problem;
    }
  },
  *check(problem) {
    const name = problem.path.findLast(step => typeof step === 'string') ?? 'this value';
    yield finding(problem.node, `${name} ${words[problem.format] ?? `is no valid ${problem.format}`}`);
  },
});
