/** What is missing in a file is no mistake when kustomize will add it. */
import { describe, test } from 'node:test';
import { checkDiagnostics } from './support/check.js';

const deployment = (name: string) => `
      #- ${name}
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }`;

describe('a selector', () => {
  for (const [how, field] of Object.entries({
    commonLabels: `commonLabels: { app: web }
      ^^^^^^^^^^^^ hint kustomization/deprecated-field: commonLabels is deprecated: use labels with includeSelectors: true`,
    'labels with includeSelectors': 'labels: [{ includeSelectors: true, pairs: { app: web } }]',
  })) {
    test(`comes from ${how}, also of a kustomization above`, () =>
      checkDiagnostics(`
      #- overlay/kustomization.yaml
      ${field}
      resources: [../base]
      #- base/kustomization.yaml
      resources: [web.yaml]${deployment('base/web.yaml')}
      spec:
        template: { spec: { containers: [{ name: web, image: nginx }] } }
      `));
  }

  test('does not come from labels alone', () =>
    checkDiagnostics(`
      #- kustomization.yaml
      labels: [{ pairs: { app: web } }]
      resources: [web.yaml]${deployment('web.yaml')}
      spec:
      ^^^^ error schema/missing-field: spec needs a selector
        template: { spec: { containers: [{ name: web, image: nginx }] } }
      `));
});

describe('any field', () => {
  test('may come from a patch for the kind', () =>
    checkDiagnostics(`
      #- kustomization.yaml
      resources: [web.yaml]
      patches:
        - target: { kind: Deployment }
          patch: '[{"op": "add", "path": "/spec/selector", "value": {}}]'${deployment('web.yaml')}
      spec: {}
      `));

  test('may come from a component of a kustomization above, and from those that it lists', () =>
    checkDiagnostics(`
      #- overlay/kustomization.yaml
      resources: [../base]
      components: [../parts]
      #- parts/kustomization.yaml
      kind: Component
      components: [tls]
      #- parts/tls/kustomization.yaml
      kind: Component
      patches:
        - target: { kind: Deployment }
          patch: '[{"op": "add", "path": "/spec/selector", "value": {}}]'
      #- base/kustomization.yaml
      resources: [web.yaml]${deployment('base/web.yaml')}
      spec: {}
      `));

  test('does not come from a component that nobody above lists', () =>
    checkDiagnostics(`
      #- parts/kustomization.yaml
      kind: Component
      patches:
        - target: { kind: Deployment }
          patch: '[{"op": "add", "path": "/spec/selector", "value": {}}]'
      #- base/kustomization.yaml
      resources: [web.yaml]${deployment('base/web.yaml')}
      spec: {}
      ^^^^ error schema/missing-field: spec needs a selector
      ^^^^ error schema/missing-field: spec needs a template
      `));

  test('does not come from a patch for another kind', () =>
    checkDiagnostics(`
      #- kustomization.yaml
      resources: [web.yaml]
      patches:
        - target: { kind: Service }
          patch: '[{"op": "add", "path": "/spec/ports", "value": []}]'${deployment('web.yaml')}
      spec: {}
      ^^^^ error schema/missing-field: spec needs a selector
      ^^^^ error schema/missing-field: spec needs a template
      `));
});

describe('a patch', () => {
  test('is known by the kustomization that names it', () =>
    checkDiagnostics(`
      #- overlay/kustomization.yaml
      patches: [{ path: ../changes/replicas.yaml }]${deployment('changes/replicas.yaml')}
      spec: { replicas: 3 }
      `));

  test('is guessed beside a kustomization that does not name it at the moment', () =>
    checkDiagnostics(`
      #- overlay/kustomization.yaml
      resources: []${deployment('overlay/replicas.yaml')}
      spec: { replicas: 3 }
      `));

  test('is still checked for what it does say', () =>
    checkDiagnostics(`
      #- overlay/kustomization.yaml
      patches: [{ path: replicas.yaml }]${deployment('overlay/replicas.yaml')}
      spec: { replicas: three }
                      # ^^^^^ error schema/wrong-type: replicas must be an integer, not a string
      `));
});

test('a duplicate key is an error where kustomize reads the file', () =>
  checkDiagnostics(`
      #- kustomization.yaml
      resources: [config.yaml]
      #- config.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web }
      data:
        a: "1"
      # ^ error yaml/duplicate-key: a stands twice: kustomize refuses the file
        a: "2"
      `));

test('outside of any build everything has to be there', () =>
  checkDiagnostics(`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }
      spec: { replicas: 3 }
      ^^^^ error schema/missing-field: spec needs a selector
      ^^^^ error schema/missing-field: spec needs a template
      `));
