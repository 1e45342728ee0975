import { setValue } from '../../syntax/edit.js';
import { entry, get } from '../../syntax/node.js';
import type { KnownObject } from '../../workspace/objects.js';
import { type Asked, askedIn, isBeside, isMissing, manifestOf, placeOf, titleOf, withRelated } from '../references.js';
import { type Fix, finding, type RuleContext, rule } from '../rule.js';

export const otherNamespace = rule({
  code: 'reference/other-namespace',
  severity: 'warning',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'reference to an object of another namespace',
    why: `
      A pod finds ConfigMaps, Secrets, claims and service accounts only in its own namespace, and an Ingress its
      Services: such references carry no namespace. For the pod, the object is not there.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
        namespace: config
      data:
        LOG_LEVEL: info
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
      spec:
        containers:
          - name: web
            image: nginx
            envFrom:
              - configMapRef:
                  name: web-config
                      # ^^^^^^^^^^ warning reference/other-namespace: ConfigMap web-config is in namespace config, and this Pod in shop`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
        namespace: shop
      data:
        LOG_LEVEL: info
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
      spec:
        containers:
          - name: web
            image: nginx
            envFrom:
              - configMapRef:
                  name: web-config`,
  },
  each: askedIn,
  *check(asked, { kind }, context) {
    const { from, reference } = asked;
    const elsewhere = namesakeElsewhere(asked, context);
    const { namespace } = from.facts;
    if (!elsewhere || namespace === undefined) return;
    const message = `${titleOf(reference)} is in namespace ${elsewhere.facts.namespace}, and this ${kind} in ${namespace}`;
    yield withRelated(finding(reference.node, message, ...moveTo(elsewhere, namespace)), [placeOf(elsewhere)]);
  },
});

/** The one object of that name, which nobody uses in the namespace where it is. */
export function namesakeElsewhere(asked: Asked, context: RuleContext): KnownObject | undefined {
  const { from, reference } = asked;
  if (reference.namespace !== undefined || from.facts.namespace === undefined) return undefined;
  const { objects } = context;
  const [only, ...others] = objects.named(reference.kind, reference.name);
  if (!only || others.length > 0 || only.facts.namespace === undefined || !isMissing(asked, context)) return undefined;
  // What others fill may be copied by others, too.
  const isFilledHere = only.facts.data ? only.facts.data.isComplete : only.facts.origin === 'written';
  const isUsed = objects.referencesTo(only).length > 0;
  return isFilledHere && !isUsed && isBeside(from, only, context) ? only : undefined;
}

function moveTo(object: KnownObject, namespace: string): readonly Fix[] {
  const { uri, document, facts } = object;
  if (facts.origin !== 'written') return [];
  const elsewhere = () => {
    const field = entry(get(manifestOf(object)?.root, 'metadata'), 'namespace');
    return field && !field.merged ? [{ uri, document, edits: [setValue(document, field, namespace)] }] : [];
  };
  return [{ title: `Put ${facts.kind} ${facts.name ?? ''} into namespace ${namespace}`, edits: () => [], elsewhere }];
}
