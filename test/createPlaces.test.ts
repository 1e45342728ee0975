/** New ConfigMaps and Secrets put where they are wanted: what is written, and that all else stays as it was. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { answerCreateObject, answerPlaceObject } from '../server/src/createRequests.js';
import type { CreateObjectParams, CreatePlace } from '../server/src/protocol.js';
import { dedent } from './support/fixture.js';
import { withoutKubectl } from './support/kubectlCreate.js';
import {
  ask,
  atMark,
  configMap,
  file,
  folder,
  inGenerator,
  into,
  literal,
  placed,
  refusal,
  secret,
  serve,
} from './support/placing.js';

const web = 'apiVersion: v1\ndata:\n  a: "1"\nkind: ConfigMap\nmetadata:\n  name: web\n';

describe('at the end of a file', () => {
  const create = configMap(literal('a', '1'));
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'that is empty': ['', web],
    'of comments': ['# configuration\n', `# configuration\n${web}`],
    'behind a document': ['kind: A\n', `kind: A\n---\n${web}`],
    'without a line break at its end': ['kind: A', `kind: A\n---\n${web}`],
    'that ends with the sign of a new document': ['kind: A\n---\n', `kind: A\n---\n${web}`],
    'that ends with the sign of an end': ['kind: A\n...\n', `kind: A\n...\n---\n${web}`],
    'with Windows line endings': ['kind: A\r\n', `kind: A\r\n---\r\n${web.replaceAll('\n', '\r\n')}`],
    'of documents in braces': ['{ kind: A }\n', `{ kind: A }\n---\n${web}`],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) {
    test(name, () => assert.equal(placed({ text, create, place: { to: 'end' } }), expected));
  }

  test('but not of JSON', () => {
    const message = 'the file is JSON, and this is YAML';
    assert.equal(refusal({ text: '{}\n', create, place: { to: 'end' }, name: 'a.json' }), message);
    assert.equal(refusal({ text: '{\n  "kind": "A"\n}\n', create, place: { to: 'end' } }), message);
  });
});

describe('at the cursor', () => {
  const create = configMap(literal('a', '1'));
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'in an empty file': ['‸', web],
    'above the first document': ['‸kind: A\n', `${web}---\nkind: A\n`],
    'above a document, below its sign': ['---\n‸\nkind: A\n', `---\n${web}---\n\nkind: A\n`],
    'between two documents': ['kind: A\n‸---\nkind: B\n', `kind: A\n---\n${web}---\nkind: B\n`],
    'on the empty line between two documents': ['kind: A\n‸\n---\nkind: B\n', `kind: A\n---\n${web}\n---\nkind: B\n`],
    'in the last line of a document': ['kind: A‸', `kind: A\n---\n${web}`],
    'in an empty document': ['kind: A\n---\n‸\n---\nkind: B\n', `kind: A\n---\n${web}\n---\nkind: B\n`],
  };
  for (const [name, [marked, expected]] of Object.entries(cases)) {
    test(name, () => assert.equal(placed({ ...atMark(marked), create }), expected));
  }

  test('but not inside a document', () => {
    const text = 'apiVersion: v1\nkind: Pod\n‸metadata:\n  name: probed\n';
    assert.equal(
      refusal({ ...atMark(text), create }),
      'the cursor is inside Pod probed: it must be between two documents',
    );
  });
});

describe('into a ConfigMap', () => {
  const create = configMap(file('b.conf', 'x\n  y\n'), literal('c', 'yes'));
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'behind its last key': [
      `kind: ConfigMap # ours
       apiVersion: v1
       metadata: {name: web}
       data:
           # the first
           a: '1'   # one
           # that was all

       `,
      `kind: ConfigMap # ours
       apiVersion: v1
       metadata: {name: web}
       data:
           # the first
           a: '1'   # one
           b.conf: |
             x
               y
           c: "yes"
           # that was all

       `,
    ],
    'without data': [
      `apiVersion: v1
       kind: ConfigMap
       metadata:
         name: web
       # the end
       `,
      `apiVersion: v1
       kind: ConfigMap
       metadata:
         name: web
       data:
         b.conf: |
           x
             y
         c: "yes"
       # the end
       `,
    ],
    'with data that are null': [
      `apiVersion: v1
       kind: ConfigMap
       metadata:
         name: web
       data: null # none
       `,
      `apiVersion: v1
       kind: ConfigMap
       metadata:
         name: web
       data: # none
         b.conf: |
           x
             y
         c: "yes"
       `,
    ],
    'with data that are missing above other fields': [
      `apiVersion: v1
       kind: ConfigMap
       data:
       metadata:
         name: web
       `,
      `apiVersion: v1
       kind: ConfigMap
       data:
         b.conf: |
           x
             y
         c: "yes"
       metadata:
         name: web
       `,
    ],
    'with data that are empty': [
      `apiVersion: v1
       kind: ConfigMap
       data: {}
       metadata:
         name: web
       `,
      `apiVersion: v1
       kind: ConfigMap
       data:
         b.conf: |
           x
             y
         c: "yes"
       metadata:
         name: web
       `,
    ],
    'in braces': [
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: "1" }\n',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: "1", b.conf: "x\\n  y\\n", c: "yes" }\n',
    ],
    'all in braces': [
      '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}}\n',
      '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "data": { "b.conf": "x\\n  y\\n", "c": "yes" }}\n',
    ],
    'whose last value keeps the blank lines below it': [
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  a: |+\n    1\n\n\n',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  a: |+\n    1\n\n\n  b.conf: |\n    x\n      y\n  c: "yes"\n',
    ],
    'without a line break at its end': [
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  a: "1"',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  a: "1"\n  b.conf: |\n    x\n      y\n  c: "yes"',
    ],
    'in a list, before another document': [
      `apiVersion: v1
       kind: List
       items:
       - apiVersion: v1
         kind: ConfigMap
         metadata: { name: web }
         data:
           a: "1"
       - apiVersion: v1
         kind: Service
       ---
       kind: B
       `,
      `apiVersion: v1
       kind: List
       items:
       - apiVersion: v1
         kind: ConfigMap
         metadata: { name: web }
         data:
           a: "1"
           b.conf: |
             x
               y
           c: "yes"
       - apiVersion: v1
         kind: Service
       ---
       kind: B
       `,
    ],
  };
  for (const [name, [before, after]] of Object.entries(cases)) {
    const [text, expected] = [undented(before), undented(after)];
    test(name, () => assert.equal(placed({ text, create, place: into() }), expected));
    test(`${name}, with Windows line endings`, () => {
      const crlf = text.replaceAll('\n', '\r\n');
      assert.equal(placed({ text: crlf, create, place: into() }), expected.replaceAll('\n', '\r\n'));
    });
  }

  test('the second of that name', () => {
    const text = `${web}---\n${web}`;
    const expected = `${web}---\n${web.replace('  a: "1"\n', '  a: "1"\n  c: d\n')}`;
    assert.equal(placed({ text, create: configMap(literal('c', 'd')), place: into([], 1) }), expected);
  });

  test('bytes that are no text', () => {
    const expected = `${web}binaryData:\n  d: /w==\n`;
    assert.equal(placed({ text: web, create: configMap(file('d', Uint8Array.of(0xff))), place: into() }), expected);
  });
});

/** A case written in a column of the test; others are written as they are. */
function undented(text: string): string {
  return /\n {7}\S/.test(text) ? text.replaceAll('\n       ', '\n') : text;
}

