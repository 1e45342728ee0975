/** Names of what is written elsewhere: in other files of the workspace, or in the same manifest. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { openAtCursor } from './support/check.js';
import { checkTaken, itemsAt, labelsAt, take } from './support/complete.js';
import { dedent } from './support/fixture.js';

const objects = dedent(`
  #- config/objects.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: web, namespace: shop }
  data:
    LEVEL: debug
    app.conf: |
      listen 80
      root /srv
      gzip on
      index a
  binaryData:
    logo: AAAA
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: api, namespace: other }
  ---
  apiVersion: v1
  kind: Secret
  metadata: { name: db, namespace: shop }
  type: kubernetes.io/basic-auth
  stringData: { username: admin, password: swordfish }
  ---
  apiVersion: v1
  kind: Service
  metadata: { name: front, namespace: shop }
  spec:
    selector: { app: front }
    ports: [{ name: http, port: 80, targetPort: web }, { port: 9090 }]
  ---
  apiVersion: v1
  kind: ServiceAccount
  metadata: { name: robot, namespace: shop }
  ---
  apiVersion: storage.k8s.io/v1
  kind: StorageClass
  metadata: { name: fast }
  ---
  apiVersion: v1
  kind: PersistentVolumeClaim
  metadata: { name: files, namespace: shop }
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: front, namespace: shop }
  spec:
    selector: { matchLabels: { app: front } }
    template:
      metadata: { labels: { app: front, tier: web } }
      spec: { containers: [{ name: a, ports: [{ name: web, containerPort: 8080 }, { containerPort: 9090 }] }] }
  ---
  apiVersion: v1
  kind: Namespace
  metadata: { name: shop }
  #- pod.yaml
`);

const pod = (spec: string) =>
  `${objects}apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: shop }\nspec:\n${spec}`;
const container = (fields: string) => pod(`  containers:\n    - name: main\n      image: nginx\n${fields}`);
const other = (head: string, spec: string) =>
  `${objects}${head}\nmetadata: { name: x, namespace: shop }\nspec:\n${spec}`;

/** The labels, without what other sources propose. */
function names(fixture: string): readonly string[] {
  return labelsAt(fixture).filter(label => !/^(true|false)$/.test(label));
}

function documentation(fixture: string, label: string): string {
  const { service, uri, position } = openAtCursor(fixture);
  const item = service.completion(uri, position).find(candidate => candidate.label === label);
  assert.ok(item, label);
  assert.equal(item.documentation, undefined);
  const { documentation: text } = service.resolveCompletion(item);
  assert.ok(MarkupContent.is(text));
  return text.value;
}

