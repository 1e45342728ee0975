import { knownText } from '../../model/templates.js';
import { get, isNull, type Node } from '../../syntax/node.js';
import type { KnownKeys } from '../../workspace/objects.js';
import { envNameProblem } from '../env.js';
import { askedIn, belongingTo, placeOf, titleOf, withRelated } from '../references.js';
import { finding, rule } from '../rule.js';

export const envIgnoredKey = rule({
  code: 'env/ignored-key',
  severity: 'warning',
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'key of a source of envFrom that is no name for a variable',
    why: `
      Up to Kubernetes 1.31 names of variables consist of letters, digits, \`_\`, \`-\` and \`.\`, and do not start with a
      digit. \`envFrom\` leaves out all other keys, and only an event of the pod says so.`,
    reference:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables',
    bad: `
      #! kubernetesVersion 1.31
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
      data:
        1st_server: a.example.com
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
                  name: web-config
                      # ^^^^^^^^^^ warning env/ignored-key: 1st_server of ConfigMap web-config is left out: it must consist of letters, digits, _, - or ., and must not start with a digit before Kubernetes 1.32`,
    good: `
      #! kubernetesVersion 1.31
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
      data:
        first_server: a.example.com
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
  *each(manifest, context) {
    const ignored: IgnoredKeys = new Map();
    for (const asked of askedIn(manifest, context)) {
      if (asked.reference.field.startsWith('envFrom.')) yield { asked, ignored };
    }
  },
  *check({ asked, ignored }, _manifest, context) {
    const { reference } = asked;
    const prefix = prefixOf(reference.node);
    if (prefix === undefined) return;
    const found = belongingTo(asked, context);
    const { keys } = context.objects.keysOf(found);
    const prefixes = ignored.get(keys) ?? new Map<string, readonly IgnoredKey[]>();
    ignored.set(keys, prefixes);
    const all = prefixes.get(prefix) ?? ignoredOf(keys, prefix, context.kubernetesVersion);
    prefixes.set(prefix, all);
    for (const { name, object, at, problem } of all) {
      const message = `${name} of ${titleOf(reference)} is left out: it ${problem}`;
      yield withRelated(finding(reference.node, message), [{ ...placeOf(object, `${name}`), at }]);
    }
  },
});

type Keys = KnownKeys['keys'];
type IgnoredKey = Keys[number] & { readonly problem: string };

/** By prefix, for keys that several sources have. */
type IgnoredKeys = Map<Keys, Map<string, readonly IgnoredKey[]>>;

function ignoredOf(keys: Keys, prefix: string, kubernetesVersion: string): readonly IgnoredKey[] {
  return keys.flatMap(key => {
    const problem = key.field === 'binaryData' ? undefined : envNameProblem(prefix + key.name, kubernetesVersion);
    return problem ? [{ ...key, problem }] : [];
  });
}

/** Of the source whose name this is; `undefined` where it is not known. */
function prefixOf(name: Node): string | undefined {
  const reference = name.parent?.kind === 'entry' ? name.parent.map : undefined;
  const source = reference?.parent?.kind === 'entry' ? reference.parent.map : undefined;
  const prefix = get(source, 'prefix');
  return isNull(prefix) ? '' : knownText(prefix);
}
