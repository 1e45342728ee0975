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
              successThreshold: <0>
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
                        port: <0>
      `,
    ));

  test('only one handler is offered', () => {
    const offered = (probe: string) =>
      labelsAt(`${deployment}        - name: web\n          livenessProbe:\n${probe}            <|>`);
    const handlers = ['httpGet', 'exec', 'grpc', 'tcpSocket'];
    assert.deepEqual(
      offered('')
        .filter(label => handlers.includes(label))
        .toSorted(),
      handlers.toSorted(),
    );
    const beside = offered('            httpGet: { port: 80 }\n');
    assert.ok(beside.includes('periodSeconds'));
    assert.deepEqual(
      beside.filter(label => handlers.includes(label)),
      [],
    );
  });

  test('probes are offered to containers that may have them', () => {
    const init = deployment.replace('containers', 'initContainers');
    const offered = (start: string, line = '') =>
      labelsAt(`${start}        - name: web\n${line}          <|>`).filter(label => /Probe$/.test(label)).length;
    assert.equal(offered(deployment), 3);
    assert.equal(offered(init), 0);
    assert.equal(offered(init, '          restartPolicy: Always\n'), 3);
  });

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
              - name: <1>
                mountPath: <0>
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
          - name: <1>
            mountPath: <0>
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
          - name: <0>
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
          - { name: web, livenessProbe: { httpGet: { port: <0> } } }
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
          "restartPolicy": "<0>"
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

describe('in the column of the dashes', () => {
  const service = 'apiVersion: v1\nkind: Service\nspec:\n  ports:\n    - port: 80\n    <|>\n';

  test('of an indented list only another item is offered', () => {
    assert.ok(!labelsAt(service).includes('selector'));
    assert.match(take(service, 'port'), / {4}- port: 80\n {4}- port: <0>\n/);
  });

  test('a half-typed word becomes an item, also between items', () =>
    assert.match(
      take(service.replace('<|>', 'tar<|>\n    - port: 81'), 'targetPort'),
      / {4}- port: 80\n {4}- targetPort: <0>\n {4}- port: 81\n/,
    ));

  for (const [what, fixture] of Object.entries({
    'of strings':
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - command:\n        - sh\n        - ls\n        <|>\n',
    'of files': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - a.yaml\n  <|>\n',
    'of files, in CRLF':
      'apiVersion: kustomize.config.k8s.io/v1beta1\r\nkind: Kustomization\r\nresources:\r\n  - a.yaml\r\n  <|>\r\n',
  })) {
    test(`nothing in a list ${what}`, () => assert.deepEqual(labelsAt(fixture), []));
  }

  test('known values come with the dash', () =>
    assert.match(
      take(
        'apiVersion: v1\nkind: PersistentVolumeClaim\nspec:\n  accessModes:\n    - ReadOnlyMany\n    <|>\n',
        'ReadWriteOnce',
      ),
      / {4}- ReadOnlyMany\n {4}- ReadWriteOnce\n/,
    ));

  for (const fixture of [
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: web\n  <|>\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - command:\n    - sh\n    <|>\n',
  ]) {
    test(`of a list that is not indented a sibling of its key: ${fixture.split('\n').at(-3)}`, () =>
      assert.ok(labelsAt(fixture).some(label => label === 'restartPolicy' || label === 'image')));
  }
});

describe('in quotes', () => {
  for (const [fixture, label, expected] of [
    ['  restartPolicy: "<|>"\n', 'Always', /restartPolicy: "Always"\n/],
    ["  restartPolicy: '<|>'\n", 'Never', /restartPolicy: 'Never'\n/],
    ['  restartPolicy: "N<|>\n', 'Never', /restartPolicy: "Never"\n/],
    ['  "rest<|>"\n', 'restartPolicy', /^ {2}"restartPolicy": <0>\n/m],
    ["  'rest<|>'\n", 'restartPolicy', /^ {2}'restartPolicy': <0>\n/m],
    ['  "rest<|>": Always\n', 'restartPolicy', /^ {2}"restartPolicy": Always\n/m],
    ['  hostNetwork: "<|>"\n', 'true', /hostNetwork: true\n/],
  ] as const) {
    test(`${fixture.trim()}: ${label}`, () =>
      assert.match(take(`apiVersion: v1\nkind: Pod\nspec:\n${fixture}`, label), expected));
  }

  test('a kind', () => assert.match(take("apiVersion: v1\nkind: 'P<|>'\n", 'Pod'), /kind: 'Pod'\n/));
});

describe('in brackets and braces', () => {
  const json = (inner: string) => `#- a.json\n{ "apiVersion": "v1", "kind": "Pod", "spec": ${inner} }\n`;

  for (const [name, fixture, expected] of [
    ['in JSON', json('{ "containers": [<|>] }'), /\[\{ "name": "<1>", "image": "<0>" \}\]/],
    ['in JSON on lines', json('{ "containers": [\n  <|>\n] }'), /\[\n {2}\{ "name": "<1>", "image": "<0>" \}\n\]/],
    [
      'in JSON before another',
      json('{ "containers": [\n  <|>\n  {}] }'),
      /\[\n {2}\{ "name": "<1>", "image": "<0>" \},\n {2}\{\}\]/,
    ],
    ['in JSON behind another', json('{ "containers": [{}, <|>] }'), /\[\{\}, \{ "name": "<1>", "image": "<0>" \}\]/],
    [
      'in YAML',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers: [<|>]\n',
      /containers: \[\{ name: <1>, image: <0> \}\]/,
    ],
  ] as const) {
    test(`items are whole, ${name}`, () => {
      assert.deepEqual(labelsAt(fixture), ['{ name, image }']);
      assert.match(take(fixture, '{ name, image }'), expected);
    });
  }

  for (const [name, fixture, expected] of [
    ['in JSON', json('{\n  "rest<|>"\n  "containers": [] }'), /\{\n {2}"restartPolicy": "<0>",\n {2}"containers"/],
    ['in YAML', 'apiVersion: v1\nkind: Pod\nspec: { <|> containers: [] }\n', /\{ restartPolicy: <0>, containers/],
    ['but no second one', json('{ "rest<|>", "containers": [] }'), /\{ "restartPolicy": "<0>", "containers"/],
  ] as const) {
    test(`a key before another gets a comma, ${name}`, () => assert.match(take(fixture, 'restartPolicy'), expected));
  }

  test('empty braces have no blanks', () =>
    assert.match(
      take('apiVersion: v1\nkind: Pod\nspec: { <|> }\n', 'securityContext'),
      /\{ securityContext: \{<0>\} \}/,
    ));

  test('an empty JSON file gets whole objects', () => {
    assert.ok(!labelsAt('#- a.json\n<|>').includes('apiVersion'));
    assert.deepEqual(JSON.parse(take('#- a.json\n<|>', 'Service')), {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: '<0>' },
    });
  });
});

describe('tab stops', () => {
  const newTextOf = (fixture: string, label: string) =>
    (itemsAt(fixture).find(item => item.label === label)?.textEdit as { newText: string } | undefined)?.newText;

  test('a single one ends the snippet at once, also where there are values to choose from', () => {
    const fixture = 'apiVersion: v1\nkind: Pod\nspec:\n  <|>\n';
    assert.equal(newTextOf(fixture, 'restartPolicy'), 'restartPolicy: $0');
    assert.equal(newTextOf(fixture, 'nodeName'), 'nodeName: $0');
  });

  test('of several the last one ends it', () =>
    assert.equal(
      newTextOf('apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - <|>\n', 'volumeMounts'),
      `volumeMounts:\n        - name: \${1}\n          mountPath: $0`,
    ));
});
