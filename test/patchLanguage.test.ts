/** Patches of kustomize while one writes them: what is offered, said, checked, and where they lead. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MarkupContent } from 'vscode-languageserver-types';
import { actionTitles, applyFixes, checkDiagnostics, open, openAtCursor } from './support/check.js';
import { itemsAt, labelsAt, take } from './support/complete.js';
import { offered, refactored } from './support/refactored.js';

const base = `#! files all
#- base/kustomization.yaml
resources: [web.yaml, settings.yaml]
#- base/web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    example.com/team: shop
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - { containerPort: 8080, protocol: TCP }
            - { containerPort: 9090, name: metrics }
          env:
            - { name: COLOR, value: red }
            - { name: SIZE, value: large }
          volumeMounts:
            - { name: tmp, mountPath: /tmp }
        - name: proxy
          image: envoy:1
      volumes:
        - { name: tmp, emptyDir: {} }
#- base/settings.yaml
# what the site looks like
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  color: red
---
apiVersion: v1
kind: Secret
metadata:
  name: login
stringData:
  password: hunter2
`;

const overlay = (text: string, more = '') => `${base}#- prod/kustomization.yaml\nresources: [../base]\n${text}${more}`;
const indented = (text: string, by = 6) => text.replace(/^(?=.)/gm, ' '.repeat(by));
const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n';
/** Deep in the Deployment. */
const inPod = (text: string) => `${head}spec:\n  template:\n    spec:\n${indented(text)}`;
const merging = (text: string) => overlay(`patches:\n  - patch: |-\n${indented(text)}`);
const inFile = (text: string) => overlay('patches:\n  - path: web.yaml\n', `#- prod/web.yaml\n${text}`);
const editing = (text: string, target = 'kind: Deployment') =>
  overlay(`patches:\n  - target:\n      ${target}\n    patch: |-\n${indented(text)}`);
/** The part that the test wrote. */
const own = (text: string) => text.slice(text.indexOf('#- prod/'));

function hoverAt(fixture: string): string {
  const { service, uri, position } = openAtCursor(fixture);
  const contents = service.hover(uri, position)?.contents;
  return MarkupContent.is(contents) ? contents.value : '';
}

