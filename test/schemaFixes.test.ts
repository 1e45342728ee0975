/** What the light bulb offers for what the schema refuses, and what it must not do by itself. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionTitles, applyAction, checkDiagnostics, drawDiagnostics, preferredTitle } from './support/check.js';
import { dedent } from './support/fixture.js';

/** The fix `title` is the preferred one and makes `after` of `before`; nothing is found in that. */
function mends(title: string, before: string, after: string): void {
  assert.equal(preferredTitle(before), title);
  assert.equal(applyAction(before, title), dedent(after));
  assert.equal(drawDiagnostics(after), dedent(after));
}

describe('a field in the wrong place moves to the right one', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n';
  const containers = 'containers:\n  - name: web # the only one\n    image: nginx\n';
  const indented = '  containers:\n    - name: web # the only one\n      image: nginx\n';

  test('to a map that is not there yet', () =>
    mends('Move containers under spec', `${pod}<|>${containers}`, `${pod}spec:\n${indented}`));
  test('to a key without a value', () =>
    mends('Move containers under spec', `${pod}<|>${containers}spec: # all\n`, `${pod}spec: # all\n${indented}`));
  test('to an empty map', () =>
    mends('Move containers under spec', `${pod}spec: {}\n<|>${containers}`, `${pod}spec:\n${indented}`));
  test('to a map that is not there yet, in braces', () =>
    mends(
      'Move containers under spec',
      '{apiVersion: v1, kind: Pod, metadata: {name: web}, <|>containers: [{name: web, image: nginx}]}\n',
      '{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: { containers: [{name: web, image: nginx}] }}\n',
    ));
  test('to a map that is not there yet, in JSON', () =>
    mends(
      'Move containers under spec',
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, <|>"containers": [{"name": "web", "image": "nginx"}]}\n',
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": { "containers": [{"name": "web", "image": "nginx"}] }}\n',
    ));
  test('in JSON of many lines', () =>
    mends(
      'Move volumes under spec',
      '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": { "name": "web" },\n  "spec": {\n    "containers": [{ "name": "a", "image": "b" }]\n  },\n  <|>"volumes": [\n    { "name": "x", "emptyDir": {} }\n  ]\n}\n',
      '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": { "name": "web" },\n  "spec": {\n    "containers": [{ "name": "a", "image": "b" }],\n    "volumes": [\n      { "name": "x", "emptyDir": {} }\n    ]\n  }\n}\n',
    ));
  test('from a line into braces', () =>
    mends(
      'Move volumes under spec',
      `${pod}spec: {containers: [{name: web, image: nginx}]}\n<|>volumes: [{name: tmp, emptyDir: {}}]\n`,
      `${pod}spec: {containers: [{name: web, image: nginx}], volumes: [{name: tmp, emptyDir: {}}]}\n`,
    ));
  test('from braces to lines', () =>
    mends(
      'Move terminationGracePeriodSeconds under spec',
      `${pod}spec:\n  containers:\n    - {name: web, image: nginx, <|>terminationGracePeriodSeconds: 5}\n`,
      `${pod}spec:\n  containers:\n    - {name: web, image: nginx}\n  terminationGracePeriodSeconds: 5\n`,
    ));
  test('to a template that is not there yet, or without its spec', () => {
    const start = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n';
    const selector = '  selector: { matchLabels: { app: web } }\n';
    const metadata = '  template:\n    metadata: { labels: { app: web } }\n';
    const own = '  <|>containers:\n    - name: web\n      image: nginx\n';
    const title = 'Move containers under spec.template.spec';
    const moved = '    spec:\n      containers:\n        - name: web\n          image: nginx\n';
    assert.equal(applyAction(start + selector + own, title), `${start}${selector}  template:\n${moved}`);
    mends(title, start + selector + metadata + own, start + selector + metadata + moved);
  });
  test('below a template', () =>
    assert.equal(
      applyAction(
        'apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    <|>containers: []\n',
        'Move containers under spec.template.spec',
      ),
      'apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      containers: []\n',
    ));
  test('what the status has too', () =>
    assert.equal(
      applyAction('apiVersion: apps/v1\nkind: Deployment\n<|>replicas: 2\n', 'Move replicas under spec'),
      'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 2\n',
    ));
  test('not where several maps could be meant', () =>
    assert.deepEqual(
      actionTitles(`${pod}spec:\n  containers:\n    - name: web\n      image: nginx\n      <|>httpGet: {}\n`)[0],
      'Remove httpGet',
    ));
});

test('what loses what was written is never done without being chosen', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: web, image: nginx }]\n';
  for (const field of ['foo: bar', 'nodename: a', 'volumes:\n  # |\n  - name: a\n    emptyDir: {}']) {
    const preferred = preferredTitle(`${pod}<|>${field}\n`);
    assert.doesNotMatch(preferred ?? '', /^Remove/, field);
  }
  assert.match(actionTitles(`${pod}<|>foo: bar\n`)[0] ?? '', /^Remove foo/);
});