describe('a key that is there already', () => {
  const text =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  a: \'1\' # one\n  b: "2"\n  c: "3"\n';
  const create = configMap(literal('a', '1'), literal('b', '20'), literal('c', '30'), literal('d', 'x'));

  test('counts as a conflict when its value is another', () => {
    const result = ask({ text, create, place: into() });
    assert.deepEqual('conflicts' in result && result.conflicts, ['b', 'c']);
  });

  test('keeps its value', () => assert.equal(placed({ text, create, place: into() }), `${text}  d: x\n`));

  test('is replaced when the user says so', () => {
    const expected = `${text.replace('"2"', '"20"')}  d: x\n`;
    assert.equal(placed({ text, create, place: into(['b']) }), expected);
  });

  test('goes to binaryData when it is no text any more', () => {
    const binary = configMap(file('b', Uint8Array.of(0xff)));
    const expected = `${text.replace('  b: "2"\n', '')}binaryData:\n  b: /w==\n`;
    assert.equal(placed({ text, create: binary, place: into(['b']) }), expected);
  });

  test('changes nothing when all is as it was', () => {
    const result = ask({ text, create: configMap(literal('a', '1')), place: into() });
    assert.deepEqual(result, { edits: [], version: 1, conflicts: [] });
  });
});

describe('into a Secret', () => {
  const head = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\n';
  const create = secret(literal('user', 'me'));
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'with data': [`${head}data:\n  a: MQ==\n`, `${head}data:\n  a: MQ==\n  user: bWU=\n`],
    'with stringData': [`${head}stringData:\n  a: "1"\n`, `${head}stringData:\n  a: "1"\n  user: me\n`],
    'with neither': [head, `${head}data:\n  user: bWU=\n`],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) {
    test(name, () => assert.equal(placed({ text, create, place: into() }), expected));
  }

  test('but not one that is encrypted', () => {
    const text = `${head}data:\n  a: ENC[x]\nsops:\n  version: "3"\n`;
    assert.equal(refusal({ text, create, place: into() }), 'the values of Secret web are encrypted by SOPS');
  });
});

