import type { Node } from '../../syntax/node.js';
import type { KnownObject } from '../../workspace/objects.js';
import { type Asked, askedTogether, belongingTo, placeOf, titleOf, withRelated } from '../references.js';
import { finding, type RuleContext, rule } from '../rule.js';

interface Binary {
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
    for (const all of askedTogether(manifest, context)) {
      const asking = all.filter(({ reference: { field } }) => variableFields.has(field));
      const found = asking.length > 0 ? belongingTo(all[0], context) : [];
      const binary = binaryKeysOf(found, context);
      if (binary.size === 0) continue;
      for (const asked of asking)
        yield* asked.reference.keys.length > 0
          ? askedKeys(asked, found, binary)
          : leftOut(asked, found, binary, context);
    }
  },
  *check({ node, message, found }) {
    yield withRelated(
      finding(node, message),
      found.map(object => placeOf(object)),
    );
  },
});

const variableFields: ReadonlySet<string> = new Set(['env.configMapKeyRef', 'envFrom.configMapRef']);

/** Keys that are only there. */
function binaryKeysOf(found: readonly KnownObject[], { objects }: RuleContext): ReadonlySet<string> {
  const { keys } = objects.keysOf(found);
  const texts = new Set(keys.flatMap(({ name, field }) => (field === 'binaryData' ? [] : name)));
  return new Set(keys.flatMap(({ name, field }) => (field === 'binaryData' && !texts.has(name) ? name : [])));
}

function* askedKeys(
  { reference }: Asked,
  found: readonly KnownObject[],
  binary: ReadonlySet<string>,
): Iterable<Binary> {
  for (const [i, { name }] of reference.keys.entries()) {
    const node = reference.keyNodes[i];
    if (!node || !binary.has(name)) continue;
    const message = `${name} is in binaryData of ${titleOf(reference)}: variables get values only from data`;
    yield { node, message, found };
  }
}

/** Where the same ConfigMap is also mounted, the binary keys are meant to be files. */
function* leftOut(
  { reference }: Asked,
  found: readonly KnownObject[],
  binary: ReadonlySet<string>,
  { objects }: RuleContext,
): Iterable<Binary> {
  const users = found.flatMap(object => objects.referencesTo(object));
  if (users.some(({ reference: { field } }) => field === 'volumes.configMap' || field === 'projected.configMap'))
    return;
  const names = [...binary].join(', ');
  const message = `${names} in binaryData of ${titleOf(reference)} will not be there: variables get values only from data`;
  yield { node: reference.node, message, found };
}
