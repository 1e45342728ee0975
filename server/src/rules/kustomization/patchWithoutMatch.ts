import { rule } from '../rule.js';

export const patchWithoutMatch = rule({
  code: 'kustomization/patch-without-match',
  severity: 'warning',
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'patch whose target is no resource of the build',
    why: `
      kustomize says nothing and applies the patch to nothing. The texts of a target are regular expressions that must match
      the whole name, as it is written or as it is at that point of the build. A patch of a component is reported if no
      kustomization that uses it has such a resource.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/',
    bad: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      patches:
        - target:
            kind: Deployment
          # ^^^^^^^^^^^^^^^^ warning kustomization/patch-without-match: no resource of this build is Deployment webb: the patch does nothing
            name: webb
          patch: |-
            - op: remove
              path: /spec/paused
      #- web.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        paused: true
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.29`,
    good: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      patches:
        - target:
            kind: Deployment
            name: web
          patch: |-
            - op: remove
              path: /spec/paused
      #- web.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        paused: true
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: nginx:1.29`,
  },
  each: (_, { remarks }) => remarks.filter(({ code }) => code === 'patch-matches-nothing'),
  *check({ at, what }) {
    yield { at, message: `no resource of this build is ${what}: the patch does nothing`, fixes: [] };
  },
});
