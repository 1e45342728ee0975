import { createObject, makeOptional } from '../referenceFixes.js';
import { type Asked, askedTogether, isMissing, titleOf } from '../references.js';
import { finding, type RuleContext, rule } from '../rule.js';
import { withPrefix } from './generatedName.js';
import { meantBy } from './misspeltName.js';
import { namesakeElsewhere } from './otherNamespace.js';

export const missingReference = rule({
  code: 'reference/missing',
  severity: 'warning',
  strict: true,
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'reference to an object that the workspace does not have',
    why: `
      A pod that names a ConfigMap, Secret or claim which is not there does not start. Many are made by hand or by other
      programs, so this is only said in the strict profile; set \`optional: true\` where the pod can do without.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: LOG_LEVEL
                valueFrom:
                  configMapKeyRef:
                    name: web-config
                        # ^^^^^^^^^^ warning reference/missing: there is no ConfigMap web-config in the workspace
                    key: log-level`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: LOG_LEVEL
                valueFrom:
                  configMapKeyRef:
                    name: web-config
                    key: log-level
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
      data:
        log-level: ""`,
  },
  each: askedTogether,
  *check(all, manifest, context) {
    const [first] = all;
    if (!isMissing(first, context) || isExplained(first, context)) return;
    const where = whereOf(first, context);
    const references = all.map(({ reference }) => reference);
    for (const reference of references) {
      if (reference.optional) continue;
      yield finding(
        reference.node,
        `there is no ${titleOf(reference)} in ${where}`,
        ...createObject(manifest, first.from, references, context),
        ...makeOptional(manifest, reference),
      );
    }
  },
});

/** Another rule says more. */
function isExplained(missing: Asked, context: RuleContext): boolean {
  return (
    (meantBy(missing, context) ?? namesakeElsewhere(missing, context) ?? withPrefix(missing, context)) !== undefined
  );
}

/** One of that name in another namespace is another object. */
function whereOf({ from, reference: { kind, name, namespace } }: Asked, { objects }: RuleContext): string {
  const wanted = namespace ?? from.facts.namespace;
  const isElsewhere = wanted !== undefined && objects.named(kind, name).length > 0;
  return isElsewhere ? `namespace ${wanted}` : 'the workspace';
}
