import type { Node } from '../../syntax/node.js';
import type { KnownObject } from '../../workspace/objects.js';
import { askedTogether, belongingTo, placeOf, titleOf, withRelated } from '../references.js';
import { finding, type RuleContext, rule } from '../rule.js';

interface Unusable {
  readonly node: Node;
  readonly message: string;
  readonly found: readonly KnownObject[];
}

export const envNullByte = rule({
  code: 'env/null-byte',
  severity: 'warning',
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'variable whose value has a null byte in it',
    why: `
      A null byte ends the value of a variable, so no program can be given one: the container does not start. Mount such
      keys as files.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod',
    bad: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        seed: 3q0AvvA=
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: SEED
                valueFrom:
                  secretKeyRef:
                    name: web
                    key: seed
                       # ^^^^ warning env/null-byte: seed of Secret web has a null byte in it: the container cannot start with such a variable`,
    good: `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        seed: 3q0AvvA=
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            volumeMounts:
              - name: seed
                mountPath: /etc/web
        volumes:
          - name: seed
            secret:
              secretName: web`,
  },
  *each(manifest, context): Iterable<Unusable> {
    for (const all of askedTogether(manifest, context)) {
      const asking = all.filter(({ reference: { field } }) => variableFields.has(field));
      const found = asking.length > 0 ? belongingTo(all[0], context) : [];
      const unusable = unusableIn(found, context);
      if (unusable.size === 0) continue;
      for (const { reference } of asking) {
        const isWhole = reference.field.startsWith('envFrom.');
        const names = isWhole ? [[[...unusable].join(', '), reference.node] as const] : [];
        const keys = reference.keys.flatMap(({ name }, i) => {
          const node = reference.keyNodes[i];
          return node && unusable.has(name) ? [[name, node] as const] : [];
        });
        for (const [name, node] of [...names, ...keys]) {
          const what = `${name} of ${titleOf(reference)} has a null byte in it`;
          yield { node, message: `${what}: the container cannot start with such a variable`, found };
        }
      }
    }
  },
  *check({ node, message, found }) {
    yield withRelated(
      finding(node, message),
      found.map(object => placeOf(object)),
    );
  },
});

const variableFields: ReadonlySet<string> = new Set([
  'env.secretKeyRef',
  'env.configMapKeyRef',
  'envFrom.secretRef',
  'envFrom.configMapRef',
]);

/** Keys of which no version could be a variable. Of binaryData, none ever becomes one. */
function unusableIn(found: readonly KnownObject[], { objects }: RuleContext): ReadonlySet<string> {
  const keys = objects.keysOf(found).keys.filter(({ field }) => field !== 'binaryData');
  const usable = new Set(keys.flatMap(({ name, hasNull }) => (hasNull ? [] : name)));
  return new Set(keys.flatMap(({ name, hasNull }) => (hasNull && !usable.has(name) ? name : [])));
}
