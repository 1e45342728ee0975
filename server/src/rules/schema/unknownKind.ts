import { isKustomization } from '../../model/configurations.js';
import { nearest } from '../../schema/nearest.js';
import { isAtLeast, type Schemas } from '../../schema/schemas.js';
import { oneOf } from '../../schema/words.js';
import { replace } from '../../syntax/edit.js';
import { get } from '../../syntax/node.js';
import { isKubeletFile } from '../kubelets.js';
import { type Finding, finding, rule } from '../rule.js';

export const unknownKind = rule({
  code: 'schema/unknown-kind',
  severity: 'error',
  fixable: true,
  docs: {
    summary: 'kind that its API version does not have',
    why: `
      kubectl answers \`no matches for kind\`. Only API groups that Kubernetes itself serves are judged; the kinds of
      custom resources are left in peace.`,
    reference: 'https://kubernetes.io/docs/reference/using-api/#api-groups',
    bad: `
      apiVersion: v1
                # ^^ error schema/unknown-kind: Role is served as rbac.authorization.k8s.io/v1, not as v1
      kind: Role
      metadata:
        name: reader
      rules:
        - apiGroups: [""]
          resources: [pods]
          verbs: [get, list]`,
    good: `
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: reader
      rules:
        - apiGroups: [""]
          resources: [pods]
          verbs: [get, list]`,
  },
  *each(manifest, { kindInfo }) {
    const isOwn = manifest.apiVersion === 'builtin' || isKustomization(manifest);
    // Of a patch with a target nobody reads the kind.
    if (manifest.isPatch) return;
    if (!kindInfo && manifest.kind && manifest.apiVersion && !isOwn) yield manifest;
  },
  *check({ root, apiVersion, kind }, _manifest, { schemas, kubernetesVersion, isPatch }) {
    const kindNode = get(root, 'kind');
    const versionNode = get(root, 'apiVersion');
    if (!kindNode || !versionNode) return;
    const versions = versionsOf(schemas, kind, kubernetesVersion);
    const sameGroup = versions.filter(version => groupOf(version) === groupOf(apiVersion));
    const isElsewhere = versions.length > 0 && (apiVersion === 'v1' || (isServed(schemas, apiVersion) && !isPatch));
    if (sameGroup.length > 0 || isElsewhere) {
      const known = sameGroup.length > 0 ? sameGroup : versions;
      yield finding(
        versionNode,
        `${kind} is served as ${oneOf(known)}, not as ${apiVersion}`,
        ...known.map(version => ({ title: `Change to ${version}`, edits: () => [replace(versionNode, version)] })),
      );
      return;
    }
    const guessed = [...misspelt(schemas, apiVersion, kind, kindNode)];
    yield* guessed;
    // In a patch, kustomize may be told elsewhere what is meant; what ends in List is only a wrapping.
    if (guessed.length > 0 || isPatch || kind.endsWith('List') || !isComplete(schemas, apiVersion, kind)) return;
    yield finding(kindNode, `${apiVersion} has no kind ${kind}`);
  },
});

/** Whether it is a version that the API server itself serves, or once did. */
function isServed({ kinds }: Schemas, apiVersion: string): boolean {
  return Object.hasOwn(kinds, apiVersion) && !/^(builtin$|kustomize|kubelet\.)/.test(apiVersion);
}

/** Whether all its kinds are known: `v1` is used by others too, and what was alpha or beta had kinds that are gone. */
function isComplete(schemas: Schemas, apiVersion: string, kind: string): boolean {
  // Beside those that people write, the kubelet has kinds for its own records of images.
  if (isKubeletFile({ apiVersion })) return !kind.startsWith('Image');
  return isServed(schemas, apiVersion) && /\/v[0-9]+$/.test(apiVersion);
}

function* misspelt(
  schemas: Schemas,
  apiVersion: string,
  kind: string,
  node: Parameters<typeof replace>[0],
): Iterable<Finding> {
  const group = Object.hasOwn(schemas.kinds, apiVersion) ? schemas.kinds[apiVersion] : undefined;
  const guess = group && nearest(kind, Object.keys(group));
  if (!guess) return;
  const fix = { title: `Change to ${guess}`, edits: () => [replace(node, guess)] };
  yield finding(node, `${apiVersion} has no kind ${kind}; did you mean ${guess}?`, fix);
}

function versionsOf(schemas: Schemas, kind: string, kubernetesVersion: string): string[] {
  return Object.entries(schemas.kinds)
    .filter(([apiVersion]) => !apiVersion.includes('kustomize') && !apiVersion.includes('builtin'))
    .filter(([, kinds]) => {
      const info = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
      return info && !(info.removed && isAtLeast(kubernetesVersion, info.removed));
    })
    .map(([apiVersion]) => apiVersion);
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