describe('objects', () => {
  for (const [what, fixture, expected] of [
    [
      'a ConfigMap of the same namespace first',
      pod('  volumes:\n    - name: a\n      configMap:\n        name: <|>'),
      ['web', 'api', 'kube-root-ca.crt'],
    ],
    ['a ConfigMap, half typed', container('      envFrom:\n        - configMapRef: { name: we<|> }'), ['web']],
    ['a Secret of a volume', pod('  volumes:\n    - name: a\n      secret:\n        secretName: <|>'), ['db']],
    ['a Secret for images', pod('  imagePullSecrets:\n    - name: <|>'), ['db']],
    [
      'a Secret of a variable',
      container(
        '      env:\n        - name: A\n          valueFrom:\n            secretKeyRef:\n              name: <|>',
      ),
      ['db'],
    ],
    ['a claim', pod('  volumes:\n    - name: a\n      persistentVolumeClaim:\n        claimName: <|>'), ['files']],
    ['a ServiceAccount', pod('  serviceAccountName: <|>'), ['robot', 'default']],
    ['a PriorityClass', pod('  priorityClassName: <|>'), ['system-cluster-critical', 'system-node-critical']],
    ['a StorageClass', other('apiVersion: v1\nkind: PersistentVolumeClaim', '  storageClassName: <|>'), ['fast']],
    [
      'a Service of an Ingress',
      other(
        'apiVersion: networking.k8s.io/v1\nkind: Ingress',
        '  rules:\n    - http:\n        paths:\n          - backend:\n              service:\n                name: <|>',
      ),
      ['front'],
    ],
    [
      'what is scaled',
      other(
        'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler',
        '  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: <|>',
      ),
      ['front'],
    ],
    [
      'a role that every cluster has',
      `${objects}apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: x }\nroleRef:\n  kind: ClusterRole\n  name: <|>`,
      ['admin', 'cluster-admin', 'edit', 'view'],
    ],
    [
      'a subject, in its own namespace',
      `${objects}apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: x }\nsubjects:\n  - kind: ServiceAccount\n    name: <|>\n    namespace: shop`,
      ['robot', 'default'],
    ],
  ] as const) {
    test(what, () => {
      const shown = names(fixture);
      assert.deepEqual(what.includes('half typed') ? shown.slice(0, 1) : shown, expected);
    });
  }

  test('where text is broken further down', () =>
    assert.deepEqual(names(pod('  serviceAccountName: <|>\n  volumes: [{\n   x: ]')), ['robot', 'default']));

  test('the detail says what it is and where', () => {
    const details = itemsAt(pod('  volumes:\n    - name: a\n      configMap:\n        name: <|>')).map(i => i.detail);
    assert.deepEqual(details, [
      'ConfigMap · shop · config/objects.yaml',
      'ConfigMap · other · config/objects.yaml',
      'ConfigMap of every cluster',
    ]);
  });

  test('not the Service of Knative', () => {
    const foreign = `#- k.yaml\napiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: knative }\n`;
    const ingress =
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  defaultBackend: { service: { name: <|> } }\n';
    assert.deepEqual(names(`${foreign}${objects}${ingress}`), ['front']);
  });

  test('what a generator makes', () => {
    const generated = '#- kustomization.yaml\nconfigMapGenerator: [{ name: made, literals: [A=1] }]\n';
    const using = '#- p.yaml\napiVersion: v1\nkind: Pod\nspec:\n  volumes: [{ name: a, configMap: { name: <|> } }]\n';
    assert.deepEqual(names(generated + using), ['made', 'kube-root-ca.crt']);
  });

  for (const [style, before, after] of [
    ['in double quotes', '  serviceAccountName: "<|>"', '  serviceAccountName: "robot"'],
    ['in single quotes', "  serviceAccountName: 'ro<|>'", "  serviceAccountName: 'robot'"],
    ['with an open quote', '  serviceAccountName: "ro<|>', '  serviceAccountName: "robot"'],
    ['over another', '  serviceAccountName: <|>default', '  serviceAccountName: robot'],
  ] as const) {
    test(style, () => assert.ok(take(pod(before), 'robot').endsWith(after)));
  }

  test('in JSON', () =>
    assert.match(
      take(
        `${objects.replace('pod.yaml', 'pod.json')}{ "apiVersion": "v1", "kind": "Pod", "spec": { "serviceAccountName": <|> } }`,
        'robot',
      ),
      /"serviceAccountName": "robot" /,
    ));

  test('a name that looks like a number is quoted', () => {
    const numbered = '#- n.yaml\napiVersion: v1\nkind: Secret\nmetadata: { name: "007" }\n';
    const using = '#- p.yaml\napiVersion: v1\nkind: Pod\nspec:\n  imagePullSecrets: [{ name: <|> }]\n';
    assert.match(take(numbered + using, '007'), /name: "007" \}/);
  });

  test('many objects: the list ends somewhere, and the typed one is in it', () => {
    const secret = (i: number) => `  - { apiVersion: v1, kind: Secret, metadata: { name: s-${i}x } }\n`;
    const many = `apiVersion: v1\nkind: List\nitems:\n${Array.from({ length: 800 }, (_, i) => secret(i)).join('')}`;
    const fixture = (typed: string) =>
      `#- many.yaml\n${many}#- p.yaml\napiVersion: v1\nkind: Pod\nspec:\n  imagePullSecrets: [{ name: ${typed}<|> }]\n`;
    assert.equal(names(fixture('')).length, 500);
    assert.deepEqual(names(fixture('799')), ['s-799x']);
  });
});

