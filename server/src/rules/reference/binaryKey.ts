import type { Node } from '../../syntax/node.js';
import type { KnownObject } from '../../workspace/objects.js';
import { type Asked, askedIn, belongingTo, placeOf, titleOf, withRelated } from '../references.js';
import { finding, type RuleContext, rule } from '../rule.js';

interface Binary extends Asked {
  readonly node: Node;
  readonly message: string;
  readonly found: readonly KnownObject[];
}

export const binaryKey = rule({
  code: 'reference/binary-key',
  severity: 'warning',
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'variable of a key in binaryData',
    why: `
      Variables get values only from \`data\`. What stands in \`binaryData\` is not there for them: the container is not
      created, or, with \`envFrom\`, starts without the variable. Mount such keys as files.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
      binaryData:
        logo: iVBORw0KGgo=
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
              - name: LOGO
                valueFrom:
                  configMapKeyRef:
                    name: web-config
                    key: logo
                       # ^^^^ warning reference/binary-key: logo is in binaryData of ConfigMap web-config: variables get values only from data`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
      binaryData:
        logo: iVBORw0KGgo=
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
              - name: config
                mountPath: /etc/web
        volumes:
          - name: config
            configMap:
              name: web-config`,
  },
  *each(manifest, context): Iterable<Binary> {
    for (const asked of askedIn(manifest, context)) {
      const { kind, field } = asked.reference;
      if (kind !== 'ConfigMap') continue;
      if (field === 'env.configMapKeyRef') yield* askedKeys(asked, context);
      else if (field === 'envFrom.configMapRef') yield* leftOut(asked, context);
    }
  },
  *check({ node, message, found }) {
    yield withRelated(
      finding(node, message),
      found.map(object => placeOf(object)),
    );
  },
});

function* askedKeys(asked: Asked, context: RuleContext): Iterable<Binary> {
  const { reference } = asked;
  const found = belongingTo(asked, context);
  const { keys } = context.objects.keysOf(found);
  for (const [i, { name }] of reference.keys.entries()) {
    const fields = keys.filter(key => key.name === name).map(({ field }) => field);
    const node = reference.keyNodes[i];
    if (!node || fields.length === 0 || fields.some(field => field !== 'binaryData')) continue;
    const message = `${name} is in binaryData of ${titleOf(reference)}: variables get values only from data`;
    yield { ...asked, node, message, found };
  }
}

/** Where the same ConfigMap is also mounted, the binary keys are meant to be files. */
function* leftOut(asked: Asked, context: RuleContext): Iterable<Binary> {
  const { reference } = asked;
  const found = belongingTo(asked, context);
  const { keys } = context.objects.keysOf(found);
  const binary = keys.filter(({ field }) => field === 'binaryData').map(({ name }) => name);
  if (binary.length === 0) return;
  const users = found.flatMap(object => context.objects.referencesTo(object));
  if (users.some(({ reference: { field } }) => field === 'volumes.configMap' || field === 'projected.configMap'))
    return;
  const message = `${binary.join(', ')} in binaryData of ${titleOf(reference)} will not be there: variables get values only from data`;
  yield { ...asked, node: reference.node, message, found };
}
