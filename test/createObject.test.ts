/** What an editor gets when it makes ConfigMaps and Secrets: text, warnings, refusals; and the hashes behind names. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { type CreateRequest, createObject } from '../server/src/commands/createObject.js';
import type { DataSource } from '../server/src/commands/dataSources.js';
import { nameHash } from '../server/src/commands/nameHash.js';
import { withoutKubectl } from './support/kubectlCreate.js';

const folder = join(__dirname, '../../test/data/create');
const keys = join(folder, 'keys');

describe('sources may be mixed', () => {
  const sources: readonly DataSource[] = [
    { from: 'file', key: 'a.conf', bytes: Buffer.from('a\nb\n') },
    {
      from: 'folder',
      files: [
        { name: 'c', bytes: Buffer.from('1') },
        { name: 'd', bytes: Uint8Array.of(0xff) },
      ],
    },
    { from: 'envFile', path: '.env', bytes: Buffer.from('# none\nE="1"\nF\n') },
    { from: 'literal', key: 'g', value: '' },
  ];

  test('in a ConfigMap', () => {
    const environment = (name: string) => `value of ${name}`;
    assert.equal(
      textOf({ kind: 'ConfigMap', name: 'web', namespace: 'shop', sources, environment }),
      `apiVersion: v1
binaryData:
  d: /w==
data:
  E: '"1"'
  F: value of F
  a.conf: |
    a
    b
  c: "1"
  g: ""
kind: ConfigMap
metadata:
  name: web
  namespace: shop
`,
    );
  });

  test('in a Secret, with a hash behind its name', () =>
    assert.match(
      textOf({ kind: 'Secret', name: 'web', sources, environment: () => '', nameSuffix: 'hash' }),
      /^ {2}g: ""\nkind: Secret\nmetadata:\n {2}name: web-[2-9bcdfghkmt]{10}\n$/m,
    ));

  test('a key without = is refused where there is no environment', () =>
    assert.equal(
      errorOf({ kind: 'ConfigMap', name: 'web', sources }),
      'env file .env: line 3 must have a = (kubectl would ask its environment for the value)',
    ));

  test('a registry account', () => {
    const account = { server: 'registry.example.com', username: 'me', password: '<word>' };
    const text = textOf({
      kind: 'Secret',
      name: 'web',
      type: 'kubernetes.io/dockerconfigjson',
      sources: [{ from: 'registry', account }],
    });
    const encoded = String(parse(text).data['.dockerconfigjson']);
    assert.equal(
      Buffer.from(encoded, 'base64').toString(),
      '{"auths":{"registry.example.com":{"username":"me","password":"\\u003cword\\u003e","auth":"bWU6PHdvcmQ+"}}}',
    );
  });
});

describe('what the API server refuses of a Secret is refused', () => {
  const secret = (type: string, ...sources: readonly DataSource[]) =>
    errorOf({ kind: 'Secret', name: 'a', type, sources });
  const cases: readonly (readonly [string, readonly DataSource[], string])[] = [
    ['kubernetes.io/basic-auth', [literal('user', 'x')], 'must have username or password'],
    ['kubernetes.io/ssh-auth', [], 'must have ssh-privatekey'],
    ['kubernetes.io/ssh-auth', [literal('ssh-privatekey', '')], 'must have a value for ssh-privatekey'],
    ['kubernetes.io/tls', [literal('tls.crt', '')], 'must have tls.crt and tls.key'],
    [
      'kubernetes.io/dockerconfigjson',
      [literal('.dockerconfigjson', '[]')],
      'must have a JSON object as .dockerconfigjson',
    ],
    ['kubernetes.io/dockercfg', [literal('.dockercfg', 'no')], 'must have a JSON object as .dockercfg'],
    ['kubernetes.io/service-account-token', [], 'must have the annotation kubernetes.io/service-account.name'],
  ];
  for (const [type, sources, reason] of cases) {
    test(`${type} ${reason}`, () => assert.equal(secret(type, ...sources), `a Secret of type ${type} ${reason}`));
  }

  test('one of the keys of basic-auth is enough', () =>
    assert.ok(
      textOf({ kind: 'Secret', name: 'a', type: 'kubernetes.io/basic-auth', sources: [literal('password', 'x')] }),
    ));

  test('a certificate with the key of another one', () => {
    const pair = (certificate: string, key: string) => [file('tls.crt', certificate), file('tls.key', key)];
    assert.ok(textOf({ kind: 'Secret', name: 'a', type: 'kubernetes.io/tls', sources: pair('ec.crt', 'ec8.key') }));
    assert.equal(
      secret('kubernetes.io/tls', ...pair('rsa.crt', 'other.key')),
      'tls: private key does not match public key',
    );
  });

  test('a name that the hash makes too long', () =>
    assert.match(
      errorOf({ kind: 'ConfigMap', name: 'a'.repeat(250), sources: [], nameSuffix: 'hash' }),
      /must be no more than 253 characters/,
    ));
});

describe('no message shows what belongs into a Secret', () => {
  const env = (content: string | Uint8Array) =>
    errorOf({ kind: 'Secret', name: 'a', sources: [{ from: 'envFile', path: '.env', bytes: Buffer.from(content) }] });

  test('a line that is none', () =>
    assert.match(env('A=1\nhunter2 hunter2\n'), /^env file \.env: line 2 has not a valid key name: a valid/));
  test('a key that is missing', () => assert.doesNotMatch(env('A=1\n=hunter2\n'), /hunter2/));
  test('a line without =', () => assert.doesNotMatch(env('hunter2\n'), /hunter2/));
  test('bytes that are no text', () =>
    assert.equal(env(Uint8Array.of(65, 61, 0xff)), 'env file .env contains invalid utf8 bytes at line 1'));
});

test('a line of an env file that kubectl would leave out, with all that follow, is refused', () => {
  const bytes = Buffer.from(`A=1\nB=${'b'.repeat(65_534)}\nC=1\n`);
  assert.equal(
    errorOf({ kind: 'ConfigMap', name: 'a', sources: [{ from: 'envFile', path: '.env', bytes }] }),
    'env file .env: line 2 is longer than 65,535 bytes, kubectl would leave out the rest',
  );
});

describe('the readable form', () => {
  const request = { kind: 'ConfigMap', name: 'a', form: 'readable' } as const;

  test('keeps blanks at the end, tabs and emoji in a block', () =>
    assert.equal(
      textOf({ ...request, sources: [literal('Makefile', 'all: \n\tgo build # \u{1f600}\n')] }),
      'apiVersion: v1\ndata:\n  Makefile: |\n    all: \n    \tgo build # \u{1f600}\nkind: ConfigMap\nmetadata:\n  name: a\n',
    ));

  test('is offered where it helps, and not needed any more where it is taken', () => {
    const sources = [literal('a', 'x \n'), literal('b', 'x\r\ny\r\n')];
    const offers = (form: 'kubectl' | 'readable') =>
      warningsOf({ ...request, form, sources }).map(({ at, isAvoidable }) => [at?.key, isAvoidable === true]);
    assert.deepEqual(offers('kubectl'), [
      ['a', true],
      ['b', false],
    ]);
    assert.deepEqual(offers('readable'), [['b', false]]);
  });

  test('means the same, whatever the text', { skip: withoutKubectl }, () => {
    const signs = [
      ...'a#|"-:%',
      'b c',
      ' ',
      '  ',
      '\t',
      '\n',
      '\n',
      '\n\n',
      '\u{1f600}',
      '---',
      'k: v',
      '\u00a0',
      '...',
    ];
    const texts = fc.sample(fc.array(fc.constantFrom(...signs), { maxLength: 14 }), { seed: 1, numRuns: 500 });
    const written = Object.fromEntries(texts.map((parts, index) => [`k${index}`, parts.join('')]));
    const sources = Object.entries(written).map(([key, value]) => literal(key, value));
    const text = textOf({ ...request, sources });
    assert.deepEqual(parse(text, { schema: 'failsafe' }).data, written);
    assert.deepEqual(readByKubectl(text), written);
  });
});

describe('the hashes of kustomize', () => {
  interface Hashed {
    readonly kind: 'ConfigMap' | 'Secret';
    readonly type?: string;
    readonly base64: Readonly<Record<string, string>>;
    readonly hash?: string;
  }
  const path = join(folder, 'hashes/kustomize.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const objects = lines.map(line => JSON.parse(line) as Hashed);
  const valuesOf = ({ base64 }: Hashed) =>
    new Map(Object.entries(base64).map(([key, value]) => [key, Buffer.from(value, 'base64')]));

  for (const [index, object] of objects.entries()) {
    test(`${object.kind} ${index}`, () =>
      assert.equal(nameHash({ ...object, name: `n${index}`, values: valuesOf(object) }, 'kustomize'), object.hash));
  }

  test('are those that kubectl prints on this computer', { skip: withoutKubectl }, () => {
    const printed = hashesOf(objects.map(object => ({ ...object, values: valuesOf(object) })));
    if (process.env['UPDATE']) {
      const fresh = objects.map((object, index) => `${JSON.stringify({ ...object, hash: printed[index] })}\n`);
      writeFileSync(path, fresh.join(''));
    }
    assert.deepEqual(
      objects.map(({ hash }) => hash),
      printed,
    );
  });

  test('are others than those of kubectl', () => {
    const object = { kind: 'ConfigMap', name: 'a', values: new Map([['a', Buffer.from('b')]]) } as const;
    assert.notEqual(nameHash(object, 'kustomize'), nameHash(object, 'kubectl'));
    assert.notEqual(nameHash({ ...object, immutable: true }, 'kubectl'), nameHash(object, 'kubectl'));
    assert.equal(nameHash({ ...object, immutable: true }, 'kustomize'), nameHash(object, 'kustomize'));
  });
});

function literal(key: string, value: string): DataSource {
  return { from: 'literal', key, value };
}

function file(key: string, name: string): DataSource {
  return { from: 'file', key, bytes: readFileSync(join(keys, name)) };
}

function textOf(request: CreateRequest): string {
  const result = createObject(request);
  return 'error' in result ? assert.fail(result.error) : result.text;
}

function warningsOf(request: CreateRequest) {
  const result = createObject(request);
  return 'error' in result ? assert.fail(result.error) : result.warnings;
}

function errorOf(request: CreateRequest): string {
  const result = createObject(request);
  return 'error' in result ? result.error : assert.fail('this should be refused');
}

function readByKubectl(text: string): unknown {
  return inFolder(folder => {
    writeFileSync(join(folder, 'a.yaml'), text);
    return JSON.parse(kubectl('patch', '--local', '-f', join(folder, 'a.yaml'), '-p', '{}', '-o', 'json')).data;
  });
}

interface Generated {
  readonly kind: string;
  readonly type?: string;
  readonly values: ReadonlyMap<string, Uint8Array>;
}

/** What kustomize puts behind the names of what it generates. */
function hashesOf(objects: readonly Generated[]): readonly string[] {
  return inFolder(folder => {
    const generators = { configMapGenerator: [] as object[], secretGenerator: [] as object[] };
    for (const [index, { kind, type, values }] of objects.entries()) {
      mkdirSync(join(folder, `n${index}`));
      for (const [key, bytes] of values) writeFileSync(join(folder, `n${index}`, key), bytes);
      const files = [...values.keys()].map(key => `n${index}/${key}`);
      const entry = { name: `n${index}`, ...(files.length > 0 && { files }), ...(type && { type }) };
      generators[kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator'].push(entry);
    }
    writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify(generators));
    const printed = kubectl('kustomize', folder);
    return objects.map((_, index) => new RegExp(`^ {2}name: n${index}-(\\w+)$`, 'm').exec(printed)?.[1] ?? '');
  });
}

function kubectl(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('kubectl', args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return status === 0 ? stdout : assert.fail(stderr);
}

function inFolder<Result>(act: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-create-'));
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
