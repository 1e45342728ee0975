/** Values opened as files and written back: what is read, what is written, and that all else stays as it was. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { hexDump, parseHexDump } from '../server/src/features/values/hexDump.js';
import { valueAt } from '../server/src/features/values/readValue.js';
import { valueLenses } from '../server/src/features/values/valueLenses.js';
import { writeValue } from '../server/src/features/values/writeValue.js';
import type { ValueForm, ValueResult, ValueTarget, WriteValueParams } from '../server/src/protocol.js';
import { WorkspaceIndex } from '../server/src/workspace/index.js';
import { dedent } from './support/fixture.js';
import { anyManifest, anyText } from './support/manifests.js';

const uri = 'file:///work/config.yaml';

type Opened = Exclude<ValueResult, { readonly refusal: string }>;

function serve(text: string) {
  const index = new WorkspaceIndex();
  let document = TextDocument.create(uri, 'yaml', 0, '');
  const file = () => {
    const known = index.file(uri);
    assert.ok(known);
    return known;
  };
  const server = {
    change(to: string) {
      document = TextDocument.create(uri, 'yaml', document.version + 1, to);
      index.open(uri, document.version, to);
    },
    open(at: ValueTarget | string, form?: ValueForm): ValueResult {
      const place = typeof at === 'string' ? document.positionAt(placeIn(document.getText(), at)) : at;
      return valueAt(index, file(), place, form);
    },
    opened(at: ValueTarget | string, form?: ValueForm): Opened {
      const value = server.open(at, form);
      assert.ok(!('refusal' in value), 'refusal' in value ? value.refusal : '');
      return value;
    },
    write: (wanted: Omit<WriteValueParams, 'uri'>) => writeValue(index, file(), wanted),
    /** Writes `content`, which must be possible, and gives the text of the file afterwards. */
    save({ target, fingerprint, form }: Opened, content: string | Uint8Array, force?: 'overwrite' | 'insert'): string {
      const base64 = Buffer.from(content).toString('base64');
      const result = server.write({ target, fingerprint, form, content: base64, ...(force && { force }) });
      assert.ok('edits' in result, JSON.stringify(result));
      assert.equal(result.version, document.version);
      const edits = result.edits.map(({ range, newText }) => ({ range, newText }));
      server.change(TextDocument.applyEdits(document, edits));
      return document.getText();
    },
    lenses: () => valueLenses(index, file()),
  };
  server.change(text);
  return server;
}

