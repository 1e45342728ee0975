/** Fixes for ConfigMaps, Secrets and metadata whose result depends on what stands around; and how much is too much. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionTitles, applyAction, checkDiagnostics } from './support/check.js';
import { dedent } from './support/fixture.js';

function check(title: string, before: string, after: string): void {
  assert.equal(applyAction(dedent(before), title), dedent(after));
  const crlf = (text: string) => dedent(text).replaceAll('\n', '\r\n');
  assert.equal(applyAction(crlf(before), title), crlf(after), 'with CRLF');
}

describe('data/not-base64', () => {
  test('text moves to stringData, with its comments', () =>
    check(
      'Move password to stringData',
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        user: YWRtaW4=
        # of the database
        password: <|>not base64 # change it
        token: YWJj
      type: Opaque
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        user: YWRtaW4=
        # of the database
        token: YWJj
      type: Opaque
      stringData:
        password: not base64 # change it
      `,
    ));
  test('into the stringData that is there', () =>
    check(
      'Move password to stringData',
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      stringData:
        url: "postgres://"
      data:
        password: <|>not base64
        token: YWJj
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      stringData:
        url: "postgres://"
        password: not base64
      data:
        token: YWJj
      `,
    ));
  test('or is encoded where it stands', () =>
    check(
      'Encode password',
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        password: <|>"not base64" # change it
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        password: "bm90IGJhc2U2NA==" # change it
      `,
    ));
  test('base64 for addresses gets the standard alphabet, and padding', () =>
    check(
      'Change to standard base64',
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        token: <|>pz8_Zm9vYmFyYmF6cXV4-w
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        token: pz8/Zm9vYmFyYmF6cXV4+w==
      `,
    ));
  test('what came through an alias stays', () => {
    const titles = actionTitles(
      dedent(`
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
        annotations: { note: &note not base64 }
      data:
        password: <|>*note
      `),
    );
    assert.deepEqual(titles, ['Ignore data/not-base64 here, with a comment']);
  });
});

test('stringData of a ConfigMap is its data', () =>
  check(
    'Change to data',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
    <|>stringData:
      color: blue
    `,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
    data:
      color: blue
    `,
  ));

describe('secret/missing-key', () => {
  test('an account is named in a new annotation', () =>
    check(
      'Add kubernetes.io/service-account.name: default',
      `
      apiVersion: v1
      kind: Secret
      <|>metadata:
        name: web
      type: kubernetes.io/service-account-token
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
        annotations:
          kubernetes.io/service-account.name: default
      type: kubernetes.io/service-account-token
      `,
    ));
  test('below data the sample is encoded', () =>
    check(
      'Add .dockerconfigjson',
      `
      apiVersion: v1
      kind: Secret
      metadata: { name: web }
      type: kubernetes.io/dockerconfigjson
      <|>data: {}
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata: { name: web }
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: "eyJhdXRocyI6IHt9fQ=="
      `,
    ));
  test('without any data it becomes stringData', () =>
    check(
      'Add tls.crt and tls.key',
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      type: <|>kubernetes.io/tls
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      type: kubernetes.io/tls
      stringData:
        tls.crt: ""
        tls.key: ""
      `,
    ));
});

test('secret/trailing-newline: a block keeps its lines and loses the last break', () =>
  check(
    'Remove the line break',
    `
    apiVersion: v1
    kind: Secret
    metadata:
      name: web
    stringData:
      token: <|>|+ # of the robot
        abc
    `,
    `
    apiVersion: v1
    kind: Secret
    metadata:
      name: web
    stringData:
      token: |- # of the robot
        abc
    `,
  ));

test('config-map/binary-is-text: text goes to the data that is there, and an empty binaryData goes away', () => {
  const settings = '#! config-map/binary-is-text warning\n';
  const before = dedent(`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
    binaryData:
      note: <|>b25lCnR3bwo=
    data:
      color: blue
    `);
  const after = dedent(`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
    data:
      color: blue
      note: |
        one
        two
    `);
  assert.equal(applyAction(settings + before, 'Move note to data'), settings + after);
});

describe('manifest/missing-name', () => {
  test('in an empty metadata', () =>
    check(
      'Add name: my-secret',
      'apiVersion: v1\nkind: Secret\n<|>metadata: # which?\ndata: {}\n',
      'apiVersion: v1\nkind: Secret\nmetadata: # which?\n  name: my-secret\ndata: {}\n',
    ));
  test('without any metadata, behind the kind', () =>
    check(
      'Add name: my-secret',
      'apiVersion: v1\nkind: <|>Secret\ndata: {}\n',
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: my-secret\ndata: {}\n',
    ));
});

test('yaml/null-string: a comment stays behind the value', () =>
  check(
    'Write color: ""',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  color<|>: # none yet\n  size: "1"\n',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  color: "" # none yet\n  size: "1"\n',
  ));

describe('data/too-large', () => {
  test('1 MiB of values is enough, however long the keys are', () =>
    checkDiagnostics(
      `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: web
      data:
        a-rather-long-key-that-does-not-count: {{x*1048576}}
      `,
      code => code === 'data/too-large',
    ));
  test('base64 counts as what it stands for', () =>
    checkDiagnostics(
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
        small: {{x*1398100}}
      `,
      code => code === 'data/too-large',
    ));
  test('stringData stands in for data of the same key', () =>
    checkDiagnostics(
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: web
      data:
      ^^^^ error data/too-large: the values must have no more than 1,048,576 bytes in all: these have 1,049,570
        same: {{x*4000}}
      stringData:
        same: {{x*1048570}}
        more: {{x*1000}}
      `,
      code => code === 'data/too-large',
    ));
});
