/**
 * Each test/data/configMap/*.json is a request, and the .yaml beside it what kubectl printed for it, without the line
 * `creationTimestamp: null`. Where kubectl is installed it is asked again; `UPDATE=1` writes its answers down.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { type ConfigMapFile, type ConfigMapRequest, createConfigMap } from './support/createConfigMap.js';

const folder = join(__dirname, '../../test/data/configMap');
const withoutKubectl =
  spawnSync('kubectl', ['version', '--client']).status === 0 ? false : 'kubectl is not on the PATH';

interface Fixture {
  readonly name: string;
  readonly namespace?: string;
  readonly text?: Readonly<Record<string, string>>;
  readonly base64?: Readonly<Record<string, string>>;
}

describe('the text is what kubectl prints', () => {
  const names = readdirSync(folder).filter(name => name.endsWith('.json'));
  assert.ok(names.length > 0);
  for (const name of names) {
    const request = readRequest(join(folder, name));
    const expected = join(folder, name.replace('.json', '.yaml'));

    test(`${name}, asked here`, { skip: withoutKubectl }, () => {
      const printed = askKubectl(request);
      if (process.env['UPDATE']) writeFileSync(expected, printed);
      assert.equal(textOf(request), printed);
    });

    test(name, () => assert.equal(textOf(request), readFileSync(expected, 'utf8').replaceAll('\r\n', '\n')));

    test(`${name}, read back`, () => assert.deepEqual(contentsOf(textOf(request)), contents(request.files)));
  }
});

describe('what kubectl refuses is refused in its words', () => {
  const refused: readonly (readonly [string, readonly ConfigMapFile[]])[] = [
    ['a blank in a key', [file('a b', '1')]],
    ['a key with a slash', [file('conf/app.yaml', '1')]],
    ['a key with a letter beyond ASCII', [file('straße.txt', '1')]],
    ['a key that names the parent folder', [file('..', '1')]],
    ['a key that begins with two dots', [file('..data', '1')]],
    ['a key that is too long', [file('k'.repeat(254), '1')]],
    ['a key that is too long and wrong', [file(`..${'ß'.repeat(254)}`, '1')]],
    ['the same key twice', [file('a', '1'), file('b', '1'), file('a', '2')]],
    ['the same key for text, then bytes', [file('a', '1'), bytes('a', [0xff])]],
    ['the same key for bytes, then text', [bytes('a', [0xff]), file('a', '1')]],
    ['a wrong key before a double one', [file('a', '1'), file('?', '1'), file('a', '1')]],
    ['a double key before a wrong one', [file('a', '1'), file('a', '1'), file('?', '1')]],
  ];
  for (const [title, files] of refused) {
    test(title, { skip: withoutKubectl }, () => {
      assert.equal(`error: ${errorOf({ name: 'x', files })}\n`, askKubectl({ name: 'x', files }));
    });
  }

  test('a wrong key', () => {
    assert.equal(
      errorOf({ name: 'x', files: [file('a b', '1')] }),
      `"a b" is not a valid key name for a ConfigMap: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
    );
  });

  test('a double key', () => {
    assert.equal(
      errorOf({ name: 'x', files: [bytes('a', [0xff]), file('a', '1')] }),
      'cannot add key "a", another key by that name already exists in BinaryData for ConfigMap "x"',
    );
  });
});

describe('what only the API server refuses is refused too', () => {
  test('a wrong name', () => {
    assert.equal(
      errorOf({ name: 'My App', files: [] }),
      `"My App" is not a valid name for a ConfigMap: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
    );
  });

  test('no name', () => assert.match(errorOf({ name: '', files: [] }), /^"" is not a valid name for a ConfigMap: /));

  test('a wrong namespace', () => {
    assert.equal(
      errorOf({ name: 'a', namespace: 'a.b', files: [] }),
      '"a.b" is not a valid name for a namespace: must not contain dots',
    );
  });

  test('more than 1 MiB of values', () => {
    const half = 524_288;
    const fits = { name: 'a', files: [file('a', 'a'.repeat(half)), bytes('b', new Array<number>(half).fill(0xff))] };
    assert.ok('text' in createConfigMap(fits));
    assert.equal(
      errorOf({ ...fits, files: [...fits.files, file('c', 'c')] }),
      'a ConfigMap must hold no more than 1,048,576 bytes, its values have 1,048,577',
    );
  });
});

describe('warnings', () => {
  test('none for text that becomes a block, or has one line only', () => {
    const files = [file('a', 'a\n b\n\nc'), file('b', 'a\tb '), file('c', ''), bytes('d', [0xff, 0x20, 0x0a])];
    assert.deepEqual(warningsOf({ name: 'x', files }), []);
  });

  const obstacles: readonly (readonly [string, string, string, number])[] = [
    ['a blank at the end of a line', 'a\nb \nc\n', 'line 2 has a blank at its end', 2],
    ['blanks at the end of a line', 'a   \nb', 'line 1 has a blank at its end', 1],
    ['a blank at the end of the file', 'a\n\nb ', 'line 3 has a blank at its end', 3],
    ['a line of blanks', 'a\n\n  \nb\n', 'line 3 has a blank at its end', 3],
    ['a tab', 'all:\n\tgo build\n', 'line 2 has a tab', 2],
    ['Windows line endings', 'a\nb\r\n', 'line 2 has a carriage return (Windows line ending)', 2],
    ['a byte order mark', '\ufeffa\nb\n', 'line 1 has a byte order mark', 1],
    ['an emoji', 'a\nb\n\u{1f600}\n', 'line 3 has the character U+1F600', 3],
    ['a control character', 'a\n\x1b[0m', 'line 2 has the character U+001B', 2],
    ['a line separator', 'a\n\u2028', 'line 2 has the character U+2028', 2],
    ['two faults in a line', 'a\n\tb \n', 'line 2 has a tab', 2],
    ['a fault in one more line', 'a\n\tb\nc \n', 'line 2 has a tab; so has 1 more line', 2],
    ['faults in more lines', 'a\r\nb\r\nc\nd\r\n', '', 1],
  ];
  for (const [title, text, reason, line] of obstacles) {
    test(`${title} makes one long string of the text`, () => {
      const because = reason || 'line 1 has a carriage return (Windows line ending); so have 2 more lines';
      // Blanks, tabs and emoji could stand in a block, though kubectl writes none.
      const isAvoidable = !['\r', '\ufeff', '\x1b', '\u2028'].some(sign => text.includes(sign));
      const message = `app.conf becomes one long quoted string because ${because}`;
      assert.deepEqual(warningsOf({ name: 'x', files: [file('ok', 'ok\n'), file('app.conf', text)] }), [
        { message, at: { key: 'app.conf', line }, ...(isAvoidable && { isAvoidable }) },
      ]);
    });
  }

  test('kubectl apply has no room for the object in its annotation', () => {
    const json =
      '{"apiVersion":"v1","data":{"a":""},"kind":"ConfigMap","metadata":{"annotations":{},"name":"x","namespace":"default"}}\n';
    const fits = 262_144 - json.length - 'kubectl.kubernetes.io/last-applied-configuration'.length;
    assert.deepEqual(warningsOf({ name: 'x', files: [file('a', 'a'.repeat(fits))] }), []);
    assert.deepEqual(warningsOf({ name: 'x', files: [file('a', 'a'.repeat(fits + 1))] }), [
      {
        message:
          'kubectl apply would fail because its annotation would need 262,145 bytes and 262,144 is the limit: use kubectl apply --server-side or kubectl create',
      },
    ]);
    assert.equal(warningsOf({ name: 'x', files: [file('a', '<'.repeat(50_000))] }).length, 1);
  });
});

describe('where kubectl loses text or gives up, nothing is lost', () => {
  const texts = [
    ...['\u0085', '\u2028', '\u2029', '\x7f', '\u0080', '\u009f', '\ufffe', '\uffff'].flatMap(character => [
      character,
      `a${character}b`,
      `a ${character} b`,
      `a\n${character}b\n`,
      `a${character}\n`,
      `${character} ${'word '.repeat(40)}${character}`,
    ]),
    '\ufeff',
    '\ufeffa\n',
    '\ufeff\ufeff a',
  ];
  for (const text of texts) {
    test(JSON.stringify(text.length > 20 ? `${text.slice(0, 10)}…` : text), () => {
      const files = [file('key', text)];
      const printed = textOf({ name: 'x', files });
      assert.deepEqual(contentsOf(printed), contents(files));
      assert.doesNotMatch(printed, /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/);
    });
  }
});

test('a file of 1 MiB does not block for long', () => {
  const lines = 'key: value with some words, "quotes" and more \\ of it\t\n'.repeat(18_000);
  const files = [file('a', lines)];
  const began = performance.now();
  assert.deepEqual(contentsOf(textOf({ name: 'x', files })).get('a'), contents(files).get('a'));
  assert.ok(performance.now() - began < 5_000);
});

function file(key: string, text: string): ConfigMapFile {
  return { key, bytes: Buffer.from(text) };
}

function bytes(key: string, content: readonly number[]): ConfigMapFile {
  return { key, bytes: Uint8Array.from(content) };
}

function readRequest(path: string): ConfigMapRequest {
  const fixture: Fixture = JSON.parse(readFileSync(path, 'utf8'));
  const texts = Object.entries(fixture.text ?? {}).map(([key, text]) => file(key, text));
  const binaries = Object.entries(fixture.base64 ?? {}).map(([key, text]) => ({
    key,
    bytes: Buffer.from(text, 'base64'),
  }));
  return { name: fixture.name, namespace: fixture.namespace, files: [...texts, ...binaries] };
}

function textOf(request: ConfigMapRequest): string {
  const result = createConfigMap(request);
  if ('error' in result) assert.fail(result.error);
  return result.text;
}

function warningsOf(request: ConfigMapRequest) {
  const result = createConfigMap(request);
  if ('error' in result) assert.fail(result.error);
  return result.warnings;
}

function errorOf(request: ConfigMapRequest): string {
  const result = createConfigMap(request);
  return 'error' in result ? result.error : assert.fail('this should be refused');
}

function contents(files: readonly ConfigMapFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ key, bytes }) => [key, Buffer.from(bytes).toString('hex')]));
}

/** As a reader of YAML 1.2 sees it that takes every scalar for a string. */
function contentsOf(text: string): ReadonlyMap<string, string> {
  const manifest = parse(text, { schema: 'failsafe', maxAliasCount: 0 }) as Readonly<Record<string, object>>;
  const values = (field: string, encoding: BufferEncoding) =>
    Object.entries(manifest[field] ?? {}).map(
      ([key, value]) => [key, Buffer.from(String(value), encoding).toString('hex')] as const,
    );
  return new Map([...values('data', 'utf8'), ...values('binaryData', 'base64')]);
}

/** What kubectl prints, or its error. */
function askKubectl({ name, namespace, files }: ConfigMapRequest): string {
  const cwd = mkdtempSync(join(tmpdir(), 'kubewright-'));
  try {
    files.forEach(({ bytes }, index) => {
      writeFileSync(join(cwd, String(index)), bytes);
    });
    const sources = files.map(({ key }, index) => `--from-file=${key}=${index}`);
    const where = namespace ? [`--namespace=${namespace}`] : [];
    const args = ['create', 'configmap', name, ...sources, ...where, '--dry-run=client', '-o', 'yaml'];
    const { stdout, stderr, status } = spawnSync('kubectl', args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
    return status === 0 ? stdout.replace(/^ {2}creationTimestamp: null\n/m, '') : stderr;
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