/** Where `word` begins, and is no end of another word. */
function placeIn(text: string, word: string): number {
  return text.search(new RegExp(`(?<!\\w)${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
}

function textOf({ content }: Opened): string {
  return Buffer.from(content, 'base64').toString();
}

/** What becomes of `manifest` when the value that begins at `key` gets the text `content`. */
function saved(manifest: string, key: string, content: string): string {
  const server = serve(dedent(manifest));
  return server.save(server.opened(key), content);
}

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n';
const binaryHead = head.replace('\ndata', '\nbinaryData');
const secretHead = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: prod\n';

describe('a value is opened', () => {
  const read = (value: string) => textOf(serve(`${head}  k: ${value}`).opened('k:'));
  const forms: readonly (readonly [string, string])[] = [
    ['word', 'word'],
    ["'it''s'", "it's"],
    ['"a\\tb\\n"', 'a\tb\n'],
    ['|\n    a\n     b\n', 'a\n b\n'],
    ['|-\n    a\n', 'a'],
    ['|+\n    a\n\n', 'a\n\n'],
    ['|2-\n      a\n', '  a'],
    ['>\n    a\n    b\n\n    c\n', 'a b\nc\n'],
    ['&anchor |\n    a\n', 'a\n'],
    ['', ''],
    ['8080', '8080'],
  ];
  for (const [value, expected] of forms) {
    test(JSON.stringify(value), () => assert.equal(read(value), expected));
  }

  test('from the key, from within the text, and not from beside it', () => {
    const server = serve(`${head}  a: |\n    one\n    two\n  b: x\n`);
    assert.equal(server.opened('a:').target.key, 'a');
    assert.equal(server.opened('two').target.key, 'a');
    const beside = server.open('name: web');
    assert.deepEqual(beside, {
      refusal: 'no value of a ConfigMap or Secret stands here: put the cursor on a key in data',
      isGone: true,
    });
  });

  test('by its name, also as an item of a list and as one of several objects of a name', () => {
    const list = dedent(`
      apiVersion: v1
      kind: List
      items:
        - apiVersion: v1
          kind: ConfigMap
          metadata: {name: web}
          data: {a.conf: first}
        - apiVersion: v1
          kind: ConfigMap
          metadata: {name: web}
          data: {a.conf: second}
    `);
    const target: ValueTarget = { kind: 'ConfigMap', name: 'web', field: 'data', key: 'a.conf' };
    const server = serve(list);
    assert.equal(textOf(server.opened(target)), 'first');
    assert.equal(textOf(server.opened({ ...target, nth: 1 })), 'second');
    assert.deepEqual(server.opened('a.conf: second').target, { ...target, nth: 1 });
    assert.deepEqual(server.open({ ...target, key: 'b' }), { refusal: 'ConfigMap web has no b in data', isGone: true });
  });

  test('of a Secret decoded, and says that it is one', () => {
    const server = serve(`${secretHead}data:\n  password: aHVudGVyMg==\nstringData:\n  user: me\n`);
    const { target, isSecret, form, fileName } = server.opened('password');
    assert.deepEqual([isSecret, form, fileName], [true, 'text', 'password']);
    assert.deepEqual(target, { kind: 'Secret', namespace: 'prod', name: 'db', field: 'data', key: 'password' });
    assert.equal(textOf(server.opened('password')), 'hunter2');
    assert.equal(textOf(server.opened('user')), 'me');
  });

  test('with bytes as a dump, unless they are a picture', () => {
    const bytes = Buffer.from([0, 1, 2, 0xff, ...Buffer.from('sixteen and more')]).toString('base64');
    const server = serve(`${binaryHead}  a.bin: ${bytes}\n  logo.png: ${bytes}\n`);
    const dump = server.opened('a.bin');
    assert.deepEqual([dump.form, dump.fileName], ['hex', 'a.bin.hex']);
    assert.equal(
      textOf(dump),
      [
        '00000000  00 01 02 ff 73 69 78 74  65 65 6e 20 61 6e 64 20  |....sixteen and |',
        '00000010  6d 6f 72 65                                       |more|',
        '',
      ].join('\n'),
    );
    const picture = server.opened('logo.png');
    assert.deepEqual([picture.form, picture.fileName, picture.content], ['bytes', 'logo.png', bytes]);
  });

  const refused: readonly (readonly [string, string])[] = [
    [`${head}  k: {a: 1}`, 'the value of k is a map, and must be a text'],
    [`${head}  k: [a]`, 'the value of k is a list, and must be a text'],
    [`${head}  k: !!binary Zm9v`, 'the value of k has the tag !!binary, which Kubewright does not read'],
    [`${head}  k: a\n  k: b`, 'the key k stands twice in data, and only the last one counts'],
    [`${secretHead}data:\n  k: no base64`, 'the value of k must be base64, and is not'],
    [
      `${secretHead}data:\n  k: ENC[AES256_GCM,data:x]\nsops:\n  version: 3`,
      'the values of Secret db in namespace prod are encrypted by SOPS',
    ],
  ];
  for (const [manifest, refusal] of refused) {
    test(refusal, () => assert.deepEqual(serve(manifest).open('k: '), { refusal, isGone: false }));
  }

  test('read only, when it is an alias or merged', () => {
    const server = serve(`${head}  a: &x |\n    text\n  b: *x\n`);
    assert.equal(server.opened('a:').readOnly, undefined);
    const b = server.opened('b:');
    assert.equal(textOf(b), 'text\n');
    assert.equal(b.readOnly, 'b is an alias: change it at its anchor');
    const { target, fingerprint, form } = b;
    const result = server.write({ target, fingerprint, form, content: '' });
    assert.deepEqual(result, { refusal: 'b is an alias: change it at its anchor' });
    const merged = serve(`x: &x\n  k: text\n${head}  <<: *x\n  a: 1\n`);
    const k = merged.opened({ kind: 'ConfigMap', name: 'web', field: 'data', key: 'k' });
    assert.equal(k.readOnly, 'k comes from a merge key (<<): change it where it is written');
  });

  test('and written at the anchor changes for the aliases, too', () => {
    const server = serve(`${head}  a: &x text # why\n  b: *x\n`);
    const text = server.save(server.opened('a:'), 'one\ntwo\n');
    assert.equal(text, `${head}  a: &x | # why\n    one\n    two\n  b: *x\n`);
    assert.equal(textOf(server.opened('b:')), 'one\ntwo\n');
  });
});