describe('dropped onto values', () => {
  const drop = (line: number): CreatePlace => ({ to: 'data', position: { line, character: 0 } });
  const create = configMap(file('b.conf', 'x\n'));

  test('of a ConfigMap', () => {
    for (const line of [1, 2]) {
      assert.equal(
        placed({ text: web, create, place: drop(line) }),
        web.replace('  a: "1"\n', '  a: "1"\n  b.conf: |\n    x\n'),
      );
    }
  });

  test('of a Secret', () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ndata:\n';
    assert.equal(placed({ text, create, place: drop(4) }), `${text}  b.conf: eAo=\n`);
  });

  test('elsewhere they are not wanted', () => {
    const result = ask({ text: web, create, place: drop(4) });
    assert.ok('error' in result && result.isElsewhere);
  });

  test('a key that a Secret cannot have is called so', () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ndata:\n';
    assert.match(refusal({ text, create: configMap(file('a b', '')), place: drop(4) }), /key name for a Secret/);
  });
});

describe('more than the API server takes', () => {
  test('is not merged', () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  a: "1"\n';
    const create = configMap(literal('b', 'x'.repeat(1024 * 1024)));
    assert.equal(
      refusal({ text, create, place: into() }),
      'a ConfigMap must hold no more than 1,048,576 bytes, with these values it would have 1,048,577',
    );
  });
});

