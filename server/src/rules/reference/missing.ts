import type { WrittenReference } from '../../model/references.js';
import { createObject, makeOptional } from '../referenceFixes.js';
import { type Asked, askedIn, isMissing, titleOf } from '../references.js';
import { finding, type RuleContext, rule } from '../rule.js';
import { withPrefix } from './generatedName.js';
import { meantBy } from './misspeltName.js';
import { namesakeElsewhere } from './otherNamespace.js';

interface Missing extends Asked {
  /** All references of the manifest to the same object. */
  readonly all: readonly WrittenReference[];
}

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
  *each(manifest, context): Iterable<Missing> {
    const groups = new Map<string, Asked[]>();
    for (const asked of askedIn(manifest, context)) {
      const { kind, name, namespace = '' } = asked.reference;
      const key = `${kind} ${namespace}/${name}`;
      const group = groups.get(key);
      if (group) group.push(asked);
      else groups.set(key, [asked]);
    }
    for (const group of groups.values()) {
      const all = group.map(({ reference }) => reference);
      for (const asked of group) if (!asked.reference.optional) yield { ...asked, all };
    }
  },
  *check(missing, manifest, context) {
    const { from, reference, all } = missing;
    if (!isMissing(missing, context) || isExplained(missing, context)) return;
    yield finding(
      reference.node,
      `there is no ${titleOf(reference)} in the workspace`,
      ...createObject(manifest, from, all, context),
      ...makeOptional(manifest, reference),
    );
  },
});

/** Another rule says more. */
function isExplained(missing: Asked, context: RuleContext): boolean {
  return (
    (meantBy(missing, context) ?? namesakeElsewhere(missing, context) ?? withPrefix(missing, context)) !== undefined
  );
}
