import type { KeyReference } from '../../model/objects.js';
import { isSlipOf } from '../../model/slip.js';
import type { Node } from '../../syntax/node.js';
import type { KnownObject } from '../../workspace/objects.js';
import { addKey, changeWord, guessOf, makeOptional } from '../referenceFixes.js';
import { type Asked, askedTogether, belongingTo, placeOf, titleOf, withRelated } from '../references.js';
import { finding, rule } from '../rule.js';

interface MissingKey extends Asked {
  readonly key: KeyReference;
  readonly node: Node;
  readonly found: readonly KnownObject[];
  readonly names: readonly string[];
  /** Another key is meant, whether this one may be missing or not. */
  readonly isSlip: boolean;
}

/** Among more keys nobody looks for the nearest one. */
const mostCompared = 500;

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
    for (const all of askedTogether(manifest, context)) {
      const asking = all.filter(({ reference }) => reference.keys.length > 0);
      const found = asking.length > 0 ? belongingTo(all[0], context) : [];
      if (found.length === 0) continue;
      const { keys, isComplete } = context.objects.keysOf(found);
      const names = new Set(keys.map(({ name }) => name));
      const few = names.size > mostCompared ? [] : [...names];
      for (const { asked, key, node } of asking.flatMap(keysOf)) {
        if (names.has(key.name)) continue;
        const isSlip = few.some(name => isSlipOf(key.name, name));
        if (isSlip || (isComplete && !asked.reference.optional))
          yield { ...asked, key, node, found, names: few, isSlip };
      }
    }
  },
  *check({ reference, key, node, found, names, isSlip }, manifest) {
    const guess = guessOf(key.name, names);
    const [first] = found;
    const outcome = key.by === 'subPath' ? ', so an empty folder is mounted' : '';
    const message = `${titleOf(reference)} has no key ${key.name}${outcome}${guess ? `; did you mean ${guess}?` : ''}`;
    const fixes = [
      ...(guess === undefined ? [] : [changeWord(node, guess)]),
      ...(first ? addKey(first, key.name) : []),
      ...(isSlip || key.by === 'subPath' ? [] : makeOptional(manifest, reference)),
    ];
    const shown = names.length > mostShown ? [...names.slice(0, mostShown), '…'] : names;
    const title = titleOf(reference);
    const keys = shown.length > 0 ? `${title} has the keys ${shown.join(', ')}` : title;
    yield withRelated(
      finding(node, message, ...fixes),
      found.map(object => placeOf(object, keys)),
    );
  },
});

function keysOf(asked: Asked): readonly { readonly asked: Asked; readonly key: KeyReference; readonly node: Node }[] {
  const { keys, keyNodes } = asked.reference;
  return keys.flatMap((key, i) => {
    const node = keyNodes[i];
    return node ? [{ asked, key, node }] : [];
  });
}