describe('a file is called', () => {
  const names: readonly (readonly [string, string, string])[] = [
    ['nginx.conf', 'x', 'nginx.conf'],
    ['Dockerfile', 'FROM x', 'Dockerfile'],
    ['.env', 'A=1', '.env'],
    ['start', '#!/bin/sh\necho', 'start.sh'],
    ['start', '#!/usr/bin/env -S python3.12\n', 'start.py'],
    ['config', '{"a": 1}', 'config.json'],
    ['config', '{a', 'config'],
    ['config', '<?xml version="1.0"?>', 'config.xml'],
    ['config', '# language: nginx\n', 'config.conf'],
    ['config', '[main]\na=1\n', 'config.ini'],
    ['config', 'a=1\nb=2\n', 'config.properties'],
    ['config', 'apiVersion: v1\n', 'config.yaml'],
    ['v1.2', 'text', 'v1.2'],
    ['.dockerconfigjson', '{}', '.dockerconfigjson.json'],
  ];
  for (const [key, content, expected] of names) {
    test(`${expected} for ${key} with ${JSON.stringify(content)}`, () =>
      assert.equal(serve(`${head}  ${key}: ${JSON.stringify(content)}`).opened(`${key}:`).fileName, expected));
  }
});

describe('a value is written', () => {
  const data = (value: string) => `${head}  k: ${value}\n  # below\n  other: 1\n`;
  /** The value before, the new text, the value after. */
  const changes: readonly (readonly [string, string, string, string])[] = [
    ['plain stays plain', 'a # why', 'b c', 'b c # why'],
    ['plain gets quotes when it needs them', 'a', 'yes', '"yes"'],
    ['plain with a number gets quotes', '8080', '9090', '"9090"'],
    ['single quotes stay', "'a' # why", "it's: b", "'it''s: b' # why"],
    ['double quotes stay', '"a"', 'say "b"', '"say \\"b\\""'],
    ['a text that becomes lines becomes a block', 'a # why', 'b\nc\n', '| # why\n    b\n    c'],
    ['nothing becomes a text', '# why', 'b', 'b # why'],
    ['nothing becomes a block', '# why', 'b\nc', '|- # why\n    b\n    c'],
    ['a block stays one, with its indentation', '|\n      a', 'b\n c\n', '|\n      b\n       c'],
    ['a block of one line stays one', '|\n    a', 'b', '|-\n    b'],
    ['a block that ends with empty lines', '| # why\n    a', 'b\n\n\n', '|+ # why\n    b\n\n'],
    ['a block that ended with empty lines', '|+\n    a\n\n', 'b\n', '|+\n    b'],
    ['a block that begins with a blank', '|\n    a', '  b\nc\n', '|2\n      b\n    c'],
    ['a block that says its indentation', '|1-\n    a', 'b', '|1-\n   b'],
    ['a block that becomes empty', '| # why\n    a', '', '"" # why'],
    ['a block that gets a carriage return', '| # why\n    a', 'b\r\nc\r\n', '"b\\r\\nc\\r\\n" # why'],
    ['a block that gets a control character', '|\n    a', 'b\u0007\n', '"b\\u0007\\n"'],
    ['a text below its key', '\n    a\n    b # why', 'c\nd\n', '| # why\n    c\n    d'],
    ['a text below a comment', '# why\n    a', 'c\nd\n', '# why\n    |\n    c\n    d'],
    ['nothing but line breaks', '|\n    a', '\n\n', '"\\n\\n"'],
    ['the anchor stays', '&x |\n    a', 'b\n', '&x |\n    b'],
    ['a folded text stays folded', '>\n    a\n    b\n\n    c', 'a b\nd\n', '>\n    a\n    b\n\n    d'],
    ['blanks at the ends of lines', '|\n    a', 'b  \n\t\n  \nc\n', '|\n    b  \n    \t\n      \n    c'],
  ];
  for (const [name, before, content, after] of changes) {
    test(name, () => assert.equal(saved(data(before), 'k:', content), data(after)));
    test(`${name}, with CRLF`, () => {
      const crlf = (text: string) => text.replaceAll('\n', '\r\n');
      assert.equal(saved(crlf(data(before)), 'k:', content), crlf(data(after)));
    });
  }

  test('in braces and in JSON on one line', () => {
    assert.equal(
      saved('{apiVersion: v1, kind: ConfigMap, data: {k: a, b: c}}', 'k:', 'x\ny'),
      '{apiVersion: v1, kind: ConfigMap, data: {k: "x\\ny", b: c}}',
    );
    const json = (value: string) =>
      `{\n\t"apiVersion": "v1",\n\t"kind": "ConfigMap",\n\t"data": {\n\t\t"k": ${value}\n\t}\n}\n`;
    assert.equal(saved(json('"a"'), '"k"', 'b\u2028\n'), json('"b\\u2028\\n"'));
  });

  test('at the very end of a file without a line break', () => {
    assert.equal(saved(`${head}  k: |-\n    a`, 'k:', 'b'), `${head}  k: |-\n    b`);
    assert.equal(saved(`${head}  k: |-\n    a`, 'k:', 'b\n'), `${head}  k: |\n    b\n`);
    assert.equal(saved(`${head}  k: a`, 'k:', 'b\n\n'), `${head}  k: |+\n    b\n\n`);
  });

  test('and only the lines that changed are', () => {
    const server = serve(`${head}  k: |\n    one\n    two\n    three\n`);
    const { target, fingerprint, form } = server.opened('k:');
    const content = Buffer.from('one\n2\nthree\n').toString('base64');
    const result = server.write({ target, fingerprint, form, content });
    assert.ok('edits' in result);
    assert.deepEqual(result.edits, [
      { range: { start: { line: 7, character: 0 }, end: { line: 7, character: 7 } }, newText: '    2' },
    ]);
  });

  test('as a block only where no comment would become part of it', () => {
    const deep = (value: string) => `${head}  k: ${value}\n      # deep\n  other: 1\n`;
    assert.equal(saved(deep('a'), 'k:', 'b\nc\n'), deep('"b\\nc\\n"'));
  });

  test('in base64, in lines as long as they were', () => {
    const secret = (value: string) => `${secretHead}data:\n  k: ${value}\n  other: YQ==\n`;
    assert.equal(saved(secret('YQ== # why'), 'k:', 'bb'), secret('YmI= # why'));
    assert.equal(saved(secret('"YQ=="'), 'k:', 'bb'), secret('"YmI="'));
    assert.equal(saved(secret('YQ=='), 'k:', '\xd7m\xf8'), secret('w5dtw7g='));
    assert.equal(
      saved(secret('|\n    YWFhYWFh\n    YWE='), 'k:', 'bbbbbbbbbbbbb'),
      secret('|\n    YmJiYmJi\n    YmJiYmJi\n    Yg=='),
    );
    assert.equal(saved(secret('YQ=='), 'k:', ''), secret('""'));
  });

  test('from a dump', () => {
    const manifest = (bytes: string) => `${binaryHead}  a.bin: ${bytes}\n`;
    const server = serve(manifest('AAEC/w=='));
    const value = server.opened('a.bin');
    assert.equal(server.save(value, textOf(value).replace('02 ff', '02 ff 0A')), manifest('AAEC/wo='));
    const { target, form } = value;
    const content = Buffer.from('00000000  00 01\n00000010  0 1\n').toString('base64');
    assert.deepEqual(server.write({ target, form, content }), {
      refusal: 'line 2 must be bytes of two hexadecimal digits each',
    });
    const wrong = ['0', '0001', '89504e47', '00 0g', '00000000 00', '00 01 |', '# 00'];
    for (const dump of wrong) {
      assert.ok('refusal' in server.write({ target, form, content: Buffer.from(dump).toString('base64') }), dump);
    }
  });

  test('from any dump as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => assert.deepEqual(parseHexDump(hexDump(bytes)), Buffer.from(bytes))),
    );
  });

  test('not as text, when it is none', () => {
    const server = serve(`${head}  k: a\n`);
    const { target, fingerprint } = server.opened('k:');
    const content = Buffer.from([0xff]).toString('base64');
    assert.deepEqual(server.write({ target, fingerprint, form: 'text', content }), {
      refusal: 'data holds only UTF-8, and this is not: k would have to be in binaryData',
    });
  });
});

