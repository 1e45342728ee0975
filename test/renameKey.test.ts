/** A key of a ConfigMap or Secret gets another name, wherever it is written: in data, in generators, in workloads. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { openAtCursor } from './support/check.js';
import { dedent } from './support/fixture.js';

/** The files after it, or the reason why not. */
function renamed(source: string, newName: string): string {
  const { fixture, service, uri, position } = openAtCursor(dedent(source));
  const edit = service.rename(uri, position, newName);
  if ('refusal' in edit) return edit.refusal;
  const texts = fixture.files.map(({ document }) => {
    const path = document.uri.replace('file:///workspace/', '');
    return `#- ${path}\n${TextDocument.applyEdits(document, edit.changes?.[document.uri] ?? [])}`;
  });
  return texts.join('');
}

const users = `
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: A
                valueFrom: { configMapKeyRef: { name: web, key: KEY } }
            volumeMounts:
              - { name: files, mountPath: /etc/app.conf, subPath: path.conf }
        volumes:
          - name: files
            configMap:
              name: web
              items: [{ key: "KEY", path: path.conf }]
      `;
const using = (key: string) => dedent(users.replaceAll('KEY', key));
const before = users.replaceAll('KEY', 'app.conf');

const written = (key: string) =>
  `#- config.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  ${key}: |\n    x = 1\n`;
const generated = (source: string, field = 'files') =>
  `#- kustomization.yaml\nresources: [web.yaml]\nconfigMapGenerator:\n  - name: web\n    ${field}:\n      - ${source}\n`;
const flat = (source: string) => `${source}${dedent(before)}`;

describe('a key is renamed with all references', () => {
  test('from data', () =>
    assert.equal(renamed(flat(written('app<|>.conf')), 'site.conf'), `${written('site.conf')}${using('site.conf')}`));
  test('from a file of a generator, which stays', () =>
    assert.equal(
      renamed(flat(generated('app<|>.conf=sub/app.conf')), 'site.conf'),
      `${generated('site.conf=sub/app.conf')}${using('site.conf')}`,
    ));
  test('from a literal, in its quotes', () =>
    assert.equal(
      renamed(flat(generated('"app<|>.conf=a b"', 'literals')), 'site.conf'),
      `${generated('"site.conf=a b"', 'literals')}${using('site.conf')}`,
    ));
  test('from a workload, in a manifest and the generator that adds to it', () => {
    const both = `${generated('app.conf=b').replace('name: web', 'name: web\n    behavior: merge')}${written('other')}`;
    assert.equal(
      renamed(`${both}${dedent(before).replace('key: app.conf', 'key: app<|>.conf')}`, 'site.conf'),
      `${both.replace('app.conf=', 'site.conf=')}${using('site.conf')}`,
    );
  });
  test('from a file that gives the key its name: the file stays, and the key is written before it', () =>
    assert.equal(
      renamed(flat(generated('sub/app<|>.conf')), 'site.conf'),
      `${generated('site.conf=sub/app.conf')}${using('site.conf')}`,
    ));
  test('also from where it is used', () =>
    assert.equal(
      renamed(`${generated("'app.conf'")}${dedent(before).replace('key: app.conf', 'key: app<|>.conf')}`, 'site.conf'),
      `${generated("'site.conf=app.conf'")}${using('site.conf')}`,
    ));
});

describe('a variable that envFrom makes of the key', () => {
  const reading = (use: string, env = '', prefix = 'prefix: P_, ') => `
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        containers:
          - name: web
            image: nginx
            envFrom: [{ ${prefix}configMapRef: { name: web } }]
            args: ["--a=$(${use})", $(OTHER)]
            env: [${env}{ name: B, value: $(${use})/x }]
      `;
  const check = (from: string, to: string) => {
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { KEY: x }\n';
    const flatly = (key: string, user: string) => `#- config.yaml\n${config.replace('KEY', key)}${dedent(user)}`;
    assert.equal(renamed(flatly('A<|>', from), '1'), flatly('"1"', to));
  };
  test('is renamed behind its prefix, wherever it is used', () => check(reading('P_A'), reading('P_1')));
  test('also without one', () => check(reading('A', '', ''), reading('1', '', '')));
  test('unless the container has one of that name', () => {
    const own = reading('P_A', '{ name: P_A, value: a }, ');
    check(own, own);
    const later = (use: string) => reading('OTHER', `{ name: P_A, value: $(${use}) }, `);
    check(later('P_A'), later('P_1'));
  });
});

