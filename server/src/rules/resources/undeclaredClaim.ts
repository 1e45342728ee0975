import { containersOf, podSpecOf } from '../../model/pods.js';
import { knownText } from '../../model/templates.js';
import { isAtLeast } from '../../schema/schemas.js';
import { entry, get, isNull, items } from '../../syntax/node.js';
import { finding, rule } from '../rule.js';

/** Before that, servers leave the field out. */
const since = '1.34';

export const undeclaredClaim = rule({
  code: 'resources/undeclared-claim',
  severity: 'error',
  fixable: false,
  docs: {
    summary: 'claim of a container that its pod does not have',
    why: `
      The API server rejects the manifest: \`resources.claims\` are names from \`resourceClaims\` of the pod. Before
      Kubernetes 1.34 it knows the field only where that is turned on.`,
    reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/',
    bad: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            resources:
              claims:
                - name: gpu
                      # ^^^ error resources/undeclared-claim: claim gpu must be one of resourceClaims of the pod`,
    good: `
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            resources:
              claims:
                - name: gpu
        resourceClaims:
          - name: gpu
            resourceClaimName: large-gpu`,
  },
  *each(manifest, { isPatch, build, kubernetesVersion }) {
    if (isPatch || build.completes(manifest.kind) || !isAtLeast(kubernetesVersion, since)) return;
    const declared = get(podSpecOf(manifest), 'resourceClaims');
    if (declared?.kind !== 'seq' && !isNull(declared)) return;
    const names = items(declared).map(claim => get(claim, 'name'));
    // One that is to be filled in may be any.
    if (names.some(name => knownText(name) === undefined)) return;
    const known = new Set(names.map(name => knownText(name)));
    for (const { node } of containersOf(manifest)) {
      for (const claim of items(get(node, 'resources', 'claims'))) {
        const name = entry(claim, 'name')?.value;
        if (name && !known.has(knownText(name))) yield name;
      }
    }
  },
  *check(name) {
    const text = knownText(name);
    if (text) yield finding(name, `claim ${text} must be one of resourceClaims of the pod`);
  },
});