describe('a value with an anchor', () => {
  test('says which aliases change with it', () => {
    const server = serve(`---\na: b\n---\n${head}  a: &x one\n  b: two\n  c: *x\nbinaryData: { d: *x }\n`);
    assert.equal(
      server.opened('a:  &x'.replace('  ', ' ')).alsoChanges,
      'a has an anchor: what is saved changes its alias in line 11 and 1 more, too',
    );
    assert.equal(server.opened('b: two').alsoChanges, undefined);
  });
  test('also with the map that it is in', () => {
    const server = serve(`${head.replace('\ndata:', '\ndata: &d')}  k: one\nother: *d\n`);
    assert.equal(server.opened('k:').alsoChanges, 'k has an anchor: what is saved changes its alias in line 7, too');
  });
  test('adds no key to a map that is another one as well', () => {
    const server = serve(`${head.replace('\ndata:', '\ndata: &d')}  k: one\n  l: two\nother: *d\n`);
    const { target, fingerprint, form } = server.opened('k:');
    server.change(`${head.replace('\ndata:', '\ndata: &d')}  l: two\nother: *d\n`);
    const wanted = {
      target,
      fingerprint,
      form,
      content: Buffer.from('x').toString('base64'),
      force: 'insert',
    } as const;
    assert.deepEqual(server.write(wanted), { refusal: 'k cannot be added to data of ConfigMap web as it is written' });
  });
});

