import type { KnownObject } from '../../workspace/objects.js';
import { changeWord } from '../referenceFixes.js';
import { type Asked, askedTogether, isBeside, namesLike, placeOf, titleOf, withRelated } from '../references.js';
import { finding, type RuleContext, rule } from '../rule.js';

export const misspeltReference = rule({
  code: 'reference/misspelt-name',
  severity: 'warning',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'reference to an object that is not there, while one with nearly this name is',
    why: `
      Nobody checks names when a manifest is applied. A pod that names a ConfigMap, Secret or claim which is not there
      does not start; with \`optional: true\` it starts without what it should have. An Ingress answers 503, an
      autoscaler does nothing.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
      data:
        LOG_LEVEL: info
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            envFrom:
              - configMapRef:
                  name: web-confg
                      # ^^^^^^^^^ warning reference/misspelt-name: there is no ConfigMap web-confg; did you mean web-config?`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
      data:
        LOG_LEVEL: info
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            envFrom:
              - configMapRef:
                  name: web-config`,
  },
  each: askedTogether,
  *check(all, _manifest, context) {
    const meant = meantBy(all[0], context);
    const name = meant?.facts.name;
    if (!meant || name === undefined) return;
    for (const { reference } of all) {
      const message = `there is no ${titleOf(reference)}; did you mean ${name}?`;
      yield withRelated(finding(reference.node, message, changeWord(reference.node, name)), [placeOf(meant)]);
    }
  },
});

/**
 * The object of which the name is a slip, where none in the workspace is called so. That this one is there, right
 * beside, says more than what may be elsewhere.
 */
export function meantBy({ from, reference }: Asked, context: RuleContext): KnownObject | undefined {
  const { objects } = context;
  const { kind, name: written } = reference;
  if (objects.named(kind, written).length > 0) return undefined;
  for (const name of namesLike(written, kind, objects)) {
    const found = objects.resolve(from, { ...reference, name });
    const meant = found === 'unknown' ? undefined : found.find(object => isBeside(from, object, context));
    if (meant) return meant;
  }
  return undefined;
}
