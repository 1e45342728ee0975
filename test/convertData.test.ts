/** Values move between the fields of ConfigMaps and Secrets, as base64 and as text, and back again. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { dataOf } from '../server/src/model/configData.js';
import { manifestsOf } from '../server/src/model/manifest.js';
import { YamlDocument } from '../server/src/syntax/file.js';
import { text } from '../server/src/syntax/node.js';
import { codesIn } from './support/check.js';
import { dedent } from './support/fixture.js';
import { offered, refactored } from './support/refactored.js';
import { styleNames, variantOf } from './support/variants.js';

const seed = Number(process.env['SEED'] ?? 20261123);
const numRuns = Number(process.env['RUNS'] ?? 100);

const path = 'manifest.yaml';
const moves = (fixture: string) => offered(fixture).filter(title => title.startsWith('Move '));

function check(begin: string, before: string, after: string): void {
  assert.equal(refactored(dedent(before), begin)[path], dedent(after));
  const crlf = (own: string) => dedent(own).replaceAll('\n', '\r\n');
  assert.equal(refactored(crlf(before), begin)[path], crlf(after), 'with CRLF');
}

describe('one value of a Secret', () => {
  test('is decoded, with its comments', () =>
    check(
      'Move b to stringData, decoded',
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: db
      data:
        a: aGVsbG8= # first
        # about b
        <|>b: d29ybGQKeAo= # second
      type: Opaque
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: db
      data:
        a: aGVsbG8= # first
      stringData:
        # about b
        b: | # second
          world
          x
      type: Opaque
      `,
    ));
  test('is encoded, behind what is there', () =>
    check(
      'Move b to data, as base64',
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: db
      stringData:
        <|>b: |  # second
          world
          x
        c: "1"
      data:
        a: aGVsbG8= # first
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata:
        name: db
      stringData:
        c: "1"
      data:
        a: aGVsbG8= # first
        b: d29ybGQKeAo=  # second
      `,
    ));
  test('the last one leaves nothing behind but comments', () => {
    check(
      'Move b to data, as base64',
      `
      apiVersion: v1
      kind: Secret
      metadata: { name: db }
      stringData:
        <|>b: world
      data:
        a: aGVsbG8=
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata: { name: db }
      data:
        a: aGVsbG8=
        b: d29ybGQ=
      `,
    );
    check(
      'Move b to data, as base64',
      `
      apiVersion: v1
      kind: Secret
      metadata: { name: db }
      stringData: # for people
        <|>b: world
      data:
        a: aGVsbG8=
      `,
      `
      apiVersion: v1
      kind: Secret
      metadata: { name: db }
      stringData: {} # for people
      data:
        a: aGVsbG8=
        b: d29ybGQ=
      `,
    );
  });
});

describe('all values of a field', () => {
  const data = `
      apiVersion: v1
      kind: Secret
      metadata:
        name: db
      # what is in it
      <|>data: # all
        a: aGVsbG8= # first
        # about b
        b: d29ybGQKeAo=
        "c": "MTIz"
      `;
  const stringData = `
      apiVersion: v1
      kind: Secret
      metadata:
        name: db
      # what is in it
      <|>stringData: # all
        a: hello # first
        # about b
        b: "world\\nx\\n"
        "c": "123"
      `;
  test('one way and back', () => {
    const plain = (own: string) => own.replace('<|>', '');
    check(
      'Move all values of data to stringData, decoded',
      data,
      plain(stringData).replace('"world\\nx\\n"', '|\n          world\n          x'),
    );
    check(
      'Move all values of stringData to data, as base64',
      stringData,
      plain(data).replace('d29ybGQKeAo=', '"d29ybGQKeAo="'),
    );
  });
  test('of a ConfigMap as well', () =>
    check(
      'Move all values of data to binaryData, as base64',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata<|>: { a: x, b: "" }\n',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\nbinaryData: { a: "eA==", b: "" }\n',
    ));
});

describe('not offered', () => {
  const secret = (body: string) => `apiVersion: v1\nkind: Secret\nmetadata: { name: db }\n${body}\n`;
  test('where the key is on the other side', () =>
    assert.deepEqual(moves(secret('data:\n  <|>a: eA==\n  b: eA==\nstringData: { a: x }')), []));
  test('for bytes that are no text, and what is no base64', () => {
    assert.deepEqual(moves(secret('data:\n  <|>a: AAEC')), []);
    assert.deepEqual(moves(secret('data:\n  <|>a: "?"')), []);
    assert.deepEqual(moves(secret('data:\n  <|>a: /w==')), []);
  });
  test('for what is written elsewhere, or known under a name', () => {
    assert.deepEqual(moves(secret('data:\n  <|>a: &x eA==\n  b: *x')), []);
    assert.deepEqual(moves(secret('data:\n  a: &x eA==\n  <|>b: *x')), []);
    assert.deepEqual(moves(secret('data:\n  <|>a: !!binary eA==')), []);
  });
  test('where a key stands twice', () => assert.deepEqual(moves(secret('data:\n  <|>a: eA==\n  a: eQ==')), []));
  test('for what SOPS encrypted', () => assert.deepEqual(moves(secret('data:\n  <|>a: eA==\nsops: { mac: x }')), []));
  test('never with a value in the title', () =>
    assert.deepEqual(moves(secret('stringData:\n  <|>a: hunter2')), ['Move a to data, as base64']));
});

/** Every key with its bytes, whatever field it is in. */
function contentOf(source: string): ReadonlyMap<string, string> {
  const document = new YamlDocument(source);
  assert.deepEqual(document.problems, [], source);
  const [manifest] = manifestsOf('file:///a.yaml', document).filter(({ kind }) => /ConfigMap|Secret/.test(kind));
  const all = manifest ? dataOf(manifest) : [];
  return new Map(
    all.map(({ key, entry, isEncoded }) => {
      const written = text(entry.value) ?? assert.fail(source);
      return [key, isEncoded ? Buffer.from(written, 'base64').toString() : written];
    }),
  );
}

