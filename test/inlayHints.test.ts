/** The words behind values: drawn into the text, as an editor shows them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dedent } from './support/fixture.js';
import { hinted } from './support/inlays.js';

const volumes = (source: string): string => `
  apiVersion: v1
  kind: Pod
  metadata: { name: web }
  spec:
    volumes:
      - name: config
        ${source}
  `;

describe('file modes', () => {
  for (const [written, shown] of Object.entries({
    '420': '= 0644 rw-r--r--',
    '0644': 'rw-r--r--',
    '0o755': 'rwxr-xr-x',
    '400': '= 0620 rw--w----',
    '0400': 'r--------',
    '0': '= 0000 ---------',
    '511': '= 0777 rwxrwxrwx',
  })) {
    test(`${written} is ${shown}`, () =>
      assert.deepEqual(hinted(volumes(`configMap: { name: web, defaultMode: ${written} }`)), [
        `configMap: { name: web, defaultMode: ${written} «${shown}» }`,
      ]));
  }

  test('of single files, and in every kind of volume', () =>
    assert.deepEqual(
      hinted(
        volumes(
          'projected: { defaultMode: 288, sources: [{ secret: { name: a, items: [{ key: b, path: b, mode: 0600 }] } }] }',
        ),
      ),
      [
        'projected: { defaultMode: 288 «= 0440 r--r-----», sources: [{ secret: { name: a, items: [{ key: b, path: b, mode: 0600 «rw-------» }] } }] }',
      ],
    ));

  test('in JSON', () =>
    assert.deepEqual(
      hinted('{"apiVersion":"v1","kind":"Pod","spec":{"volumes":[{"name":"a","secret":{"defaultMode":256}}]}}'),
      [
        '{"apiVersion":"v1","kind":"Pod","spec":{"volumes":[{"name":"a","secret":{"defaultMode":256 «= 0400 r--------»}}]}}',
      ],
    ));

  for (const written of ['644', '-1', '"0644"', '4.5', '']) {
    test(`nothing behind ${written || 'nothing'}, which is no mode`, () =>
      assert.deepEqual(hinted(volumes(`configMap: { name: web, defaultMode: ${written} }`)), []));
  }

  test('nothing behind a field of the same name elsewhere', () =>
    assert.deepEqual(
      hinted('apiVersion: v1\nkind: ConfigMap\nmetadata: { labels: { mode: a } }\ndata: { mode: "0644" }\n'),
      [],
    ));
});

describe('values that are not what they look like', () => {
  for (const [written, shown] of Object.entries({ yes: 'true', off: 'false', On: 'true' })) {
    test(`${written} is ${shown}`, () =>
      assert.deepEqual(hinted(`apiVersion: v1\nkind: ConfigMap\nimmutable: ${written}\n`), [
        `immutable: ${written} «= ${shown}»`,
      ]));
  }
  for (const [written, shown] of Object.entries({ '010': '8', '0x10': '16', '1_000': '1000', '1e3': '1000' })) {
    test(`${written} is ${shown}`, () =>
      assert.deepEqual(hinted(`apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: ${written} # pods\n`), [
        `replicas: ${written} «= ${shown}» # pods`,
      ]));
  }

  for (const written of ['true', 'True', '10', '-1', '"yes"']) {
    test(`nothing behind ${written}`, () =>
      assert.deepEqual(hinted(`apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: ${written}\n`), []));
  }

  test('nothing where a string must be quoted: that is underlined', () =>
    assert.deepEqual(hinted('apiVersion: v1\nkind: ConfigMap\ndata: { a: yes, b: 0644 }\n'), []));

  test('in kinds of someone else', () =>
    assert.deepEqual(hinted('apiVersion: example.com/v1\nkind: Thing\nspec: { size: 010 }\n'), [
      'spec: { size: 010 «= 8» }',
    ]));
});

describe('hints', () => {
  const both = volumes('configMap: { name: web, optional: yes, defaultMode: 420 }');

  test('can be turned off, kind by kind', () => {
    assert.deepEqual(hinted(both, { inlayHints: { fileModes: false } }), [
      'configMap: { name: web, optional: yes «= true», defaultMode: 420 }',
    ]);
    assert.deepEqual(hinted(both, { inlayHints: { plainValues: false } }), [
      'configMap: { name: web, optional: yes, defaultMode: 420 «= 0644 rw-r--r--» }',
    ]);
    assert.deepEqual(hinted(both, { inlayHints: { fileModes: false, plainValues: false } }), []);
  });

  test('of a wrong type in the settings count as not set', () =>
    assert.equal(hinted(both, { inlayHints: 'none' }).length, 1));

  test('are given for the lines that are asked for, in whichever document', () => {
    const source = `${dedent(both)}---\n${dedent(both)}`;
    const at = (line: number) => ({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
    assert.equal(hinted(source).length, 2);
    assert.equal(hinted(source, {}, at(6)).length, 1);
    assert.equal(hinted(source, {}, at(14)).length, 1);
    assert.deepEqual(hinted(source, {}, at(2)), []);
  });

  test('are given once for what is written once', () =>
    assert.deepEqual(
      hinted(`
        apiVersion: v1
        kind: Pod
        spec:
          volumes:
            - { name: a, configMap: &a { name: web, defaultMode: 420 } }
            - { name: b, configMap: *a }
            - { name: c, configMap: { <<: *a, name: other } }
        `),
      ['- { name: a, configMap: &a { name: web, defaultMode: 420 «= 0644 rw-r--r--» } }'],
    ));

  test('are given for objects in a list', () =>
    assert.deepEqual(
      hinted('apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: ConfigMap, immutable: yes }\n'),
      ['- { apiVersion: v1, kind: ConfigMap, immutable: yes «= true» }'],
    ));

  for (const [what, text] of Object.entries({
    'a template': 'apiVersion: v1\nkind: ConfigMap\n{{- if .x }}\nimmutable: yes\n{{- end }}\n',
    "a project's own choices": '#- .kubewright.yaml\nrules:\n  probe/negative: off\n',
    'what is no manifest': 'services:\n  web: { tty: yes }\n',
    'broken text': 'apiVersion: v1\nkind: Pod\nspec: [\n',
  })) {
    test(`nothing in ${what}`, () => assert.deepEqual(hinted(text), []));
  }
});

describe('values in base64', () => {
  const data = (kind: string, field: string, value: string) =>
    `\n      apiVersion: v1\n      kind: ${kind}\n      metadata: { name: web }\n      ${field}:\n        a.b: ${value}\n      `;
  const base64 = (content: string | readonly number[]) => Buffer.from(content as string).toString('base64');
  const pem = (label: string) => `-----BEGIN ${label}-----\nMIIB\n-----END ${label}-----\n`;

  for (const [shown, content] of Object.entries<string | readonly number[]>({
    '4 B text': 'blue',
    '13 B text': 'Grün\n\t中文',
    '4 B binary': [1, 2, 3, 255],
    '1.0 KiB text': 'x'.repeat(1024),
    '1.0 MiB text': 'x'.repeat(1024 * 1024),
    '63 B PEM private key': pem('PRIVATE KEY').replace('MIIB', 'MIIBAAAA'),
    '61 B PEM certificate': pem('CERTIFICATE').replace('MIIB', 'MIIBAA'),
    '118 B PEM, 2 × certificate': pem('CERTIFICATE').repeat(2),
    '128 B PEM private key and more': pem('CERTIFICATE') + pem('RSA PRIVATE KEY').replace('MIIB', 'MIIBAA'),
    '4 B gzip': [0x1f, 0x8b, 8, 0],
    '8 B PNG': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    '8 B JKS': [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2],
    '12 B PKCS #12': [0x30, 0x82, 0x09, 0x51, 0x02, 0x01, 0x03, 0x30, 0x82, 0x09, 0x17, 0x06],
    '4 B ZIP': [0x50, 0x4b, 3, 4],
  })) {
    test(shown, () => {
      const [line = ''] = hinted(data('Secret', 'data', base64(content)));
      assert.equal(/«(.*)»/.exec(line)?.[1], shown);
    });
  }

  test('behind the value, or, when that is long, behind the key', () => {
    assert.deepEqual(hinted(data('Secret', 'data', 'Ymx1ZQ==')), ['a.b: Ymx1ZQ== «4 B text»']);
    assert.deepEqual(hinted(data('ConfigMap', 'binaryData', '"Ymx1ZQ=="')), ['a.b: "Ymx1ZQ==" «4 B text»']);
    assert.deepEqual(hinted(data('Secret', 'data', '|\n          Ymx1\n          ZQ==')), ['a.b: «4 B text» |']);
    const long = base64('x'.repeat(99));
    assert.deepEqual(hinted(data('Secret', 'data', long)), [`a.b: «99 B text» ${long}`]);
  });

  for (const [what, source] of Object.entries({
    'text of a ConfigMap': data('ConfigMap', 'data', 'Ymx1ZQ=='),
    stringData: data('Secret', 'stringData', 'Ymx1ZQ=='),
    'no base64': data('Secret', 'data', 'blue!'),
    nothing: data('Secret', 'data', ''),
    'an empty value': data('Secret', 'data', '""'),
    'a number': data('Secret', 'data', '1234'),
    'encrypted values': `${data('Secret', 'data', 'Ymx1ZQ==')}sops: {}\n      `,
  })) {
    test(`nothing behind ${what}`, () => assert.deepEqual(hinted(source), []));
  }

  test('can be turned off', () =>
    assert.deepEqual(hinted(data('Secret', 'data', 'Ymx1ZQ=='), { inlayHints: { base64: false } }), []));
});