describe('strategic merge patches offer what the target has', () => {
  for (const [what, text, expected] of [
    ['containers', 'containers:\n  - <|>\n', ['name: web', 'name: proxy', 'name', 'image']],
    ['without a dash', 'containers:\n  <|>\n', ['name: web', 'name: proxy', 'name', 'image']],
    ['names', 'containers:\n  - name: <|>\n', ['web', 'proxy']],
    ['but not twice', 'containers:\n  - name: web\n  - name: <|>\n', ['proxy']],
    ['variables', 'containers:\n  - name: web\n    env:\n      - name: <|>\n', ['COLOR', 'SIZE']],
    ['of the container that is changed', 'containers:\n  - name: proxy\n    env:\n      - name: <|>\n', []],
    [
      'both keys of a port',
      'containers:\n  - name: web\n    ports:\n      - <|>\n',
      ['containerPort: 8080, protocol: TCP'],
    ],
    ['mounts', 'containers:\n  - name: web\n    volumeMounts:\n      - <|>\n', ['mountPath: /tmp']],
    ['volumes', 'volumes:\n  - <|>\n', ['name: tmp']],
  ] as const) {
    test(`${what}, in a text`, () =>
      assert.deepEqual(labelsAt(merging(inPod(text))).slice(0, expected.length), expected));
    test(`${what}, in a file`, () =>
      assert.deepEqual(labelsAt(inFile(inPod(text))).slice(0, expected.length), expected));
  }

  test('says what is changed', () =>
    assert.equal(itemsAt(merging(inPod('containers:\n  - <|>\n')))[0]?.detail, 'change container of Deployment web'));

  test('a taken item is written with its merge keys', () => {
    const taken = take(
      merging(inPod('containers:\n  - name: web\n    ports:\n      - <|>\n')),
      'containerPort: 8080, protocol: TCP',
    );
    assert.ok(
      taken.endsWith('ports:\n                  - containerPort: 8080\n                    protocol: TCP\n'),
      taken,
    );
  });

  test('nothing is required, and no child comes along', () => {
    const image = itemsAt(merging(inPod('containers:\n  - name: web\n    <|>\n'))).find(
      ({ label }) => label === 'image',
    );
    assert.equal(image?.detail, 'string');
    assert.ok(take(merging(`${head}spec:\n  <|>\n`), 'template').endsWith('        template:\n          <0>\n'));
  });

  test('the object, its name, and keys of its data', () => {
    assert.deepEqual(labelsAt(merging('<|>\n')).slice(0, 3), ['Deployment web', 'ConfigMap settings', 'Secret login']);
    assert.ok(take(merging('<|>\n'), 'Deployment web').includes(indented(head)));
    assert.deepEqual(labelsAt(merging('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: <|>\n')), ['settings']);
    const data = itemsAt(merging('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  <|>\n'))[0];
    assert.deepEqual([data?.label, data?.detail], ['color', 'now red']);
    const secret = itemsAt(merging('apiVersion: v1\nkind: Secret\nmetadata:\n  name: login\nstringData:\n  <|>\n'))[0];
    assert.deepEqual([secret?.label, secret?.detail], ['password', 'in Secret login']);
  });

  test('the kind of the target counts, where the patch says another', () => {
    const text = inPod('containers:\n  - <|>\n')
      .replace('apps/v1', 'x')
      .replace('Deployment', 'any')
      .replace('name: web', 'name: any');
    assert.deepEqual(labelsAt(editing(text)).slice(0, 3), ['name: web', 'name: proxy', 'name']);
  });

  test('also while the text cannot be read', () =>
    assert.deepEqual(labelsAt(merging(inPod('containers:\n  - name: <|>\n    image: [\n'))).slice(0, 2), [
      'web',
      'proxy',
    ]));

  test('$patch and what it may say', () => {
    assert.equal(labelsAt(merging(`${head}spec:\n  <|>\n`)).at(-1), '$patch');
    assert.deepEqual(labelsAt(merging(`${head}spec:\n  $patch: <|>\n`)), ['delete', 'replace', 'merge']);
    assert.match(
      hoverAt(merging(`${head}spec:\n  $pa<|>tch: delete\n`)),
      /`replace`: What stands beside it takes the place/,
    );
    assert.ok(!labelsAt(`${base.replace('  replicas: 2', '  <|>')}`).includes('$patch'));
  });

  test('targets, in a kustomization', () => {
    assert.deepEqual(labelsAt(overlay('patches:\n  - target:\n      kind: <|>\n')), [
      'Deployment',
      'ConfigMap',
      'Secret',
    ]);
    assert.deepEqual(labelsAt(overlay('patches:\n  - target:\n      kind: Secret\n      name: <|>\n')), ['login']);
  });
});

describe('hover in patches', () => {
  test('tells what the object has', () => {
    assert.match(
      hoverAt(merging(`${head}spec:\n  repli<|>cas: 3\n`)),
      /^\*\*replicas\*\* `integer`\n\nDeployment web: `2` before this patch\n/,
    );
    assert.match(
      hoverAt(inFile(inPod('containers:\n  - name: proxy\n    ima<|>ge: x\n'))),
      /Deployment web: `envoy:1` before/,
    );
    assert.match(
      hoverAt(merging(inPod('containers:\n  - name: new\n    ima<|>ge: x\n'))),
      /Deployment web: nothing before/,
    );
  });

  test('follows the path of a JSON patch', () => {
    const at = (field: string) =>
      hoverAt(
        editing(
          `- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: x\n`.replace(field, `<|>${field}`),
        ),
      );
    assert.match(at('path'), /Deployment web: `nginx:1.29` before this patch/);
    assert.match(at('value'), /^\*\*value\*\* `string`\n\nDeployment web.*\n\nContainer image name/);
  });

  test('keeps the values of Secrets to itself', () => {
    const text = hoverAt(editing('- op: remove\n  pa<|>th: /stringData/password\n', 'kind: Secret'));
    assert.match(text, /Secret login: a value before this patch/);
    assert.doesNotMatch(text, /hunter2/);
    const paths = itemsAt(editing('- op: remove\n  path: /stringData/<|>\n', 'kind: Secret'));
    assert.deepEqual(
      paths.map(({ label, detail }) => [label, detail]),
      [['/stringData/password', '']],
    );
  });
});