describe('documentation of objects', () => {
  test('the keys of a ConfigMap, with the first lines of their values', () =>
    assert.equal(
      documentation(pod('  volumes: [{ name: a, configMap: { name: <|> } }]'), 'web'),
      dedent(`
        **ConfigMap** \`web\` · namespace \`shop\` · [config/objects.yaml](file:///workspace/config/objects.yaml#L3)

        \`\`\`yaml
        LEVEL: debug
        app.conf: |
          listen 80
          root /srv
          gzip on
          …
        logo: # 3 bytes
        \`\`\`
      `).trimEnd(),
    ));

  test('of a Secret never a value', () => {
    const shown = documentation(pod('  volumes: [{ name: a, secret: { secretName: <|> } }]'), 'db');
    assert.match(shown, /^\*\*Secret\*\* `db` · type `kubernetes.io\/basic-auth` · namespace `shop`/);
    assert.match(shown, /^username: # 5 bytes\npassword: # 9 bytes$/m);
    assert.doesNotMatch(shown, /swordfish|admin/);
  });

  test('not the literals of a secretGenerator either', () => {
    const generated = '#- kustomization.yaml\nsecretGenerator: [{ name: made, literals: [password=swordfish] }]\n';
    const using = (key: string) =>
      `#- p.yaml\napiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, env: [{ name: A, valueFrom: { secretKeyRef: { ${key} } } }] }] }\n`;
    const shown = [
      documentation(generated + using('name: <|>'), 'made'),
      documentation(generated + using('name: made, key: <|>'), 'password'),
    ];
    for (const text of shown) assert.match(text, /9 bytes/);
    assert.doesNotMatch(shown.join('\n'), /swordfish/);
  });
});

describe('keys', () => {
  const keyRef = (kind: string, name: string, key = '<|>') =>
    container(
      `      env:\n        - name: A\n          valueFrom:\n            ${kind}:\n              name: ${name}\n              key: ${key}`,
    );

  test('of a ConfigMap', () =>
    assert.deepEqual(names(keyRef('configMapKeyRef', 'web')), ['LEVEL', 'app.conf', 'logo']));
  test('of a Secret', () => assert.deepEqual(names(keyRef('secretKeyRef', 'db')), ['username', 'password']));
  test('of an object that is not there', () => assert.deepEqual(names(keyRef('configMapKeyRef', 'nothing')), []));
  test('with a preview', () => {
    const text = documentation(keyRef('configMapKeyRef', 'web'), 'app.conf');
    assert.match(text, /^\*\*app\.conf\*\* of ConfigMap `web` · \[config\/objects\.yaml\]/);
    assert.match(text, /^```\nlisten 80\nroot \/srv\ngzip on\nindex a\n```$/m);
  });
  test('a Secret shows how long it is', () => {
    const text = documentation(keyRef('secretKeyRef', 'db', 'pa<|>'), 'password');
    assert.match(text, /^\*\*password\*\* of Secret `db` · 9 bytes/);
    assert.doesNotMatch(text, /swordfish/);
  });

  test('items: those that are not listed yet', () =>
    assert.deepEqual(
      names(
        pod(
          '  volumes:\n    - name: a\n      configMap:\n        name: web\n        items:\n          - { key: LEVEL, path: l }\n          - key: <|>',
        ),
      ),
      ['app.conf', 'logo'],
    ));

  test('projected items', () =>
    assert.deepEqual(
      names(
        pod(
          '  volumes:\n    - name: a\n      projected:\n        sources:\n          - secret:\n              name: db\n              items: [{ key: <|> }]',
        ),
      ),
      ['username', 'password'],
    ));

  const mounted = (volume: string) =>
    container(
      `      volumeMounts:\n        - name: a\n          mountPath: /a\n          subPath: <|>\n  volumes:\n    - name: a\n      ${volume}`,
    );
  test('subPath', () => assert.deepEqual(names(mounted('configMap: { name: web }')), ['LEVEL', 'app.conf', 'logo']));
  test('subPath where items give names', () =>
    assert.deepEqual(names(mounted('configMap: { name: web, items: [{ key: LEVEL, path: level.txt }] }')), [
      'level.txt',
    ]));
});

describe('names within the manifest', () => {
  const volumes = '  volumes:\n    - { name: conf, configMap: { name: web } }\n    - { name: tmp, emptyDir: {} }\n';

  test('volumes, those that are not mounted yet first', () => {
    const fixture = container(
      `      volumeMounts:\n        - { name: conf, mountPath: /a }\n        - name: <|>\n${volumes}`,
    );
    assert.deepEqual(
      itemsAt(fixture).map(({ label, detail }) => [label, detail]),
      [
        ['tmp', 'emptyDir'],
        ['conf', 'configMap'],
      ],
    );
  });

  test('volumes in front of the mounts', () =>
    assert.deepEqual(names(pod(`${volumes}  containers:\n    - name: a\n      volumeMounts: [{ name: <|> }]`)), [
      'conf',
      'tmp',
    ]));

  test('the claims of a StatefulSet are volumes', () =>
    assert.deepEqual(
      names(
        `apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          volumeMounts:\n            - name: <|>\n  volumeClaimTemplates:\n    - metadata: { name: data }\n`,
      ),
      ['data'],
    ));

  test('ports of the container, by name and by number', () => {
    const ports = '      ports:\n        - { name: http, containerPort: 8080 }\n        - containerPort: 9090\n';
    const probe = (handler: string) => container(`${ports}      livenessProbe:\n        ${handler}\n`);
    assert.deepEqual(names(probe('httpGet: { port: <|> }')), ['http', '8080', '9090']);
    assert.match(take(probe('httpGet: { port: <|> }'), '8080'), /port: 8080 \}/);
    assert.deepEqual(names(probe('grpc: { port: <|> }')), ['8080', '9090']);
    const hook = container(`${ports}      lifecycle:\n        preStop:\n          httpGet:\n            port: ht<|>\n`);
    assert.match(take(hook, 'http'), /port: http\n/);
  });

  test('containers', () => {
    const limits = 'resourceFieldRef: { resource: limits.cpu, containerName: <|> }';
    assert.deepEqual(names(container(`      env: [{ name: A, valueFrom: { ${limits} } }]\n    - name: side\n`)), [
      'main',
      'side',
    ]);
    const target = 'ephemeralContainers:\n    - name: debug\n      targetContainerName: <|>\n';
    assert.deepEqual(names(container(`  ${target}`)), ['main']);
  });

  test('volumes of files with variables', () =>
    assert.deepEqual(
      names(
        container(
          `      env:\n        - name: A\n          valueFrom:\n            fileKeyRef: { volumeName: <|> }\n${volumes}`,
        ),
      ),
      ['tmp', 'conf'],
    ));
});