describe('changes on both sides', () => {
  const manifest = `${head}  # first\n  a.conf: |\n    one\n  b.conf: two\n`;
  const openA = () => {
    const server = serve(manifest);
    return { server, value: server.opened('a.conf') };
  };
  const write = ({ server, value }: ReturnType<typeof openA>, content: string) => {
    const { target, fingerprint, form } = value;
    return server.write({ target, fingerprint, form, content: Buffer.from(content).toString('base64') });
  };

  test('elsewhere in the manifest are both kept', () => {
    const { server, value } = openA();
    const changed = `# new\n${manifest.replace('two', '2').replace('|\n    one', '"one\\n"')}`;
    server.change(changed);
    assert.equal(server.save(value, 'three'), changed.replace('"one\\n"', '"three"'));
  });

  test('to the same value are a conflict, unless it is to be overwritten', () => {
    const opened = openA();
    opened.server.change(manifest.replace('one', '1'));
    assert.deepEqual(write(opened, 'three\n'), { conflict: 'the value of a.conf was changed in the manifest, too' });
    assert.equal(opened.server.save(opened.value, 'three\n', 'overwrite'), manifest.replace('one', 'three'));
  });

  test('that come to the same are none', () => {
    const opened = openA();
    opened.server.change(manifest.replace('one', '1'));
    const result = write(opened, '1\n');
    assert.ok('edits' in result);
    assert.deepEqual(result.edits, []);
  });

  test('without a fingerprint nothing is overwritten', () => {
    const { server, value } = openA();
    const { target, form } = value;
    const content = Buffer.from('three').toString('base64');
    assert.deepEqual(server.write({ target, form, content }), {
      conflict: 'the value of a.conf may have been changed in the manifest, too',
    });
  });

  test('a key that is gone is said, and can come back', () => {
    const opened = openA();
    const without = `${head}  b.conf: two # b\n`;
    opened.server.change(without);
    assert.deepEqual(write(opened, 'x'), { gone: 'ConfigMap web has no a.conf in data any more', canInsert: true });
    assert.equal(opened.server.save(opened.value, 'x\n y\n', 'insert'), `${without}  a.conf: |\n    x\n     y\n`);
  });

  test('a key comes back where there is no data, or empty data', () => {
    for (const [now, then] of [
      ['', 'data:\n  a.conf: x\n'],
      ['data: # why\n', 'data: # why\n  a.conf: x\n'],
      ['data: {}\n', 'data:\n  a.conf: x\n'],
      ['data: {b: c}\n', 'data: {b: c, a.conf: x}\n'],
    ] as const) {
      const { server, value } = openA();
      server.change(head.replace(/(?<=\n)data:\n/, now));
      assert.equal(server.save(value, 'x', 'insert'), head.replace(/(?<=\n)data:\n/, then));
    }
  });

  test('a key that was renamed is found', () => {
    const opened = openA();
    opened.server.change(manifest.replace('a.conf', 'c.conf'));
    assert.deepEqual(write(opened, 'x'), {
      gone: 'ConfigMap web has no a.conf in data any more',
      movedTo: { ...opened.value.target, key: 'c.conf' },
      canInsert: true,
    });
  });

  test('an object that was renamed is found', () => {
    const opened = openA();
    opened.server.change(manifest.replace('name: web', 'name: shop'));
    assert.deepEqual(write(opened, 'x'), {
      gone: 'there is no ConfigMap web in the file any more',
      movedTo: { ...opened.value.target, name: 'shop' },
      canInsert: false,
    });
  });
});

