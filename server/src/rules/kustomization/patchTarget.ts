import { misledFinding, misledIn } from '../patchAdvice.js';
import { rule } from '../rule.js';

export const patchTarget = rule({
  code: 'kustomization/patch-target',
  severity: 'error',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'patch that names no resource of the build',
    why: `
      A strategic merge patch without \`target\` is for the one resource of its \`apiVersion\`, \`kind\`, name and namespace, as it
      is written or as it is at that point of the build. Without such a resource kustomize builds nothing.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/',
    bad: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      patches:
        - patch: |-
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: webb
                  # ^^^^ error kustomization/patch-target: no resource of this build is ConfigMap webb: a patch without target names the one that it is for
            data:
              color: red
      #- web.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue`,
    good: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      patches:
        - patch: |-
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: web
            data:
              color: red
      #- web.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue`,
  },
  each: (manifest, { remarks }) => misledIn(manifest, remarks, 'target'),
  *check(misled) {
    yield misledFinding(misled);
  },
});