describe('$(NAME)', () => {
  const env = '      env:\n        - { name: HOST, value: db }\n        - { name: PORT, value: "80" }\n';

  for (const [what, fields, label, expected] of [
    [
      'in a value',
      `${env}        - name: URL\n          value: http://$(<|>\n`,
      'HOST',
      /value: http:\/\/\$\(HOST\)\n/,
    ],
    ['in quotes', `${env}        - name: URL\n          value: "http://$(HO<|>"\n`, 'HOST', /"http:\/\/\$\(HOST\)"\n/],
    ['with an open quote', `${env}        - name: URL\n          value: "$(HO<|>\n`, 'HOST', /value: "\$\(HOST\)\n/],
    [
      'over another',
      `${env}        - name: URL\n          value: "$(HO<|>XX):$(PORT)"\n`,
      'HOST',
      /"\$\(HOST\):\$\(PORT\)"/,
    ],
    ['in a command', `${env}      command: [sh, -c, "echo $(<|>)"]\n`, 'PORT', /"echo \$\(PORT\)"\]/],
    ['in a block', `${env}      args:\n        - |\n          echo $(P<|>\n`, 'PORT', / {10}echo \$\(PORT\)\n/],
  ] as const) {
    test(what, () => assert.match(take(container(fields), label), expected));
  }

  test('a value sees only what is above it', () =>
    assert.deepEqual(names(container(`${env.replace('"80"', '"$(<|>)"')}`)), ['HOST']));
  test('a command sees all, and what envFrom brings', () =>
    assert.deepEqual(
      names(container(`${env}      envFrom: [{ prefix: C_, configMapRef: { name: web } }]\n      args: ["$(<|>"]\n`)),
      ['HOST', 'PORT', 'C_LEVEL', 'C_app.conf'],
    ));
  test('an escaped one is text', () => assert.deepEqual(names(container(`${env}      args: ["$$(<|>"]\n`)), []));
  test('elsewhere it is nothing', () => assert.deepEqual(names(container('      workingDir: /a/$(<|>\n')), []));
});