describe('into a kustomization', () => {
  const create = configMap(
    file('vhost.conf', 'x\n', `${folder}/conf/vhost.conf`),
    file('b', '1', `${folder}/c%20d`),
    { from: 'envFile', path: '.env', base64: '', uri: `${folder}/.env` },
    literal('mode', 'fast'),
  );
  const inKustomization = (text: string, replace: readonly string[] = [], asked = create) =>
    placed({ text, create: asked, place: inGenerator(replace), name: 'kustomization.yaml' });
  const refusedThere = (text: string, asked: CreateObjectParams) =>
    refusal({ text, create: asked, place: inGenerator(), name: 'kustomization.yaml' });
  const item = '- name: web\n  files: [conf/vhost.conf, "b=c d"]\n  envs: [.env]\n  literals: ["mode=fast"]\n';

  test('that has no generators', () => {
    assert.equal(
      inKustomization('resources: # all\n- a.yaml\n'),
      `resources: # all\n- a.yaml\nconfigMapGenerator:\n${item.replace(/^/gm, '  ').trimEnd()}\n`,
    );
  });

  test('that is empty', () => {
    assert.equal(inKustomization('# ours\n'), `# ours\nconfigMapGenerator:\n${item.replace(/^(?!$)/gm, '  ')}`);
  });

  test('with other generators', () => {
    const text = 'configMapGenerator:\n- name: a # the first\n  literals:\n  - x=1\n# the end\n';
    assert.equal(inKustomization(text), text.replace('# the end', `${item}# the end`));
  });

  test('with a generator of that name', () => {
    const text = dedent(`
      configMapGenerator:
        - name: web
          files:
            # the first
            - vhost.conf=old/vhost.conf # old
            - b=c d
          literals: []
    `);
    const expected = dedent(`
      configMapGenerator:
        - name: web
          files:
            # the first
            - vhost.conf=old/vhost.conf # old
            - b=c d
          literals: ["mode=fast"]
          envs: [.env]
    `);
    assert.equal(inKustomization(text), expected);
    assert.equal(
      inKustomization(text, ['vhost.conf']),
      expected.replace('vhost.conf=old/vhost.conf', 'conf/vhost.conf'),
    );
    const result = ask({ text, create, place: inGenerator(), name: 'kustomization.yaml' });
    assert.deepEqual('conflicts' in result && result.conflicts, ['vhost.conf']);
  });

  test('in place of a literal', () => {
    const text = 'configMapGenerator:\n- name: web\n  literals:\n  - vhost.conf=x\n  - a=b\n';
    const asked = configMap(file('vhost.conf', 'x\n', `${folder}/vhost.conf`));
    assert.equal(
      inKustomization(text, ['vhost.conf'], asked),
      'configMapGenerator:\n- name: web\n  literals:\n  - a=b\n  files: [vhost.conf]\n',
    );
  });

  test('of a Secret with its type', () => {
    const tls: CreateObjectParams = {
      kind: 'Secret',
      name: 'web',
      namespace: 'shop',
      type: 'kubernetes.io/basic-auth',
      sources: [literal('username', 'me')],
    };
    assert.equal(
      inKustomization('kind: Kustomization\n', [], tls),
      'kind: Kustomization\nsecretGenerator:\n  - name: web\n    namespace: shop\n    type: kubernetes.io/basic-auth\n    literals: ["username=me"]\n',
    );
  });

  test('not from outside of its folder', () => {
    const asked = configMap(file('a', '', 'file:///work/a'));
    assert.equal(refusedThere('', asked), 'a must be in the folder of the kustomization or below it');
  });

  test('not what kustomize would read as something else', () => {
    assert.match(refusedThere('', configMap(literal('a', '"x"'))), /begins or ends with a quote/);
    assert.match(refusedThere('', configMap(file('a', Uint8Array.of(0xff)))), /no text: kustomize needs a file/);
    assert.match(refusedThere('', configMap(file('a', '', `${folder}/a%3Db`))), /reads no file with such a name: a=b/);
  });

  test('not one that cannot be read', () => {
    assert.match(refusedThere('a: [\n', create), /the kustomization has mistakes/);
  });

  test('kustomize makes of it what was asked for', { skip: withoutKubectl }, () => {
    const real = mkdtempSync(join(tmpdir(), 'kubewright-'));
    try {
      writeFileSync(join(real, 'c d'), '1');
      writeFileSync(join(real, '.env'), 'E=1\n');
      const asked = configMap(file('b', '1', `${folder}/c%20d`), literal('m', "a\nb: 'c' # d\n"), {
        from: 'envFile',
        path: '.env',
        base64: '',
        uri: `${folder}/.env`,
      });
      writeFileSync(join(real, 'kustomization.yaml'), inKustomization('', [], asked));
      const { stdout, stderr } = spawnSync('kubectl', ['kustomize', real], { encoding: 'utf8' });
      assert.equal(stderr, '');
      assert.match(stdout, /^apiVersion: v1\ndata:\n {2}E: "1"\n {2}b: "1"\n {2}m: \|\n {4}a\n {4}b: 'c' # d\nkind/);
    } finally {
      rmSync(real, { recursive: true });
    }
  });
});

describe('the places that there are', () => {
  const service = serve({
    'a.yaml': `${web}---\n${web.replace('name: web', 'name: api\n  namespace: shop')}`,
    'kustomization.yaml': 'configMapGenerator:\n- name: made\n',
    'sub/kustomization.yaml': 'resources: []\n',
    'sub/b.yaml': web,
    'other/kustomization.yaml': 'resources: []\n',
    'b.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\n',
  });

  test('the nearest first', () => {
    assert.deepEqual(service.createPlaces('ConfigMap', [`${folder}/sub/vhost.conf`]), {
      objects: [
        { uri: `${folder}/sub/b.yaml`, object: { name: 'web' }, keys: 1 },
        { uri: `${folder}/a.yaml`, object: { name: 'web' }, keys: 1 },
        { uri: `${folder}/a.yaml`, object: { name: 'api', namespace: 'shop' }, keys: 1 },
      ],
      kustomizations: [`${folder}/sub/kustomization.yaml`, `${folder}/kustomization.yaml`],
    });
  });
});

describe('what nobody sees', () => {
  const asked = configMap(file('a', 'x  \r\ny\n'));

  test('can be taken away', () => {
    const kept = answerCreateObject(asked);
    assert.ok('text' in kept && kept.canTrim);
    const trimmed = answerCreateObject({ ...asked, lineEnds: 'trimmed' });
    assert.ok('text' in trimmed && !trimmed.canTrim);
    assert.match(trimmed.text, /^ {2}a: \|\n {4}x\n {4}y\n/m);
  });

  test('and is not offered where it would not help', () => {
    const result = answerCreateObject(configMap(file('a', 'x\u0001\n y \n')));
    assert.ok('text' in result && result.warnings.length === 1 && !result.canTrim);
  });
});

test('whatever is merged is there afterwards, and the rest is as it was', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc
      .string({ unit: fc.constantFrom('a', ' ', '\n', '\t', '\r', ':', '#', '-', "'", '"', '\\', 'é', '\u2028') })
      .map(text => Buffer.from(text)),
  );
  const keys = fc.dictionary(
    fc.stringMatching(/^[a-c._-]{1,3}$/).filter(key => !/^\.\.?$|^\.\./.test(key)),
    bytes,
    { maxKeys: 4 },
  );
  fc.assert(
    fc.property(keys, keys, fc.constantFrom('\n', '\r\n'), fc.boolean(), (old, added, newline, isSecret) => {
      const sourcesOf = (values: typeof old) => Object.entries(values).map(([key, value]) => file(key, value));
      const asked = isSecret ? secret : configMap;
      const before = answerCreateObject(asked(...sourcesOf(old)));
      assert.ok('text' in before);
      const replace = Object.keys(added);
      const text = placed({
        text: before.text.replaceAll('\n', newline),
        create: asked(...sourcesOf(added)),
        place: into(replace),
      });
      const all = answerPlaceObject(serve({ 'a.yaml': text }), {
        uri: `${folder}/a.yaml`,
        create: asked(...sourcesOf({ ...old, ...added })),
        place: into(),
      });
      assert.deepEqual(all, { edits: [], version: 1, conflicts: [] });
    }),
    { numRuns: 300 },
  );
});
