import { rule } from '../rule.js';

export const variableUnused = rule({
  code: 'kustomization/variable-unused',
  severity: 'hint',
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'variable that no field of the build reads',
    why: `
      kustomize logs that it was never replaced. \`$(NAME)\` is looked for in some fields only, such as \`args\` and the values
      of \`env\`; other fields must be listed as \`varReference\` in a file of \`configurations\`. A variable of a base is
      reported if no kustomization that includes it reads it.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/vars/',
    bad: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      vars:
      ^^^^ hint kustomization/deprecated-field: vars is deprecated: use replacements; nothing that is built here uses them
        - name: HOST
              # ^^^^ hint kustomization/variable-unused: no field of this build reads $(HOST)
          objref:
            apiVersion: v1
            kind: Pod
            name: web
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            args:
              - --host=web`,
    good: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            args:
              - --host=web`,
  },
  each: (_, { remarks }) => remarks.filter(({ code }) => code === 'variable-unused'),
  *check({ at, what }) {
    yield { at, message: `no field of this build reads $(${what})`, fixes: [], unnecessary: true };
  },
});
