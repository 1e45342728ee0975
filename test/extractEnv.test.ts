/** The value of a variable becomes a key of a ConfigMap or Secret. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionTitles, codesIn } from './support/check.js';
import { dedent } from './support/fixture.js';
import { asFixture, offered, refactored, refusal } from './support/refactored.js';
import { styleNames, variantOf } from './support/variants.js';

const moves = (fixture: string) => offered(dedent(fixture)).filter(title => title.startsWith('Move '));

const pod = (variable: string, more = '') => `
      #- web.yaml
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              ${variable}${more}
      `;

test('into a new ConfigMap in the same file', () =>
  assert.equal(
    refactored(dedent(pod('- name: COLOR # which\n                value: "<|>1"')), 'Move the value to ConfigMap web')[
      'web.yaml'
    ],
    dedent(`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        containers:
          - name: web
            image: nginx
            env:
              - name: COLOR # which
                valueFrom:
                  configMapKeyRef:
                    name: web
                    key: COLOR
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        COLOR: "1"
      `),
  ));

test('into a Secret, where the name says so', () => {
  const after = refactored(dedent(pod('- { name: DB_PASSWORD, value: <|>x }')), 'Move the value to Secret web')[
    'web.yaml'
  ];
  assert.match(
    after ?? '',
    /- \{ name: DB_PASSWORD, valueFrom: \{ secretKeyRef: \{ name: web, key: DB_PASSWORD \} \} \}/,
  );
  assert.match(after ?? '', /kind: Secret\nmetadata:\n {2}name: web\nstringData:\n {2}DB_PASSWORD: x\n/);
});

test('offered once, also where a rule finds the same', () => {
  const titles = actionTitles(
    `#! env/sensitive-literal warning\n${dedent(pod('- { name: DB_PASSWORD, value: <|>x }')).replace('#- web.yaml\n', '')}`,
  );
  assert.equal(titles.filter(title => title === 'Move the value to Secret web').length, 1);
});

const settings = `
      #- settings.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: settings }
      data:
        a: b
      `;
const reading = '\n            envFrom: [{ configMapRef: { name: settings } }]';

test('into an object that the workload uses', () => {
  const fixture = dedent(pod('- name: COLOR\n                value: <|>blue', reading) + settings);
  assert.deepEqual(moves(fixture), [
    'Move the value to ConfigMap web',
    'Move the value to ConfigMap settings, which is used here',
  ]);
  const files = refactored(fixture, 'Move the value to ConfigMap settings');
  assert.match(files['settings.yaml'] ?? '', /data:\n {2}a: b\n {2}COLOR: blue\n/);
  assert.match(files['web.yaml'] ?? '', /configMapKeyRef:\n +name: settings\n +key: COLOR\n/);
});

describe('says who else gets the variable', () => {
  const other = (name: string) => `
      #- ${name}.yaml
      apiVersion: v1
      kind: Pod
      metadata: { name: ${name} }
      spec: { containers: [{ name: a, image: b, envFrom: [{ configMapRef: { name: settings } }] }] }
      `;
  const own = dedent(pod('- name: COLOR\n                value: <|>blue', reading) + settings);
  test('by its name', () =>
    assert.deepEqual(moves(own + dedent(other('api'))), [
      'Move the value to ConfigMap web',
      'Move the value to ConfigMap settings, which is used here, and which gives Pod api the variable, too',
    ]));
  test('or how many', () =>
    assert.deepEqual(moves(own + dedent(other('api')) + dedent(other('job'))), [
      'Move the value to ConfigMap web',
      'Move the value to ConfigMap settings, which is used here, and which gives 2 other workloads the variable, too',
    ]));
  test('also where the object has the name of the workload', () => {
    const all = own.replaceAll('settings', 'web') + dedent(other('api')).replaceAll('settings', 'web');
    assert.deepEqual(
      moves(all.replace('#- web.yaml\napiVersion: v1\nkind: ConfigMap', '#- cm.yaml\napiVersion: v1\nkind: ConfigMap')),
      ['Move the value to ConfigMap web, which gives Pod api the variable, too'],
    );
  });
});

describe('comments stay', () => {
  const changed = (variable: string) =>
    refactored(dedent(pod(variable)), 'Move the value to ConfigMap web')
      ['web.yaml']?.split('---')[0]
      ?.split('env:')[1];
  const expected = (comment: string, more = '') =>
    `\n        - name: COLOR\n          valueFrom:${comment}\n            configMapKeyRef:\n              name: web\n              key: COLOR\n${more}`;
  test('behind the value', () =>
    assert.equal(changed('- name: COLOR\n                value: <|>blue # why'), expected(' # why')));
  test('behind the key, and below', () =>
    assert.equal(
      changed('- name: COLOR\n                value: # why\n                  <|>blue # so\n                  # that'),
      expected(' # why # so # that'),
    ));
  test('in the header of a block', () =>
    assert.equal(
      changed('- name: COLOR\n                value: |- # why\n                  # is <|>no comment'),
      expected(' # why'),
    ));
  test('in braces', () =>
    assert.match(
      changed('- { name: COLOR, value: <|>blue, # why\n                  }') ?? '',
      /\{ name: COLOR, valueFrom: \{ configMapKeyRef: \{ name: web, key: COLOR \} \}, # why\n/,
    ));
});

test('refused where the other object cannot be changed alone', () => {
  const shared = settings.replace('data:\n        a: b', 'data: &d { a: b }\n      x: *d');
  const fixture = dedent(pod('- name: COLOR\n                value: <|>blue', reading) + shared);
  assert.equal(
    refusal(fixture, 'Move the value to ConfigMap settings'),
    'nothing can be added to ConfigMap settings as it is written',
  );
});

test('what go-yaml would read as a line break or not at all is escaped', () => {
  const variable = '- name: COLOR\n                value: "<|>a\\Lb\\Nc\\uFEFFd\\u007fe"';
  assert.match(
    refactored(dedent(pod(variable)), 'Move the value to ConfigMap web')['web.yaml'] ?? '',
    /^ {2}COLOR: "a\\u2028b\\u0085c\\ufeffd\\u007fe"$/m,
  );
});

describe('not offered', () => {
  test('into what is encrypted by SOPS, for there it would be readable', () => {
    const own = pod('- name: DB_PASSWORD\n                value: <|>x');
    const encrypted = (name: string) => `
      #- ${name}-secret.yaml
      apiVersion: v1
      kind: Secret
      metadata: { name: ${name} }
      data: { X: "ENC[AES256]" }
      sops: { mac: x }
      `;
    assert.deepEqual(moves(dedent(own + encrypted('web'))), []);
    assert.deepEqual(moves(dedent(own + encrypted('other'))), ['Move the value to Secret web']);
    assert.deepEqual(moves(dedent(own + encrypted('web').replace(/\n {6}sops.*/, ''))), [
      'Move the value to Secret web',
    ]);
  });
  test('for what has $(NAME) in it, or is filled in by others', () => {
    assert.deepEqual(moves(pod('- { name: A, value: "<|>$(B)" }')), []);
    assert.deepEqual(moves(pod('- { name: A, value: "<|>a$$b" }')), []);
    assert.deepEqual(moves(pod(`- { name: A, value: "<|>\${B}" }`)), []);
  });
  test('for what is no text of its own', () => {
    assert.deepEqual(moves(pod('- { name: A, value: <|>&x a }\n              - { name: B, value: *x }')), []);
    assert.deepEqual(moves(pod('- { name: A, <|>valueFrom: { fieldRef: { fieldPath: metadata.name } } }')), []);
    assert.deepEqual(moves(pod('- { name: A, value: <|>1 }')), []);
  });
  test('where the key is there already, or must not change', () => {
    const own = (more: string) =>
      pod('- { name: A, value: <|>a }') +
      settings.replaceAll('settings', 'web').replace('web.yaml', 'other.yaml').replace('a: b', more);
    assert.deepEqual(moves(own('A: b')), []);
    assert.deepEqual(moves(own('a: b\n      immutable: true')), []);
    assert.deepEqual(moves(own('a: b')), ['Move the value to ConfigMap web']);
  });
});

describe('in every style', () => {
  const base =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1\n      env:\n        - name: MARK\n          value: blue sky\n        - name: B\n          value: c\n';
  for (const style of styleNames) {
    test(style, () => {
      const variant = variantOf(base, style);
      if (variant === undefined || /anchors/.test(style)) return;
      const [title = ''] = moves(variant.replace('blue', 'b<|>lue'));
      const after = refactored(variant.replace('blue', 'b<|>lue'), title);
      const known = new Set(codesIn(variant));
      assert.deepEqual(
        codesIn(asFixture(after)).filter(code => !known.has(code)),
        [],
        asFixture(after),
      );
      assert.match(asFixture(after), /blue sky/);
    });
  }
});
