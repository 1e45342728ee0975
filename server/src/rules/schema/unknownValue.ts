import { isPlaceholder } from '../../model/templates.js';
import { nearest } from '../../schema/nearest.js';
import { oneOf } from '../../schema/words.js';
import { replace, scalarText } from '../../syntax/edit.js';
import { finding, rule } from '../rule.js';

export const unknownValue = rule({
  code: 'schema/unknown-value',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'value that the field does not know',
    why: 'The API server accepts only the listed values, letter for letter: `always` is not `Always`.',
    reference: 'https://kubernetes.io/docs/reference/kubernetes-api/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        restartPolicy: always
                     # ^^^^^^ error schema/unknown-value: restartPolicy must be Always, Never or OnFailure
        containers:
          - name: web
            image: nginx`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        restartPolicy: Always
        containers:
          - name: web
            image: nginx`,
  },
  each: (_manifest, { schemaProblems }) =>
    schemaProblems.filter(problem => problem.kind === 'value' && !isPlaceholder(problem.node)),
  *check(problem) {
    if (problem.kind !== 'value' || problem.node.kind !== 'scalar') return;
    const { node, path, allowed } = problem;
    const name = path.findLast(step => typeof step === 'string') ?? 'this value';
    const guess = nearest(node.text, allowed.map(String).filter(Boolean));
    const ordered = guess ? [guess, ...allowed.filter(value => value !== guess && value !== '')] : allowed;
    yield finding(
      node,
      `${name} must be ${oneOf(allowed)}`,
      ...ordered.slice(0, 4).map(value => ({
        title: `Change to ${value}`,
        edits: () => [replace(node, scalarText(String(value)))],
      })),
    );
  },
});