describe('JSON patches', () => {
  const labels = (text: string) => labelsAt(editing(text));
  const path = (text: string, op = 'replace') => labels(`- op: ${op}\n  path: ${text}\n`);

  test('operations and their fields', () => {
    assert.deepEqual(labels('- <|>\n').slice(0, 2), ['op', 'path']);
    assert.deepEqual(labels('- op: <|>\n'), ['replace', 'add', 'remove', 'test', 'copy', 'move']);
    assert.ok(take(editing('<|>\n'), 'op: replace').endsWith('    patch: |-\n      - op: replace\n        path: \n'));
  });

  test('paths, step by step', () => {
    assert.deepEqual(path('<|>'), ['/apiVersion', '/kind', '/metadata', '/spec']);
    assert.deepEqual(path('/spec/re<|>'), ['/spec/replicas', '/spec/selector', '/spec/template']);
    const containers = itemsAt(editing('- op: remove\n  path: /spec/template/spec/containers/<|>\n'));
    assert.deepEqual(
      containers.map(({ label, detail }) => `${label} ${detail}`),
      ['/spec/template/spec/containers/0 web', '/spec/template/spec/containers/1 proxy'],
    );
    assert.deepEqual(path('/metadata/annotations/<|>'), ['/metadata/annotations/example.com~1team']);
    assert.deepEqual(path('/metadata/annotations/example.com~1<|>'), ['/metadata/annotations/example.com~1team']);
  });

  test('add offers what may be there, too', () => {
    const added = path('/spec/<|>', 'add');
    assert.deepEqual(added.slice(0, 4), [
      '/spec/replicas',
      '/spec/selector',
      '/spec/template',
      '/spec/minReadySeconds',
    ]);
    assert.equal(path('/spec/template/spec/containers/<|>', 'add').at(-1), '/spec/template/spec/containers/-');
  });

  test('of the objects that the target selects', () =>
    assert.deepEqual(labelsAt(editing('- op: remove\n  path: /<|>\n', 'name: settings')), [
      '/apiVersion',
      '/kind',
      '/metadata',
      '/data',
    ]));

  test('values by the schema at the path', () => {
    const value = (at: string, text: string) => labels(`- op: add\n  path: ${at}\n  value:${text}`);
    assert.deepEqual(value('/spec/strategy', '\n    type: <|>\n'), ['RollingUpdate', 'Recreate']);
    assert.deepEqual(value('/spec/template/spec/containers/-', '\n    <|>\n').slice(0, 2), ['name', 'image']);
    assert.deepEqual(value('/spec/template/spec/containers/0/imagePullPolicy', ' <|>\n'), [
      'Always',
      'IfNotPresent',
      'Never',
    ]);
  });

  test('in files of YAML and JSON', () => {
    const list = 'patches:\n  - path: p.FORM\n    target: { kind: Deployment }\n';
    const yaml = `#- prod/p.yaml\n- op: remove\n  path: /spec/<|>\n`;
    const json = `#- prod/p.json\n[{ "op": "remove", "path": "/spec/<|>" }]\n`;
    const expected = ['/spec/replicas', '/spec/selector', '/spec/template'];
    assert.deepEqual(labelsAt(overlay(list.replace('FORM', 'yaml'), yaml)), expected);
    assert.deepEqual(labelsAt(overlay(list.replace('FORM', 'json'), json)), expected);
  });
});

