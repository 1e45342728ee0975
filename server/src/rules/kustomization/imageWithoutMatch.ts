import { rule } from '../rule.js';

export const imageWithoutMatch = rule({
  code: 'kustomization/image-without-match',
  severity: 'warning',
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'image that no container of the build has',
    why: `
      kustomize says nothing and changes nothing. The name is compared as a whole, with its registry and without its tag:
      \`nginx\` is not \`docker.io/library/nginx\`. Fields of custom resources other than \`containers\` and \`initContainers\`
      are not looked at, nor are texts.`,
    reference: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/',
    bad: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      images:
        - name: ngnix
              # ^^^^^ warning kustomization/image-without-match: no container of this build has the image ngnix: nothing is changed
          newTag: "1.29"
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx`,
    good: `
      #! files all
      #- kustomization.yaml
      resources:
        - web.yaml
      images:
        - name: nginx
          newTag: "1.29"
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx`,
  },
  each: (_, { remarks }) => remarks.filter(({ code }) => code === 'image-matches-nothing'),
  *check({ at, what }) {
    yield { at, message: `no container of this build has the image ${what}: nothing is changed`, fixes: [] };
  },
});
