import { isPlaceholder } from '../../model/templates.js';
import { finding, rule } from '../rule.js';

export const limit = rule({
  code: 'schema/limit',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'value beyond a limit that a CustomResourceDefinition sets',
    why: `
      The CustomResourceDefinition of the kind, which is in this workspace, sets a limit: a smallest or largest number,
      a length, a pattern. The API server refuses objects that do not keep it.`,
    reference:
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation',
    bad: `
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: backups.example.com
      spec:
        group: example.com
        scope: Namespaced
        names:
          kind: Backup
          plural: backups
          singular: backup
          listKind: BackupList
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      copies:
                        type: integer
                        minimum: 1
      ---
      apiVersion: example.com/v1
      kind: Backup
      metadata:
        name: nightly
      spec:
        copies: 0
              # ^ error schema/limit: copies must be at least 1`,
    good: `
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata:
        name: backups.example.com
      spec:
        group: example.com
        scope: Namespaced
        names:
          kind: Backup
          plural: backups
          singular: backup
          listKind: BackupList
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      copies:
                        type: integer
                        minimum: 1
      ---
      apiVersion: example.com/v1
      kind: Backup
      metadata:
        name: nightly
      spec:
        copies: 3`,
  },
  each: (_manifest, { schemaProblems }) =>
    schemaProblems.filter(problem => problem.kind === 'demand' && !isPlaceholder(problem.node)),
  *check(problem, { kind }) {
    if (problem.kind !== 'demand') return;
    const name = problem.path.findLast(step => typeof step === 'string') ?? kind;
    yield finding(problem.node, `${name} ${problem.demand}`);
  },
});
