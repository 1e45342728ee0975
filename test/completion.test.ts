import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openAtCursor } from './support/check.js';
import { checkTaken, itemsAt, labelsAt, take } from './support/complete.js';
import { dedent } from './support/fixture.js';

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
`;

describe('keys', () => {
  test('required ones first, then those people write most, and none that is there already', () => {
    const labels = labelsAt(`${deployment}        - <|>`);
    assert.deepEqual(labels.slice(0, 4), ['name', 'image', 'ports', 'env']);
    assert.ok(!labelsAt(`${deployment}        - name: web\n          <|>`).includes('name'));
  });

  test('a half-typed key is replaced', () =>
    checkTaken(
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - name: web
            livenessProbe:
              periodSeconds: 10
              succ<|>
            image: nginx
      `,
      'successThreshold',
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - name: web
            livenessProbe:
              periodSeconds: 10
              successThreshold: <1>
            image: nginx
      `,
    ));

  test('a key whose colon is there already gets no second one', () =>
    checkTaken(
      `
      apiVersion: v1
      kind: Pod
      spec:
        restart<|>: Always
      `,
      'restartPolicy',
      `
      apiVersion: v1
      kind: Pod
      spec:
        restartPolicy: Always
      `,
    ));

  test('required children come along, indented as the document is', () =>
    checkTaken(
      `
      apiVersion: v1
      kind: Pod
      spec:
          containers:
              - name: web
                livenessProbe:
                    <|>
      `,
      'httpGet',
      `
      apiVersion: v1
      kind: Pod
      spec:
          containers:
              - name: web
                livenessProbe:
                    httpGet:
                        port: <1>
      `,
    ));

  test('a list in the style of the other lists: indented', () =>
    checkTaken(
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - name: web
            <|>
      `,
      'volumeMounts',
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - name: web
            volumeMounts:
              - mountPath: <1>
                name: <2>
      `,
    ));

  test('a list in the style of the other lists: not indented', () =>
    checkTaken(
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
        - name: web
          <|>
      `,
      'volumeMounts',
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
        - name: web
          volumeMounts:
          - mountPath: <1>
            name: <2>
      `,
    ));

  test('below the key of a list, an item begins with its dash', () =>
    checkTaken(
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          <|>
      `,
      'name',
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - name: <1>
      `,
    ));

  test('in braces everything stays on the line', () =>
    checkTaken(
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - { name: web, livenessProbe: { <|> } }
      `,
      'httpGet',
      `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - { name: web, livenessProbe: { httpGet: { port: <1> } } }
      `,
    ));

  test('before other keys of a flow map, typed half', () =>
    assert.ok(labelsAt('apiVersion: v1\nkind: Pod\nspec: { rest<|>, containers: [] }\n').includes('restartPolicy')));

  test('in a JSON manifest keys are quoted', () =>
    checkTaken(
      `
      #- pod.json
      {
        "apiVersion": "v1",
        "kind": "Pod",
        "spec": {
          "rest<|>"
        }
      }
      `,
      'restartPolicy',
      `
      {
        "apiVersion": "v1",
        "kind": "Pod",
        "spec": {
          "restartPolicy": "Always"
        }
      }
      `,
    ));

  test('in CRLF files the new lines end in CRLF', () => {
    const text = dedent(`
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - name: web
            <|>
      `).replaceAll('\n', '\r\n');
    const { service, uri, position } = openAtCursor(text);
    const item = service.completion(uri, position).find(({ label }) => label === 'volumeMounts');
    assert.match(JSON.stringify(item?.textEdit), /volumeMounts:\\r\\n/);
  });

  test('inside the items of a List', () =>
    assert.ok(
      labelsAt(`
        apiVersion: v1
        kind: List
        items:
          - apiVersion: v1
            kind: Service
            spec:
              <|>
        `).includes('clusterIP'),
    ));

  test('in the second document', () =>
    assert.deepEqual(
      labelsAt(`
        # only a comment
        ---
        apiVersion: v1
        kind: ConfigMap
        binary<|>
        `),
      ['metadata', 'data', 'binaryData', 'immutable'],
    ));

  test('only fields that the target version has', () => {
    const source = `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      lifecycle:
        preStop:
          <|>
`;
    assert.ok(labelsAt(source).includes('sleep'));
    assert.ok(!labelsAt(`#! kubernetesVersion 1.28\n${source}`).includes('sleep'));
  });

  test('a kustomization without kind is known by its name', () =>
    assert.ok(
      labelsAt(`
        #- base/kustomization.yaml
        configMapGenerator:
          - name: web
            <|>
        `).includes('behavior'),
    ));

  for (const [where, fixture] of Object.entries({
    'a block scalar': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    foo\n    <|>\n',
    'a comment': 'apiVersion: v1\nkind: Pod # <|>\n',
    'the keys of a free map': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  <|>\n',
    'a custom kind': 'apiVersion: example.com/v1\nkind: Thing\nspec:\n  <|>\n',
    'a file of something else': 'services:\n  web:\n    <|>\n',
    'a template': 'apiVersion: v1\nkind: Pod\nspec:\n  {{- if .Values.x }}\n  <|>\n  {{- end }}\n',
  })) {
    test(`nothing in ${where}`, () => assert.deepEqual(labelsAt(fixture), []));
  }

  test('the documentation comes when it is asked for', () => {
    const { service, uri, position } = openAtCursor('apiVersion: v1\nkind: Pod\nspec:\n  restart<|>\n');
    const item = service.completion(uri, position).find(({ label }) => label === 'restartPolicy');
    assert.ok(item && !item.documentation);
    assert.match(JSON.stringify(service.resolveCompletion(item).documentation), /restart policy/i);
  });

  test('type, need and default in the detail', () => {
    const items = itemsAt('apiVersion: v1\nkind: Pod\nspec:\n  <|>\n');
    const detailOf = (label: string) => items.find(item => item.label === label)?.detail;
    assert.equal(detailOf('containers'), 'list, required');
    assert.equal(detailOf('restartPolicy'), 'string, default Always');
    assert.equal(detailOf('terminationGracePeriodSeconds'), 'integer, default 30');
  });
});