describe('what kustomize refuses in patches', () => {
  const message = (text: string) => {
    const { fixture, service } = open(editing(text));
    const [found, ...others] = fixture.files
      .flatMap(({ document }) => service.diagnostics(document.uri))
      .filter(({ code }) => code === 'kustomization/patch-path');
    assert.equal(others.length, 0);
    return found?.message;
  };
  const containers = '/spec/template/spec/containers';

  for (const [operation, expected, fixed] of [
    ['- op: remove\n  path: /spec/replica', '/spec of Deployment web has no replica', '/spec/replicas'],
    [
      '- op: add\n  path: /spec/strategy/type\n  value: x',
      '/spec of Deployment web has no strategy: what something is added to must be there',
    ],
    [
      `- op: remove\n  path: ${containers}/2`,
      `${containers} of Deployment web has 2 items: 0 (web), 1 (proxy)`,
      `${containers}/0`,
    ],
    [
      `- op: test\n  path: ${containers}/proxy/image\n  value: x`,
      `items of ${containers} of Deployment web are numbered: 0 (web), 1 (proxy)`,
      `${containers}/1/image`,
    ],
    [
      '- op: replace\n  path: /metadata/annotations/example.com/team\n  value: x',
      'a slash within a key is written ~1: /metadata/annotations/example.com~1team',
      '/metadata/annotations/example.com~1team',
    ],
    [
      '- op: add\n  path: /metadata/annotations/example.com/new\n  value: x',
      'a slash within a key is written ~1: /metadata/annotations/example.com~1new',
      '/metadata/annotations/example.com~1new',
    ],
    ['- op: remove\n  path: spec/replicas', 'a path begins with a slash: spec/replicas', '/spec/replicas'],
    [
      '- op: remove\n  path: /spec/replicas/0',
      '/spec/replicas of Deployment web is neither a map nor a list: there is nothing in it',
    ],
    [
      '- op: move\n  from: /spec/replica\n  path: /spec/paused',
      '/spec of Deployment web has no replica',
      '/spec/replicas',
    ],
  ] as const) {
    test(operation.replace(/\n */g, ' '), () => {
      assert.equal(message(`${operation}\n`), expected);
      const after = applyFixes(editing(`${operation}\n`), code => code === 'kustomization/patch-path');
      if (fixed === undefined) assert.equal(after, undefined);
      else assert.match(own(after ?? ''), new RegExp(`(path|from): ${fixed}\n`));
    });
  }

  test('is judged as it is when its turn comes', () => {
    assert.equal(
      message('- op: add\n  path: /spec/strategy\n  value: {}\n- op: add\n  path: /spec/strategy/type\n  value: x\n'),
      undefined,
    );
    assert.equal(
      message('- op: remove\n  path: /spec/replicas\n- op: test\n  path: /spec/replicas/x\n'),
      '/spec of Deployment web has no replicas',
    );
  });

  test('items are offered by name', () =>
    assert.deepEqual(
      actionTitles(editing(`- op: remove\n  path: ${containers}/<|>7\n`)).filter(title => title.startsWith('Change')),
      [`Change to ${containers}/0 (web)`, `Change to ${containers}/1 (proxy)`],
    ));

  test('a patch file that names nothing, and the kustomization that lists it', () =>
    checkDiagnostics(`
      #! files all
      #- kustomization.yaml
      resources: [web.yaml]
      patches:
        - path: patch.yaml
              # ^^^^^^^^^^ error kustomization/refused: kustomize refuses this: the ConfigMap web of this build is without a namespace, and the patch is for one in namespace shop
      #- patch.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
            # ^^^ error kustomization/patch-target: the ConfigMap web of this build is without a namespace, and the patch is for one in namespace shop
        namespace: shop
      #- web.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      `));

  test('a JSON patch in a file', () =>
    checkDiagnostics(`
      #! files all
      #- kustomization.yaml
      resources: [web.yaml]
      patches:
        - path: patch.yaml
              # ^^^^^^^^^^ error kustomization/refused: kustomize refuses this: ConfigMap web has no data
          target: { kind: ConfigMap }
      #- patch.yaml
      - op: remove
        path: /data/a
            # ^^^^^^^ error kustomization/patch-path: ConfigMap web has no data
      #- web.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      `));
});

