/** What kustomize would say, said in the right file: also where several builds have a part in it. */
import { describe, test } from 'node:test';
import { checkDiagnostics } from './support/check.js';

const only = (code: string) =>
  /^kustomization\/(refused|empty|variable-unused|reference-not-renamed|image-without-match)$/.test(code);
const check = (fixture: string) => checkDiagnostics(fixture, only);

describe('a build that stops', () => {
  test('at a file without anything in it', () =>
    check(`
      #! files all
      #- overlay/kustomization.yaml
      resources: [../base]
                # ^^^^^^^ error kustomization/refused: kustomize refuses this: kustomization.yaml is empty
      #- base/kustomization.yaml
      # nothing yet
      ^ error kustomization/refused: kustomize refuses this: kustomization.yaml is empty
      `));

  test('at a circle, in each file of it', () =>
    check(`
      #! files all
      #- a/kustomization.yaml
      resources: [../b]
                # ^^^^ error kustomization/refused: kustomize refuses this: cycle detected: candidate root '/workspace/a' contains visited root '/workspace/a'
      #- b/kustomization.yaml
      resources: [../a]
                # ^^^^ error kustomization/refused: kustomize refuses this: cycle detected: candidate root '/workspace/b' contains visited root '/workspace/b'
      `));

  test('not at a second document, which nobody reads', () =>
    checkDiagnostics(
      `
      #! files all
      #- kustomization.yaml
      resources: []
      ---
      resources: [
      `,
      code => code === 'yaml/syntax',
    ));
});

const releaseIn = (folder: string) => `
      #- ${folder}release.yaml
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: { name: web }
      spec:
        valuesFrom:
          - { kind: ConfigMap, name: values }`;

const release = releaseIn('');

const lost = `
                                   # ^^^^^^ warning kustomization/reference-not-renamed: the ConfigMap values gets a hash behind its name, which kustomize does not write here`;

describe('a name of a generated object', () => {
  const generator = 'configMapGenerator: [{ name: values, literals: [a=b] }]';

  test('is lost in a custom resource', () =>
    check(`
      #! files all
      #- kustomization.yaml
      resources: [release.yaml]
      ${generator}${release}${lost}
      `));

  test('is not lost when a configuration tells of the field', () =>
    check(`
      #! files all
      #- kustomization.yaml
      resources: [release.yaml]
      configurations: [names.yaml]
      ${generator}
      #- names.yaml
      nameReference:
        - kind: ConfigMap
          version: v1
          fieldSpecs: [{ kind: HelmRelease, path: spec/valuesFrom/name }]${release}
      `));

  test('is not lost when an overlay tells of the field', () =>
    check(`
      #! files all
      #- overlay/kustomization.yaml
      resources: [../base]
      configurations: [names.yaml]
      #- overlay/names.yaml
      nameReference:
        - kind: ConfigMap
          version: v1
          fieldSpecs: [{ kind: HelmRelease, path: spec/valuesFrom/name }]
      #- base/kustomization.yaml
      resources: [release.yaml]
      ${generator}${releaseIn('base/')}
      `));

  test('is not lost without a hash', () =>
    check(`
      #! files all
      #- kustomization.yaml
      resources: [release.yaml]
      generatorOptions: { disableNameSuffixHash: true }
      ${generator}${release}
      `));

  test('is nothing to an object that has one of its own', () =>
    check(`
      #! files all
      #- kustomization.yaml
      resources: [release.yaml]
      secretGenerator: [{ name: values, literals: [a=b] }]${release}
      `));

  test('is lost in flags and variables', () =>
    check(`
      #! files all
      #- kustomization.yaml
      resources: [web.yaml]
      ${generator}
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: web
            image: nginx
            args:
              - --configmap=$(NAMESPACE)/values
              # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning kustomization/reference-not-renamed: the ConfigMap values gets a hash behind its name, which kustomize does not write here
              - --values=values
            env:
              - { name: CONFIG_MAP_NAME, value: values }
                                              # ^^^^^^ warning kustomization/reference-not-renamed: the ConfigMap values gets a hash behind its name, which kustomize does not write here
              - { name: VALUES, value: values }
            envFrom:
              - configMapRef: { name: values }
      `));

  test('is lost in another namespace, unless an overlay makes it one', () => {
    const pod = `
      #- base/web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      spec:
        containers: [{ name: web, image: nginx }]
        volumes: [{ name: values, configMap: { name: values } }]`;
    const mark = `
                                                   # ^^^^^^ warning kustomization/reference-not-renamed: the ConfigMap values gets a hash behind its name, which kustomize does not write here`;
    const base = `
      #- base/kustomization.yaml
      resources: [web.yaml]
      ${generator}`;
    check(`
      #! files all${base}${pod}${mark}
      `);
    check(`
      #! files all
      #- overlay/kustomization.yaml
      resources: [../base]
      namespace: shop${base}${pod}
      `);
  });
});

test('a variable of a base is used by what an overlay adds', () =>
  check(`
      #! files all
      #- overlay/kustomization.yaml
      resources: [../base, web.yaml]
      #- overlay/web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers: [{ name: web, image: nginx, args: [$(HOST)] }]
      #- base/kustomization.yaml
      resources: [service.yaml]
      vars:
        - name: HOST
          objref: { apiVersion: v1, kind: Service, name: web }
        - name: PORT
              # ^^^^ hint kustomization/variable-unused: no field of this build reads $(PORT)
          objref: { apiVersion: v1, kind: Service, name: web }
      #- base/service.yaml
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec: { ports: [{ port: 80 }] }
      `));
