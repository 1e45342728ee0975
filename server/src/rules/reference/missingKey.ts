import type { KeyReference } from '../../model/objects.js';
import { isSlipOf } from '../../model/slip.js';
import { nearest } from '../../schema/nearest.js';
import type { Node } from '../../syntax/node.js';
import type { KnownKeys, KnownObject } from '../../workspace/objects.js';
import { addKey, changeWord, makeOptional } from '../referenceFixes.js';
import { type Asked, askedIn, belongingTo, placeOf, titleOf, withRelated } from '../references.js';
import { finding, rule } from '../rule.js';

interface MissingKey extends Asked {
  readonly key: KeyReference;
  readonly node: Node;
  readonly found: readonly KnownObject[];
  readonly known: KnownKeys;
}

/** So many are shown where the object itself is. */
const mostShown = 10;

export const missingReferenceKey = rule({
  code: 'reference/missing-key',
  severity: 'warning',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'key that the ConfigMap or Secret does not have',
    why: `
      A container with a variable of a missing key is not created, and a pod with a volume of one hangs in
      \`ContainerCreating\`. Where \`subPath\` names a missing key, the container finds an empty folder in place of its
      file.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
      data:
        log-level: info
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
              - name: LOG_LEVEL
                valueFrom:
                  configMapKeyRef:
                    name: web-config
                    key: loglevel
                       # ^^^^^^^^ warning reference/missing-key: ConfigMap web-config has no key loglevel; did you mean log-level?`,
    good: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
      data:
        log-level: info
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
              - name: LOG_LEVEL
                valueFrom:
                  configMapKeyRef:
                    name: web-config
                    key: log-level`,
  },
  *each(manifest, context): Iterable<MissingKey> {
    for (const asked of askedIn(manifest, context)) {
      const { keys, keyNodes, optional } = asked.reference;
      if (keys.length === 0 || optional) continue;
      const found = belongingTo(asked, context);
      const known = context.objects.keysOf(found);
      if (found.length === 0) continue;
      const names = new Set(known.keys.map(({ name }) => name));
      for (const [i, key] of keys.entries()) {
        const node = keyNodes[i];
        const isSure = known.isComplete || [...names].some(name => isSlipOf(key.name, name));
        if (node && isSure && !names.has(key.name)) yield { ...asked, key, node, found, known };
      }
    }
  },
  *check({ reference, key, node, found, known }, manifest) {
    const names = [...new Set(known.keys.map(({ name }) => name))];
    const guess = nearest(key.name, names);
    const [first] = found;
    const outcome = key.by === 'subPath' ? ', so an empty folder is mounted' : '';
    const message = `${titleOf(reference)} has no key ${key.name}${outcome}${guess ? `; did you mean ${guess}?` : ''}`;
    const fixes = [
      ...(guess === undefined ? [] : [changeWord(node, guess)]),
      ...(first ? addKey(first, key.name) : []),
      ...(key.by === 'subPath' ? [] : makeOptional(manifest, reference)),
    ];
    const shown = names.length > mostShown ? [...names.slice(0, mostShown), '…'] : names;
    const keys = `${titleOf(reference)} has the keys ${shown.join(', ')}`;
    yield withRelated(
      finding(node, message, ...fixes),
      found.map(object => placeOf(object, keys)),
    );
  },
});