describe('values', () => {
  test('of an enum, the default first', () =>
    assert.deepEqual(labelsAt('apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: <|>\n'), [
      'Always',
      'Never',
      'OnFailure',
    ]));

  test('of a boolean', () =>
    assert.deepEqual(
      new Set(labelsAt('apiVersion: v1\nkind: ConfigMap\nimmutable: <|>\n')),
      new Set(['true', 'false']),
    ));

  test('a half-typed value is replaced, quotes and all', () =>
    assert.match(
      take('#- a.json\n{ "apiVersion": "v1", "kind": "Pod", "spec": { "restartPolicy": "Al<|>" } }\n', 'Always'),
      /"restartPolicy": "Always" \}/,
    ));

  test('kinds that the apiVersion has', () =>
    assert.deepEqual(labelsAt('apiVersion: apps/v1\nkind: <|>\n'), [
      'ControllerRevision',
      'DaemonSet',
      'Deployment',
      'ReplicaSet',
      'StatefulSet',
    ]));

  test('apiVersions that have the kind', () =>
    assert.deepEqual(labelsAt('kind: Deployment\napiVersion: <|>\n'), ['apps/v1']));
});

describe('an empty document', () => {
  test('offers whole objects, ready to fill in and without a fault', () => {
    const kinds = ['Deployment', 'Service', 'ConfigMap', 'StatefulSet', 'CronJob', 'Ingress', 'Kustomization'];
    for (const kind of kinds) {
      const text = take('<|>', kind);
      const { service, uri } = openAtCursor(`${text}<|>`);
      assert.deepEqual(service.diagnostics(uri), [], kind);
    }
  });

  test('offers every kind, with its apiVersion', () =>
    assert.match(take('<|>', 'RoleBinding'), /^apiVersion: rbac.authorization.k8s.io\/v1\nkind: RoleBinding\n/));

  test('also behind another document', () =>
    assert.ok(
      labelsAt('apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n---\nDep<|>\n').includes('Deployment'),
    ));
});