describe('patches in texts are judged as patches', () => {
  test('by the rules of what they change, at their place', () =>
    checkDiagnostics(`
      #! files all
      #- kustomization.yaml
      resources: [web.yaml]
      patches:
        - patch: |-
            apiVersion: v1
            kind: Service
            metadata:
              name: web
            spec:
              type: NodePorts
                  # ^^^^^^^^^ error schema/unknown-value: type must be ClusterIP, ExternalName, LoadBalancer or NodePort
              port: []
            # ^^^^ error schema/unknown-field: spec has no field port; did you mean ports?
      #- web.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        ports: [{ port: 80 }]
      `));

  test('what is left out is no mistake, and directives are none', () => {
    const texts = [
      inPod('containers:\n  - name: web\n    livenessProbe: { httpGet: { path: / } }\n'),
      `${head}spec:\n  $patch: replace\n  replicas: 3\n`,
      inPod('containers:\n  - $patch: replace\n  - name: web\n    image: nginx\n'),
      inPod('containers:\n  - $patch: delete\n    name: proxy\n'),
      `${head}  annotations:\n    example.com/team: null\n`,
    ];
    for (const text of texts) checkDiagnostics(merging(text));
  });

  test('nobody reads the kind where there is a target', () =>
    checkDiagnostics(
      editing('apiVersion: apps/v1beta1\nkind: Deployment\nmetadata:\n  name: any\nspec:\n  replicas: 3\n'),
    ));
});

describe('from patches to objects and back', () => {
  const all = overlay(
    `patches:
  - path: web.yaml
  - target: { name: settings }
    patch: |-
      - { op: add, path: /data/size, value: large }
  - target: { kind: Secret|ConfigMap }
    patch: |-
      - { op: add, path: /metadata/labels, value: {} }
  - target: { kind: Job }
    patch: |-
      - { op: remove, path: /spec }
  - patch: |-
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
`,
    `#- prod/web.yaml\n${head}`,
  );

  const place = ({ uri, line }: { uri: string; line: number }) => `${uri.slice('file:///workspace/'.length)}:${line}`;

  function lenses(path: string): readonly string[] {
    const { fixture, service } = open(all);
    const file = fixture.files.find(({ document }) => document.uri.endsWith(`/${path}`));
    return service.codeLenses(file?.document.uri ?? '').flatMap(({ range, command }) => {
      const at = (command?.arguments?.[2] ?? []) as { uri: string; range: { start: { line: number } } }[];
      const places = at.map(({ uri, range: { start } }) => place({ uri, line: start.line }));
      return /^(matches|patched)/.test(command?.title ?? '')
        ? [`${range.start.line} ${command?.title} -> ${places.join()}`]
        : [];
    });
  }

  test('above each entry, what it matches', () =>
    assert.deepEqual(lenses('prod/kustomization.yaml'), [
      '2 matches Deployment web (1 of 3 resources) -> base/web.yaml:3',
      '3 matches ConfigMap settings (1 of 3 resources) -> base/settings.yaml:4',
      '6 matches 2 of 3 resources -> base/settings.yaml:4,base/settings.yaml:11',
      '9 matches none of 3 resources -> ',
      '12 matches ConfigMap settings (1 of 3 resources) -> base/settings.yaml:4',
    ]));

  test('above each object, what patches it', () => {
    assert.deepEqual(lenses('base/web.yaml'), ['0 patched by prod/web.yaml -> prod/web.yaml:0']);
    assert.deepEqual(lenses('base/settings.yaml'), [
      '1 patched by prod/kustomization.yaml -> prod/kustomization.yaml:4,prod/kustomization.yaml:7,prod/kustomization.yaml:12',
      '8 patched by prod/kustomization.yaml -> prod/kustomization.yaml:7',
    ]);
  });

  function definitions(text: string): readonly string[] {
    const { service, uri, position } = openAtCursor(text);
    return service
      .definition(uri, position)
      .map(({ targetUri, targetRange: { start } }) => place({ uri: targetUri, line: start.line }));
  }

  test('definitions of targets and names', () => {
    assert.deepEqual(definitions(all.replace('{ name: settings }', '{ name: set<|>tings }')), ['base/settings.yaml:4']);
    assert.deepEqual(definitions(all.replace('Secret|ConfigMap', 'Sec<|>ret|ConfigMap')), [
      'base/settings.yaml:4',
      'base/settings.yaml:11',
    ]);
    assert.deepEqual(definitions(all.replace('        name: settings\n', '        name: set<|>tings\n')), [
      'base/settings.yaml:4',
    ]);
    assert.deepEqual(definitions(`${all.slice(0, -'web\n'.length)}we<|>b\n`), ['base/web.yaml:3']);
  });

  test('references of an object lead to its patches', () => {
    const { service, uri, position } = openAtCursor(all.replace('  name: settings\ndata', '  name: set<|>tings\ndata'));
    const found = service.references(uri, position, { includeDeclaration: false });
    assert.deepEqual(
      found.map(({ uri: at, range: { start } }) => place({ uri: at, line: start.line })),
      ['prod/kustomization.yaml:4', 'prod/kustomization.yaml:7', 'prod/kustomization.yaml:12'],
    );
  });
});