describe('a key that stands twice', () => {
  const pod = (probe: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: nginx\n      <|>livenessProbe:\n${probe}`;
  const twice = '        httpGet: { port: 80 }\n        periodSeconds: 5\n        httpGet:\n';

  test('the empty handler is filled, the other one stays', () =>
    assert.equal(
      applyAction(pod(twice), 'Add httpGet on port 8080'),
      pod(`${twice}          path: /\n          port: 8080\n`).replace('<|>', ''),
    ));
  test('what has a value does not go because of an empty one', () => {
    const cursor = pod(twice).replace('<|>', '').replace('httpGet', '<|>httpGet');
    assert.equal(preferredTitle(cursor), undefined);
    assert.ok(actionTitles(cursor).includes('Remove this httpGet'));
  });
});

describe('the light bulb is on the whole `key: value`', () => {
  const pod = (line: string) =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers: [{ name: web, image: nginx }]\n${line}`;
  const titles = (line: string) => actionTitles(pod(line)).filter(title => !title.startsWith('Ignore'));

  test('on the key of a wrong value', () =>
    assert.equal(titles('  restart<|>Policy: always\n')[0], 'Change to Always'));
  test('on the value of a wrong key', () => assert.equal(titles('  nodename: wor<|>ker\n')[0], 'Change to nodeName'));
  test('not in what is below a wrong key', () => assert.deepEqual(titles('  foo:\n    bar: b<|>az\n'), []));
  test('not on the entry beside it', () => assert.deepEqual(titles('  nodename: a\n  hostname: b<|>\n'), []));
});

describe('apiVersion and kind in another form', () => {
  const body = 'metadata:\n  name: web\n';
  const mended = `apiVersion: v1\nkind: ConfigMap\n${body}`;
  for (const written of ['apiVersion: 12', 'apiVersion: [a]', 'apiVersion:', 'apiVersion: ""'])
    test(written, () => mends('Change to v1', `<|>${written}\nkind: ConfigMap\n${body}`, mended));
  for (const key of ['apiversion', 'ApiVersion', 'apiVersioon'])
    test(key, () => mends('Change to apiVersion', `<|>${key}: v1\nkind: ConfigMap\n${body}`, mended));
  test('Kind', () => mends('Change to kind', `apiVersion: v1\n<|>Kind: ConfigMap\n${body}`, mended));
});

describe('a kind in the wrong group', () => {
  for (const [apiVersion, kind, right] of [
    ['apps/v1', 'Pod', 'v1'],
    ['apps/v1', 'Service', 'v1'],
    ['batch/v1', 'Deployment', 'apps/v1'],
    ['networking.k8s.io/v1', 'Service', 'v1'],
  ])
    test(`${apiVersion} ${kind}`, () =>
      assert.equal(
        preferredTitle(`apiVersion: ${apiVersion}<|>\nkind: ${kind}\nmetadata: {}\n`),
        `Change to ${right}`,
      ));

  test('a kind that the group does not have', () =>
    checkDiagnostics(`
      apiVersion: batch/v1
      kind: Foo
          # ^^^ error schema/unknown-kind: batch/v1 has no kind Foo
      metadata: { name: web }
    `));
  for (const foreign of [
    'apiVersion: v1\nkind: Config\n',
    'apiVersion: v1\nkind: Template\n',
    'apiVersion: serving.knative.dev/v1\nkind: Service\n',
    'apiVersion: apps/v3\nkind: Foo\n',
    'apiVersion: resource.k8s.io/v1alpha1\nkind: ResourceClass\n',
    'apiVersion: resource.k8s.io/v1alpha3\nkind: Gone\n',
    'apiVersion: apps/v1\nkind: FooList\nitems: []\n',
  ])
    test(`nothing is said of ${foreign.replaceAll('\n', ' ')}`, () => checkDiagnostics(`${foreign}metadata: {}\n`));
});

describe('a head that cannot be read', () => {
  for (const text of [
    'apiVersion: v1\n    kind: ConfigMap\nmetadata:\n  name: web\n',
    '  apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n',
    'apiVersion: v1\nki\nmetadata:\n  name: web\n',
    'apiVersion v1\nkind: Pod\nspec:\n  containers: []\n',
  ])
    test(text.split('\n').slice(0, 2).join(' / '), () => assert.match(drawDiagnostics(text), /error yaml\/syntax/));
  for (const text of ['kind: pipeline\nsteps:\n  a: b: c\n', 'data:\n  kind: a: b\n', 'spec: a\n  b: c\n'])
    test(`of another program: ${text.split('\n')[0]}`, () => checkDiagnostics(text));
});

describe('one value where a list is wanted', () => {
  const container = (lines: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web\n      image: nginx\n${lines}`;
  const title = 'Make it a list';

  test('a word', () => mends(title, container('      args: <|>run\n'), container('      args: [run]\n')));
  test('a number stays one', () => {
    const pod = (groups: string) => `${container('')}  securityContext:\n    supplementalGroups: ${groups}\n`;
    mends(title, pod('<|>1000'), pod('[1000]'));
  });
  test('a number is no object', () => assert.ok(!actionTitles(container('      ports: <|>80\n')).includes(title)));
  test('a map', () =>
    mends(
      title,
      container('      <|>ports: # one\n        name: http\n        # open\n        containerPort: 80\n'),
      container('      ports: # one\n        - name: http\n          # open\n          containerPort: 80\n'),
    ));
  test('a map in braces', () =>
    mends(
      title,
      container('      <|>ports: { containerPort: 80 }\n'),
      container('      ports: [{ containerPort: 80 }]\n'),
    ));
  test('a map from names to objects is no item', () =>
    assert.ok(!actionTitles(container('      <|>ports:\n        http: { containerPort: 80 }\n')).includes(title)));
});

test('a required field without a value is shown itself', () =>
  checkDiagnostics(`
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
    ^^^^ error schema/missing-field: spec must not be empty
  `));