describe('any file', () => {
  test('keeps every byte, when a value is saved as it was opened', () => {
    fc.assert(
      fc.property(anyManifest, ({ text, targets }) => {
        const server = serve(text);
        for (const target of targets) {
          const value = server.opened(target);
          assert.equal(server.save(value, Buffer.from(value.content, 'base64')), text);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('has the text that was written, and all else as it was', () => {
    fc.assert(
      fc.property(anyManifest, fc.nat(), anyText, ({ text, targets }, pick, content) => {
        const server = serve(text);
        const target = targets[pick % targets.length];
        assert.ok(target);
        const before = targets.map(other => server.opened(other));
        const after = server.save(server.opened(target, 'text'), content);
        assert.equal(textOf(server.opened(target, 'text')), content, after);
        for (const other of before) {
          if (other.target.key !== target.key) assert.equal(server.opened(other.target).content, other.content, after);
        }
        const [ahead, behind] = aroundKey(text, target.key);
        assert.ok(after.startsWith(ahead) && after.endsWith(behind), after);
      }),
      { numRuns: 1000 },
    );
  });

  test('comes back by writing what was there', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const server = serve(`${head}  k: a\n  # end\n`);
        const once = server.save(server.opened('k:', 'text'), first);
        server.save(server.opened('k:', 'text'), second);
        server.save(server.opened('k:', 'text'), first);
        assert.equal(textOf(server.opened('k:', 'text')), first, once);
      }),
      { numRuns: 300 },
    );
  });
});

describe('lenses', () => {
  test('stand above values of three lines and more', () => {
    const text = `${head}  a: |\n    1\n    2\n  b: |\n    1\n    2\n    3\n  c: "1\\n2\\n3"\n`;
    assert.deepEqual(
      serve(text)
        .lenses()
        .map(({ position, title }) => [position.line, title]),
      [
        [8, 'open in editor'],
        [12, 'open in editor'],
      ],
    );
  });
});

/** What stands before the value of `key`, and what follows it: a mark of its own, `<key> end`. */
function aroundKey(text: string, key: string): readonly [string, string] {
  const start = text.search(new RegExp(`\\b${key}["']?:`));
  const colon = text.indexOf(':', start) + 1;
  const end = text.indexOf(`${key} end`, colon);
  return [text.slice(0, colon), text.slice(end)];
}