describe('in every style', () => {
  const bodies: Readonly<Record<string, string>> = {
    'Secret with data': 'kind: Secret\nmetadata:\n  name: a\ndata:\n  mark: aGVsbG8=\n  other: d29ybGQK',
    'Secret with both':
      'kind: Secret\nmetadata:\n  name: a\ndata:\n  mark: aGVsbG8=\n  other: d29ybGQK\nstringData:\n  third: x y',
    'Secret with stringData': 'kind: Secret\nmetadata:\n  name: a\nstringData:\n  mark: hello there\n  other: world',
    'ConfigMap with data': 'kind: ConfigMap\nmetadata:\n  name: a\ndata:\n  mark: hello there\n  other: world',
    'ConfigMap with both':
      'kind: ConfigMap\nmetadata:\n  name: a\ndata:\n  mark: hello there\nbinaryData:\n  third: AAEC',
  };
  for (const [name, body] of Object.entries(bodies)) {
    for (const style of styleNames) {
      test(`${name} ${style}`, () => {
        const variant = variantOf(`apiVersion: v1\n${body}\n`, style)?.replace(/^#-.*\n/, '');
        if (variant === undefined) return;
        const marked = variant.replace('mark', '<|>mark');
        const titles = moves(marked);
        assert.ok(titles.length === 1 || /anchors/.test(style), marked);
        for (const title of titles) {
          const after = refactored(marked, title)[path] ?? '';
          const sorted = (own: string) => [...contentOf(own)].sort();
          assert.deepEqual(sorted(after), sorted(variant), `${title}\n${after}`);
          for (const [comment] of variant.matchAll(/# (above|beside) \d+\b/g))
            assert.match(after, new RegExp(`${comment}\\b`), after);
          const known: ReadonlySet<string> = new Set([...codesIn(variant), 'config-map/binary-is-text']);
          assert.deepEqual(
            codesIn(after).filter(code => !known.has(code)),
            [],
            after,
          );
          const back = moves(after.replace('mark', '<|>mark'));
          assert.equal(back.length, 1, after);
          const again = refactored(after.replace('mark', '<|>mark'), back[0] ?? '')[path] ?? '';
          assert.deepEqual(sorted(again), sorted(variant), again);
        }
      });
    }
  }
});

test('any text comes back as it was', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), content => {
      if (/[^\P{Cc}\t\n\r]/u.test(content)) return;
      const encoded = Buffer.from(content).toString('base64');
      const before = `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata:\n  <|>mark: "${encoded}"\n  x: eA==\n`;
      const decoded = refactored(before, 'Move mark')[path] ?? '';
      assert.equal(contentOf(decoded).get('mark'), content);
      const again = refactored(decoded.replace('mark', '<|>mark'), 'Move mark')[path] ?? '';
      assert.equal(contentOf(again).get('mark'), content);
    }),
    { seed, numRuns },
  ));
