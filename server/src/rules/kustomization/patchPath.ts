import { misledFinding, misledIn } from '../patchAdvice.js';
import { rule } from '../rule.js';

export const patchPath = rule({
  code: 'kustomization/patch-path',
  severity: 'error',
  acrossFiles: true,
  fixable: true,
  docs: {
    summary: 'path of a JSON patch that leads nowhere',
    why: `
      \`remove\`, \`replace\` and \`test\` need what is at \`path\`, \`add\` needs what is around it; \`copy\` and \`move\` need
      what is at \`from\`. Otherwise kustomize builds nothing. Steps are names of fields and numbers of items, from 0; a slash within
      a name is written \`~1\`, a tilde \`~0\`, and \`-\` is the place behind the last item.`,
    reference: 'https://datatracker.ietf.org/doc/html/rfc6901#section-3',
    bad: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      patches:
        - target:
            kind: ConfigMap
            name: web
          patch: |-
            - op: remove
              path: /data/colour
                  # ^^^^^^^^^^^^ error kustomization/patch-path: /data of ConfigMap web has no colour
      #- web.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
        size: large`,
    good: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      patches:
        - target:
            kind: ConfigMap
            name: web
          patch: |-
            - op: remove
              path: /data/color
      #- web.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        color: blue
        size: large`,
  },
  each: (manifest, { remarks }) => misledIn(manifest, remarks, 'path'),
  *check(misled) {
    yield misledFinding(misled);
  },
});