describe('services', () => {
  const service = (spec: string) => other('apiVersion: v1\nkind: Service', spec);

  test('targetPort: the ports of the pods, by name and by number', () => {
    const fixture = service('  selector: { app: front }\n  ports:\n    - port: 80\n      targetPort: <|>');
    assert.deepEqual(
      itemsAt(fixture).map(({ label, detail }) => [label, detail]),
      [
        ['web', '8080 · Deployment front'],
        ['8080', 'web · Deployment front'],
        ['9090', 'Deployment front'],
      ],
    );
    assert.ok(take(fixture, 'web').endsWith('targetPort: web'));
    assert.ok(take(fixture, '9090').endsWith('targetPort: 9090'));
  });

  test('without a selector none', () =>
    assert.deepEqual(names(service('  ports:\n    - port: 80\n      targetPort: <|>')), []));

  test('ports of an Ingress: names and numbers apart', () => {
    const ingress = (port: string) =>
      other(
        'apiVersion: networking.k8s.io/v1\nkind: Ingress',
        `  defaultBackend: { service: { name: front, port: { ${port} } } }`,
      );
    assert.deepEqual(names(ingress('name: <|>')), ['http']);
    assert.deepEqual(names(ingress('number: <|>')), ['80', '9090']);
  });

  test('the selector gets labels with their values', () => {
    assert.deepEqual(names(service('  selector:\n    <|>')), ['app: front', 'tier: web']);
    assert.ok(take(service('  selector:\n    <|>'), 'tier: web').endsWith('  selector:\n    tier: web'));
    assert.ok(take(service('  selector: { app: front, <|> }'), 'tier: web').endsWith('{ app: front, tier: web }'));
    assert.ok(take(service('  selector:\n    app: <|>'), 'front').endsWith('app: front'));
    assert.ok(take(service('  selector:\n    ti<|>: x'), 'tier').endsWith('tier: x'));
  });

  test('a workload selects its own pods', () =>
    assert.deepEqual(
      names(
        `${objects}apiVersion: apps/v1\nkind: Deployment\nspec:\n  selector:\n    matchLabels:\n      <|>\n  template:\n    metadata:\n      labels: { app: own }\n`,
      ),
      ['app: own'],
    ));

  test('labels of nodes are not known', () => assert.deepEqual(names(pod('  nodeSelector:\n    <|>')), []));
});

test('namespaces: those declared, then those used', () => {
  assert.deepEqual(names(`${objects}apiVersion: v1\nkind: Pod\nmetadata:\n  namespace: <|>\n`).slice(0, 2), [
    'shop',
    'other',
  ]);
  assert.deepEqual(names(`${objects}#- kustomization.yaml\nnamespace: <|>\n`), ['shop', 'other']);
});

describe('paths in kustomizations', () => {
  const manifest = (name: string, more = '') => `#- ${name}\napiVersion: v1\nkind: ConfigMap\n${more}`;
  const files = [
    '#- base/kustomization.yaml\nresources: []\n',
    '#- parts/tls/kustomization.yaml\napiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n',
    manifest('base/config.yaml'),
    '#- live/sub/kustomization.yaml\nresources: []\n',
    manifest('live/web.yaml'),
    manifest('live/more/api.yaml'),
    manifest('live/web-patch.yaml'),
  ].join('');
  const kustomization = (text: string) => `${files}#- live/kustomization.yaml\n${text}`;

  for (const [what, text, expected] of [
    ['resources', 'resources:\n  - <|>\n', ['web.yaml', '../base', 'more/api.yaml', 'sub', 'web-patch.yaml']],
    [
      'those that are not listed',
      'resources:\n  - web.yaml\n  - ../base\n  - <|>\npatches: [{ path: web-patch.yaml }]\n',
      ['more/api.yaml', 'sub'],
    ],
    ['without a dash yet', 'resources:\n  <|>\n', ['web.yaml', '../base', 'more/api.yaml', 'sub', 'web-patch.yaml']],
    ['in brackets', 'resources: [web.yaml, <|>]\n', ['../base', 'more/api.yaml', 'sub', 'web-patch.yaml']],
    ['components', 'components:\n  - <|>\n', ['../parts/tls']],
    ['patches', 'patches:\n  - path: <|>\n', ['web-patch.yaml', 'web.yaml', 'more/api.yaml']],
  ] as const) {
    test(what, () => assert.deepEqual(names(kustomization(text)), expected));
  }

  test('a path is taken as a whole', () =>
    assert.ok(take(kustomization('resources:\n  - ../b<|>\n'), '../base').endsWith('resources:\n  - ../base\n')));
  test('with its dash', () =>
    assert.ok(take(kustomization('resources:\n  <|>\n'), 'web.yaml').endsWith('resources:\n  - web.yaml\n')));
  test('in other files such fields mean nothing', () =>
    assert.deepEqual(names(`${files}#- live/x.yaml\napiVersion: v1\nkind: Pod\nresources:\n  - <|>\n`), []));
});

test('an item of a list brings its dash', () =>
  checkTaken(
    `
    apiVersion: v1
    kind: PersistentVolumeClaim
    spec:
      accessModes:
        <|>
    `,
    'ReadWriteOnce',
    `
    apiVersion: v1
    kind: PersistentVolumeClaim
    spec:
      accessModes:
        - ReadWriteOnce
    `,
  ));
