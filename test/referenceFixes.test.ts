/** Fixes of references: what they write into other documents, other files, and files that are new. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionTitles, applyAction, checkDiagnostics, open } from './support/check.js';
import { dedent } from './support/fixture.js';

/** Both without and with carriage returns. */
function check(title: string, before: string, after: string): void {
  assert.equal(applyAction(dedent(before), title), dedent(after));
  const crlf = (text: string) =>
    dedent(text)
      .replace(/^(?!#[-!])(.*)$/gm, '$1\r')
      .replace(/\r$/, '');
  assert.equal(applyAction(crlf(before), title), crlf(after), 'with CRLF');
}

const pod = `
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: COLOR
                valueFrom: { configMapKeyRef: { name: web, key: <|>color } }`;
const fixedPod = pod.replace('<|>', '');

describe('a missing key is added', () => {
  const title = 'Add key color to ConfigMap web';

  test('to the ConfigMap in another file, behind the keys that are there', () =>
    check(
      title,
      `${pod}
      #- config.yaml
      # Settings of the shop.
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        size: "1" # in metres
        # the last one
        text: |
          one

          two
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      `,
      `${fixedPod}
      #- config.yaml
      # Settings of the shop.
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        size: "1" # in metres
        # the last one
        text: |
          one

          two
        color: ""
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      `,
    ));

  test('in braces', () =>
    check(
      title,
      `${pod}
      #- config.yaml
      { apiVersion: v1, kind: ConfigMap, metadata: { name: web }, data: { size: "1" } }
      `,
      `${fixedPod}
      #- config.yaml
      { apiVersion: v1, kind: ConfigMap, metadata: { name: web }, data: { size: "1", color: "" } }
      `,
    ));

  test('as JSON', () =>
    check(
      title,
      `${pod}
      #- config.json
      {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "data": {"size": "1"}}
      `,
      `${fixedPod}
      #- config.json
      {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "data": {"size": "1", "color": ""}}
      `,
    ));

  test('to data, where there are only binary keys', () =>
    check(
      title,
      `${pod}
      #- config.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web }
      binaryData:
        logo: iVBORw0KGgo=
      `,
      `${fixedPod}
      #- config.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web }
      binaryData:
        logo: iVBORw0KGgo=
      data:
        color: ""
      `,
    ));

  test('as a literal of the generator', () =>
    check(
      title,
      `${pod}
      #- kustomization.yaml
      resources: [web.yaml]
      configMapGenerator:
        - name: other
          literals: [a=b]
        - name: web
          literals:
            - size=1 # in metres
      `,
      `${fixedPod}
      #- kustomization.yaml
      resources: [web.yaml]
      configMapGenerator:
        - name: other
          literals: [a=b]
        - name: web
          literals:
            - size=1 # in metres
            - color=
      `,
    ));

  test('as the first literal of the generator', () =>
    check(
      title,
      `${pod}
      #- kustomization.yaml
      resources: [web.yaml]
      configMapGenerator:
        - name: web
          files: [a.txt]
      `,
      `${fixedPod}
      #- kustomization.yaml
      resources: [web.yaml]
      configMapGenerator:
        - name: web
          files: [a.txt]
          literals: ["color="]
      `,
    ));

  test('not to one that may not change', () => {
    const titles = actionTitles(`${pod}
      #- config.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web }
      immutable: true
      data: { colour: red }
      `);
    assert.deepEqual(titles, ['Change to colour', 'Ignore reference/missing-key here, with a comment']);
  });
});

test('nothing is written in clear text into what SOPS has encrypted', () => {
  const titles = (sops: string) =>
    actionTitles(
      `${pod.replace('configMapKeyRef', 'secretKeyRef')}
      #- secret.yaml
      apiVersion: v1
      kind: Secret
      metadata: { name: web }
      data: { size: "ENC[AES256]" }
      ${sops}`,
    ).filter(title => title.startsWith('Add key'));
  assert.deepEqual(titles('x: 1'), ['Add key color to Secret web']);
  assert.deepEqual(titles('sops: { mac: x }'), []);
});

test('a Secret gets the key where it has its others', () =>
  check(
    'Add key user to Secret db',
    `
      apiVersion: v1
      kind: Secret
      metadata: { name: db }
      data:
        password: c2VjcmV0
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: web
            image: nginx
        volumes:
          - name: db
            secret:
              secretName: db
              items: [{ key: <|>user, path: user }]
      `,
    `
      apiVersion: v1
      kind: Secret
      metadata: { name: db }
      data:
        password: c2VjcmV0
        user: ""
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: web
            image: nginx
        volumes:
          - name: db
            secret:
              secretName: db
              items: [{ key: user, path: user }]
      `,
  ));

describe('a missing object is made', () => {
  const before = `
      #! reference/missing warning
      #- shop/web.yaml
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: COLOR
                valueFrom: { configMapKeyRef: { name: <|>web, key: color } }
              - name: SIZE
                valueFrom: { configMapKeyRef: { name: web, key: "1" } }
            envFrom:
              - configMapRef: { name: web }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      `;
  const made = ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: web', '  namespace: shop'];
  const object = [...made, 'data:', '  color: ""', '  "1": ""'].map(line => `      ${line}\n`).join('');
  const clean = before.replace('<|>', '');

  test('behind the document, with all keys that are asked for', () =>
    check(
      'Create ConfigMap web in this file',
      before,
      clean.replace('      #- shop/web.yaml\n', '').replace('      ---\n', () => `      ---\n${object}      ---\n`),
    ));

  test('in a new file', () =>
    check(
      'Create ConfigMap web in web-configmap.yaml',
      before,
      `${clean.trimEnd()}\n      #- shop/web-configmap.yaml\n${object}`,
    ));

  test('or need not be there', () =>
    check(
      'Set optional: true',
      before,
      clean
        .replace('      #- shop/web.yaml\n', '')
        .replace('{ name: web, key: color }', '{ name: web, key: color, optional: true }'),
    ));

  for (const [kind, field] of [
    ['ServiceAccount', 'serviceAccountName: <|>web'],
    ['PersistentVolumeClaim', 'volumes: [{ name: a, persistentVolumeClaim: { claimName: <|>web } }]'],
    ['Secret', 'imagePullSecrets: [{ name: <|>web }]'],
  ] as const) {
    test(`and then nothing more is said of a ${kind}`, () => {
      const text = `
        #! profile strict
        #! container/image off
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          ${field}
          containers: [{ name: web, image: nginx }]
        `;
      const fixed = applyAction(dedent(text), `Create ${kind} web in this file`);
      const { service, fixture } = open(fixed);
      const found = fixture.files.flatMap(({ document }) => service.diagnostics(document.uri));
      assert.deepEqual(
        found.filter(({ code }) => /^(reference|schema)\//.test(String(code))),
        [],
      );
      assert.match(fixed, new RegExp(`\nkind: ${kind}\n`));
    });
  }

  test('a Service is not: nobody knows what it selects', () => {
    const titles = actionTitles(`
      #! reference/missing warning
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: web }
      spec:
        defaultBackend: { service: { name: <|>web, port: { number: 80 } } }
      `);
    assert.deepEqual(titles, ['Ignore reference/missing here, with a comment']);
  });
});

test('what a kustomization builds gets no new file that it does not list', () => {
  const titles = actionTitles(`
      #! reference/missing warning
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers: [{ name: web, image: nginx, envFrom: [{ configMapRef: { name: <|>web } }] }]
      #- kustomization.yaml
      resources: [web.yaml]
      `);
  assert.deepEqual(titles.slice(0, 2), ['Create ConfigMap web in this file', 'Set optional: true']);
});

describe('related information', () => {
  test('leads to the other end, in the other file', () => {
    const { service, fixture } = open(`
      #- config.yaml
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web-config }
      data: { a: b }
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers: [{ name: web, image: nginx, envFrom: [{ configMapRef: { name: web-confg } }] }]
      `);
    const [found] = service.diagnostics(fixture.files[1]?.document.uri ?? '');
    assert.deepEqual(found?.relatedInformation, [
      {
        location: {
          uri: 'file:///workspace/config.yaml',
          range: { start: { line: 6, character: 18 }, end: { line: 6, character: 28 } },
        },
        message: 'ConfigMap web-config',
      },
    ]);
  });
});

describe('nothing is said', () => {
  const shop = `
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: web-config }
      data: { a: b }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - { name: A, valueFrom: { configMapKeyRef: { name: web-config, key: c } } }
            envFrom: [{ configMapRef: { name: web-confg } }]
      `;

  test('as long as not all files are read', () => {
    const { service, fixture } = open(shop);
    const count = () => fixture.files.flatMap(({ document }) => service.diagnostics(document.uri)).length;
    assert.equal(count(), 2);
    service.beginScan();
    assert.equal(count(), 0);
    service.endScan('part');
    assert.equal(count(), 0);
    service.endScan('all');
    assert.equal(count(), 2);
  });

  test('of what lies outside of the workspace', () => {
    const { service, fixture } = open(`
      #! reference/missing warning${shop.replaceAll('web-confg', 'other')}`);
    const codes = () => fixture.files.flatMap(({ document }) => service.diagnostics(document.uri)).map(d => d.code);
    assert.ok(codes().includes('reference/missing'));
    service.setFolders(['file:///elsewhere']);
    assert.ok(!codes().includes('reference/missing'));
  });

  test('of a patch', () =>
    checkDiagnostics(`
      #! reference/missing warning
      #- kustomization.yaml
      resources: [web.yaml]
      patches: [{ path: patch.yaml }]
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec: { containers: [{ name: web, image: nginx }] }
      #- patch.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec: { containers: [{ name: web, envFrom: [{ configMapRef: { name: other } }] }] }
      `));

  test('of a template', () =>
    checkDiagnostics(`
      #! reference/missing warning
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers: [{ name: web, image: nginx, envFrom: [{ configMapRef: { name: other } }] }]
        {{- toYaml .Values.spec }}
      `));

  test('of what a resource elsewhere may bring', () =>
    checkDiagnostics(`
      #! reference/missing warning
      #- kustomization.yaml
      resources: [web.yaml, "https://example.com/base"]
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec: { containers: [{ name: web, image: nginx, envFrom: [{ configMapRef: { name: other } }] }] }
      `));

  test('of what some operator may make', () =>
    checkDiagnostics(`
      #! reference/missing warning
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      metadata: { name: db }
      spec: {}
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec: { containers: [{ name: web, image: nginx, envFrom: [{ secretRef: { name: db-app } }] }] }
      `));
});