describe('creating a patch from a resource', () => {
  const at = (field: string) => {
    const [before = '', after = ''] = overlay('').split(field);
    return `${before}${field.slice(0, 1)}<|>${field.slice(1)}${after}`;
  };
  const title = 'Create a patch for';

  test('one for each kustomization above, overlays first', () =>
    assert.deepEqual(
      offered(at('replicas: 2')).filter(own => own.startsWith(title)),
      [
        'Create a patch for replicas of Deployment web in prod',
        'Create a patch for replicas of Deployment web in base',
      ],
    ));

  test('holds the field and the way to it, by merge keys', () => {
    const files = refactored(at('image: envoy:1'), `${title} image of Deployment web in prod`);
    assert.equal(files['prod/web-patch.yaml'], inPod('containers:\n  - name: proxy\n    image: "envoy:1"\n'));
    assert.equal(files['prod/kustomization.yaml'], 'resources: [../base]\npatches:\n  - path: web-patch.yaml\n');
    const { 'prod/web-patch.yaml': labelled } = refactored(
      at('example.com/team: shop'),
      `${title} example.com/team of Deployment web in prod`,
    );
    assert.equal(labelled, `${head}  annotations:\n    example.com/team: shop\n`);
  });

  test('without a field, what it is for', () =>
    assert.equal(refactored(at('kind: Deployment'), `${title} Deployment web in prod`)['prod/web-patch.yaml'], head));

  test('writes over nothing', () => {
    const action = `${title} replicas of Deployment web in prod`;
    const taken = { 'prod/web-patch.yaml': '', 'prod/web-deployment-patch.yaml': '' };
    const files = refactored(at('replicas: 2'), action, taken);
    assert.equal(files['prod/web-deployment-patch-2.yaml'], `${head}spec:\n  replicas: 2\n`);
  });

  test('the new patch is one that kustomize takes', () => {
    const files = refactored(at('value: red'), `${title} value of Deployment web in prod`);
    checkDiagnostics(
      `#! files all\n${Object.entries(files)
        .map(([path, text]) => `#- ${path}\n${text}`)
        .join('')}`,
    );
  });

  test('is not offered unasked, in patches, or without a kustomization', () => {
    assert.ok(!actionTitles(at('replicas: 2')).some(own => own.startsWith(title)));
    assert.deepEqual(
      offered(inFile(`${head}spec:\n  repl<|>icas: 3\n`)).filter(own => own.startsWith(title)),
      [],
    );
    assert.deepEqual(
      offered(`#- web.yaml\n${head}spec:\n  repl<|>icas: 3\n`).filter(own => own.startsWith(title)),
      [],
    );
  });
});
