import { rule } from '../rule.js';

export const referenceNotRenamed = rule({
  code: 'kustomization/reference-not-renamed',
  severity: 'warning',
  acrossFiles: true,
  fixable: false,
  docs: {
    summary: 'name of a generated object, in a field that kustomize does not rename',
    why: `
      What a generator makes gets a hash behind its name. kustomize writes the new name into the fields that it knows, and
      not into those of custom resources, flags and values of variables, nor into those of objects in another
      namespace than the generated one: there, the old name means nothing.
      List the field as \`nameReference\` in a file of \`configurations\`, or set \`disableNameSuffixHash\` in the \`options\` of
      the generator.`,
    reference: 'https://github.com/kubernetes-sigs/kustomize/blob/master/examples/transformerconfigs/README.md',
    bad: `
      #! files all
      #- kustomization.yaml
      resources:
        - release.yaml
      configMapGenerator:
        - name: web-values
          literals:
            - color=red
      #- release.yaml
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
      spec:
        valuesFrom:
          - kind: ConfigMap
            name: web-values
                # ^^^^^^^^^^ warning kustomization/reference-not-renamed: the ConfigMap web-values gets a hash behind its name, which kustomize does not write here`,
    good: `
      #! files all
      #- kustomization.yaml
      resources:
        - release.yaml
      configMapGenerator:
        - name: web-values
          literals:
            - color=red
          options:
            disableNameSuffixHash: true
      #- release.yaml
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
      spec:
        valuesFrom:
          - kind: ConfigMap
            name: web-values`,
  },
  each: (_, { remarks }) => remarks.filter(({ code }) => code === 'reference-not-renamed'),
  *check({ at, what }) {
    const message = `the ${what} gets a hash behind its name, which kustomize does not write here`;
    yield { at, message, fixes: [] };
  },
});
