import { rule } from '../rule.js';

export const patchOfAll = rule({
  code: 'kustomization/patch-of-all',
  severity: 'warning',
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'patch whose target is every resource',
    why: `
      A target that says nothing matches every resource of the build, whatever kind and name stand in the patch. With
      \`$patch: delete\` nothing is left. Without \`target\`, a patch is for the object that it names.`,
    reference: 'https://github.com/fluxcd/kustomize-controller/issues/464',
    bad: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      patches:
        - target: {}
                # ^^ warning kustomization/patch-of-all: an empty target is every resource of the build, not the one that the patch names
          patch: |-
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
  each: (_, { remarks }) => remarks.filter(({ code }) => code === 'patch-matches-all'),
  *check({ at }) {
    yield {
      at,
      message: 'an empty target is every resource of the build, not the one that the patch names',
      fixes: [],
    };
  },
});
