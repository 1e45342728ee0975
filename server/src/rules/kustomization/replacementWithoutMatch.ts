import { rule } from '../rule.js';

export const replacementWithoutMatch = rule({
  code: 'kustomization/replacement-without-match',
  severity: 'warning',
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'replacement whose target is no resource of the build',
    why: 'kustomize says nothing and writes the value nowhere.',
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/',
    bad: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      replacements:
        - source:
            kind: ConfigMap
            name: web
            fieldPath: data.color
          targets:
            - select:
                kind: ConfigMap
              # ^^^^^^^^^^^^^^^ warning kustomization/replacement-without-match: no resource of this build is selected: the value is written nowhere
                name: shop
              fieldPaths:
                - data.hue
      #- web.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
        hue: red`,
    good: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      replacements:
        - source:
            kind: ConfigMap
            name: web
            fieldPath: data.color
          targets:
            - select:
                kind: ConfigMap
                name: web
              fieldPaths:
                - data.hue
      #- web.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
        hue: red`,
  },
  each: (_, { remarks }) => remarks.filter(({ code }) => code === 'replacement-matches-nothing'),
  *check({ at }) {
    yield { at, message: 'no resource of this build is selected: the value is written nowhere', fixes: [] };
  },
});