describe('anchors and aliases', () => {
  const head = '#- config.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n';
  test('a list that stands in two places is changed once, at its anchor', () => {
    const containers = (key: string) =>
      `#- web.yaml\napiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: a\n      env: &env [{ name: A, valueFrom: { configMapKeyRef: { name: web, key: ${key} } } }]\n    - name: b\n      env: *env\n`;
    assert.equal(
      renamed(`${head}data: { a<|>: x }\n${containers('a')}`, 'b'),
      `${head}data: { b: x }\n${containers('b')}`,
    );
  });
  test('what is the same key elsewhere is renamed, too', () => {
    const containers = (first: string, second: string) =>
      `#- web.yaml\napiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: a\n      env:\n        - { name: A, valueFrom: { configMapKeyRef: { name: web, key: ${first} } } }\n        - { name: B, valueFrom: { configMapKeyRef: { name: web, key: ${second} } } }\n`;
    assert.equal(
      renamed(`${head}data: { a<|>: x }\n${containers('&k a', '*k')}`, 'b'),
      `${head}data: { b: x }\n${containers('&k b', 'b')}`,
    );
  });
  for (const [what, text] of Object.entries({
    'a key that is a value, too': `${head}data: { &k a<|>: x, b: *k }\n`,
    'a key that is one elsewhere, too': `${head}data: { &k a<|>: x }\nx: { *k : y }\n`,
    'a map that another object has, too':
      '#- list.yaml\napiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: ConfigMap, metadata: { name: web }, data: &d { a<|>: x } }\n  - { apiVersion: v1, kind: ConfigMap, metadata: { name: other }, data: *d }\n',
    'a map that is merged into another, even where that has the key already': `${head}data: &d { a<|>: x }\nbinaryData: { <<: *d, a: eA== }\n`,
    'a literal':
      '#- kustomization.yaml\nconfigMapGenerator:\n  - name: web\n    literals:\n      - &l a<|>=b\n  - name: other\n    literals:\n      - *l\n',
    'the name in a reference':
      `${head}data: { a<|>: x }\n#- web.yaml\napiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: &k a, env: [{ name: A, valueFrom: { configMapKeyRef: { name: web, key: *k } } }] }] }\n`
        .replace('&k a', 'c')
        .replace('key: *k', 'key: &k a')
        .replace('}] }] }\n', '}, { name: B, value: *k }] }] }\n'),
  })) {
    test(`refused: ${what}`, () => assert.match(renamed(text, 'c'), /a is used elsewhere, too, through an alias/));
  }
});

describe('what kustomize alone names', () => {
  const workspace = (kustomization: string, more = '', key = 'a') =>
    `#- base/config.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { ${key}<|>: x }\n#- base/kustomization.yaml\nresources: [config.yaml]\n#- over/kustomization.yaml\n# What is built:\n---\nresources: [../base]\n${kustomization}${more}`;
  const target = 'target: { kind: ConfigMap, name: w.* }';
  const inline = (patch: string) => `patches:\n  - patch: |-\n${patch.replace(/^/gm, '      ')}\n`;
  const named: Readonly<Record<string, readonly [fixture: string, reason: string]>> = {
    'a replacement reads it': [
      workspace('replacements:\n  - source: { kind: ConfigMap, name: web, fieldPath: data.a }\n    targets: []\n'),
      'the replacements of ../over/kustomization.yaml name it',
    ],
    'a replacement reads it, with a dot': [
      workspace('replacements:\n  - source: { kind: ConfigMap, name: web, fieldPath: "data.[a.b]" }\n', '', 'a.b'),
      'the replacements of ../over/kustomization.yaml name it',
    ],
    'a replacement writes it': [
      workspace(
        'replacements:\n  - source: { kind: Pod }\n    targets: [{ select: { kind: ConfigMap }, fieldPaths: ["data.a\\\\.b"] }]\n',
        '',
        'a.b',
      ),
      'the replacements of ../over/kustomization.yaml name it',
    ],
    'a file of replacements is not read': [
      workspace('replacements: [{ path: r.yaml }]\n'),
      'r.yaml may name it, and is not read: open it in an editor first',
    ],
    'a variable reads it': [
      workspace(
        'vars:\n  - { name: A, objref: { apiVersion: v1, kind: ConfigMap, name: web }, fieldref: { fieldpath: data.a } }\n',
      ),
      'the vars of ../over/kustomization.yaml name it',
    ],
    'an operation changes it': [
      workspace(`${inline('- { op: replace, path: /data/a, value: z }')}    ${target}\n`),
      'a patch in ../over/kustomization.yaml names it',
    ],
    'an operation in a file changes it': [
      workspace(`patches: [{ path: p.yaml, ${target} }]\n`, '#- over/p.yaml\n- { op: remove, path: /data/a }\n'),
      'the patch p.yaml names it',
    ],
    'an inline patch changes it': [
      workspace(inline('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: z }')),
      'a patch in ../over/kustomization.yaml names it',
    ],
    'a patch in a component changes it': [
      workspace(
        'components: [../part]\n',
        `#- part/kustomization.yaml\nkind: Component\n${inline('kind: ConfigMap\nmetadata: { name: web }\ndata: { a: z }')}`,
      ),
      'a patch in ../part/kustomization.yaml names it',
    ],
  };
  for (const [what, [text, reason]] of Object.entries(named)) {
    test(`refused where ${what}`, () => assert.ok(renamed(text, 'c').includes(reason), renamed(text, 'c')));
  }
  for (const [what, kustomization] of Object.entries({
    'another key': `${inline('- { op: replace, path: /data/ab, value: z }')}    ${target}\n`,
    'another object': `${inline('- { op: replace, path: /data/a, value: z }')}    target: { kind: ConfigMap, name: we }\n`,
    'another kind': 'replacements:\n  - source: { kind: Secret, name: web, fieldPath: data.a }\n',
  })) {
    test(`not where they name ${what}`, () =>
      assert.match(renamed(workspace(kustomization), 'c'), /^#- base.config\.yaml\n.*data: \{ c: x \}/s));
  }
});

describe('refused, with the reason', () => {
  test('where the name is taken, or cannot be one', () => {
    assert.match(renamed(flat(`${written('app<|>.conf')}  other: x\n`), 'other'), /ConfigMap web has a key other/);
    assert.match(renamed(flat(generated('app<|>.conf=a')), 'a b'), /must consist of/);
  });
  test('where SOPS has encrypted it', () => {
    const text =
      '#- secret.yaml\napiVersion: v1\nkind: Secret\nmetadata: { name: web }\ndata: { a<|>: "ENC[AES256]" }\nsops: { mac: x }\n';
    const reason = 'SOPS has encrypted the values of Secret web together with their keys: rename it with sops';
    assert.ok(renamed(text, 'b').includes(reason));
    const { service, uri, position } = openAtCursor(text);
    assert.deepEqual(service.prepareRename(uri, position), { refusal: reason });
  });
});
