import { isMarkedAsPatch, type Manifest } from '../../model/manifest.js';
import type { Reference } from '../../model/objects.js';
import { entries, entry, get } from '../../syntax/node.js';
import type { KnownObject, Objects } from '../../workspace/objects.js';
import { finding, type RuleContext, rule } from '../rule.js';

/** Who finds ConfigMaps and Secrets by labels or annotations, or copies them. */
const foundByMarks =
  /grafana|prometheus|fluent|dashboard|datasource|alert|reflect|replicat|sync|inject|argocd|fluxcd|sealedsecrets|cert-manager|config\.istio|k8s-sidecar|velero|helm\.sh|operator/i;

/** Who is known by its name to the cluster, or to what runs in it. */
const knownByName =
  /^(kube-.*|aws-auth|coredns|extension-apiserver-authentication|cluster-.*)$|leader|election|lock$|dockerconfig/;

/** Types of Secrets that controllers look for. */
const usedByType = /^(kubernetes\.io\/(service-account-token|tls)|bootstrap\.kubernetes\.io\/.*|helm\.sh\/.*)$/;

export const unusedObject = rule({
  code: 'reference/unused',
  severity: 'warning',
  strict: true,
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'ConfigMap or Secret that nothing in the workspace names',
    why: `
      No workload uses it, and no other file speaks of it: it is left over, or the workload that should use it does not.
      Programs may read it through the API, so this is only said in the strict profile.`,
    reference: 'https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods',
    bad: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web-config
            # ^^^^^^^^^^ warning reference/unused: nothing in the workspace uses ConfigMap web-config
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
            image: nginx`,
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
  *each(manifest, context) {
    const { objects, build } = context;
    const isPart = !isKustomization(manifest) && (build.isPatch || isMarkedAsPatch(manifest));
    if (!objects.isComplete || isPart || !hasWorkload(objects)) return;
    for (const object of declaredBy(manifest, objects)) if (!isUsed(object, context)) yield object;
  },
  *check({ facts: { kind, name, at } }, { root }) {
    yield { ...finding(root, `nothing in the workspace uses ${kind} ${name}`), at };
  },
});

/** The object itself, or what a kustomization generates. */
function declaredBy(manifest: Manifest, objects: Objects): readonly KnownObject[] {
  const { document, root, kind } = manifest;
  if (isKustomization(manifest)) {
    return objects
      .in(document)
      .filter(({ facts }) => facts.origin === 'generated' && facts.generator?.behavior === 'create');
  }
  const own = kind === 'ConfigMap' || kind === 'Secret' ? objects.of(manifest) : undefined;
  // Without data it is there for some program to fill, and to read.
  const isFilled = (own?.facts.data?.keys.length ?? 0) > 0;
  return own && isFilled && !isFoundByMarks(root) ? [own] : [];
}

function isKustomization({ kind }: Manifest): boolean {
  return kind === 'Kustomization' || kind === 'Component';
}

function isFoundByMarks(root: Manifest['root']): boolean {
  const marks = ['labels', 'annotations'].flatMap(field => entries(get(root, 'metadata', field)));
  const type = entry(root, 'type')?.value;
  const hasType = type?.kind === 'scalar' && usedByType.test(type.text);
  return hasType || marks.some(({ key }) => foundByMarks.test(key.text));
}

function isUsed(object: KnownObject, { objects }: RuleContext): boolean {
  const { kind, name } = object.facts;
  if (name === undefined || knownByName.test(name)) return true;
  if (objects.usersOf(kind, name).length > 0 || objects.named(kind, name).length > 1) return true;
  return mayBeSpokenOf(object, name, objects) || isWritten(object, name, objects);
}

/**
 * Whether something that is not understood here, such as a template, may speak of the name: then nobody could say that
 * an object of another kind, called so, is not there.
 */
function mayBeSpokenOf(object: KnownObject, name: string, objects: Objects): boolean {
  const at = object.facts.at;
  const asked: Reference = { kind: 'ReplicationController', name, at, field: '', keys: [], optional: false };
  const found = objects.resolve(object, asked);
  return found === 'unknown' || found.length > 0;
}

/** Each takes a look at every text of the workspace. */
const mostLookedUp = 200;

/** What was looked up, as long as the objects stay the same. */
const written = new WeakMap<Objects, Map<string, boolean>>();

/** Whether the name stands anywhere else: in arguments of a program, in a role, in fields that are not known here. */
function isWritten(object: KnownObject, name: string, objects: Objects): boolean {
  const known = written.get(objects) ?? new Map<string, boolean>();
  written.set(objects, known);
  const before = known.get(name);
  if (before !== undefined || known.size >= mostLookedUp) return before ?? true;
  const documents = new Set([...objects.every()].map(({ document }) => document));
  documents.delete(object.document);
  const isTwice = holds(object.document.text, name, 2);
  const answer = isTwice || [...documents].some(({ text }) => holds(text, name, 1));
  known.set(name, answer);
  return answer;
}

/** Whether `name` stands in the text as a word of its own, so many times. */
function holds(text: string, name: string, times: number): boolean {
  let left = times;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const isWord = !/[\w-]/.test(text.charAt(at - 1)) && !/[\w-]/.test(text.charAt(at + name.length));
    if (isWord && --left === 0) return true;
  }
  return false;
}

function hasWorkload(objects: Objects): boolean {
  for (const { facts } of objects.every()) if (facts.pods) return true;
  return false;
}
