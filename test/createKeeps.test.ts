/** Putting a ConfigMap or Secret somewhere changes nothing of what is there: no value, no comment, no other object. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { answerPlaceObject } from '../server/src/createRequests.js';
import type { CreateObjectParams } from '../server/src/protocol.js';
import { YamlDocument } from '../server/src/syntax/file.js';
import { get, text as textOf } from '../server/src/syntax/node.js';
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
  serve,
} from './support/placing.js';

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n';
const web = 'apiVersion: v1\ndata:\n  c: d\nkind: ConfigMap\nmetadata:\n  name: web\n';
const create = configMap(literal('c', 'd'));
const conf = configMap(file('new.conf', 'x', `${folder}/conf/new.conf`));

function inKustomization(text: string, replace: readonly string[] = [], asked: CreateObjectParams = conf): string {
  return placed({ text, create: asked, place: inGenerator(replace), name: 'kustomization.yaml' });
}

function refusedThere(text: string, asked: CreateObjectParams = conf): string {
  return refusal({ text, create: asked, place: inGenerator(), name: 'kustomization.yaml' });
}

describe('at the cursor, the end of a value is inside of it', () => {
  const inside = 'the cursor is inside ConfigMap web: it must be between two documents';
  const cases: Readonly<Record<string, string>> = {
    'what looks like a comment': `${head}data:\n  a: |\n    echo\n\n‸    # x\n\n`,
    'a blank line above it': `${head}data:\n  a: |\n    echo\n‸\n    # x\n\n`,
    'blank lines that the value keeps': `${head}data:\n  a: |+\n    x\n\n‸\n\n`,
    'the same, before another document': `${head}data:\n  a: |+\n    x\n‸\n\n---\nkind: B\n`,
  };
  for (const [name, marked] of Object.entries(cases)) {
    test(name, () => assert.equal(refusal({ ...atMark(marked), create }), inside));
  }

  test('and what follows a value that does not keep them is free', () => {
    const text = `${head}data:\n  a: |\n    x\n`;
    assert.equal(placed({ ...atMark(`${text}\n‸\n# end\n`), create }), `${text}\n---\n${web}\n# end\n`);
  });

  test('behind the blank lines that the value keeps is free, too', () => {
    const text = `${head}data:\n  a: |+\n    x\n\n\n`;
    assert.equal(placed({ ...atMark(`${text}‸`), create }), `${text}---\n${web}`);
  });
});

describe('values that stand elsewhere, too, are not changed', () => {
  const refused = 'ConfigMap web cannot be changed without changing what stands around its values';
  const item = (name: string, data: string) =>
    `- apiVersion: v1\n  kind: ConfigMap\n  metadata: { name: ${name} }\n  data: ${data}\n`;

  test('through an alias in another object', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n${item('web', '&d\n    x: "1"')}${item('other', '*d')}`;
    assert.equal(refusal({ text, create, place: into() }), refused);
  });

  test('through a merge key in another object', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n${item('web', '&d { x: "1" }')}${item('other', '{ <<: *d }')}`;
    assert.equal(refusal({ text, create, place: into() }), refused);
  });

  test('through an alias in the object itself', () => {
    const text = `${head.replace('  name: web', '  name: web\n  labels: &d { x: a }')}data: *d\n`;
    assert.equal(refusal({ text, create, place: into() }), refused);
    const anchored = `${head.replace(/metadata:\n {2}name: web/, 'data: &d { x: a }\nmetadata:\n  name: web\n  labels: *d')}`;
    assert.equal(refusal({ text: anchored, create, place: into() }), refused);
  });

  test('in generators', () => {
    const message = 'the entry web is written in a way that cannot be added to';
    const list = 'configMapGenerator:\n- name: web\n  files: &f\n  - a\n- name: other\n  files: *f\n';
    assert.equal(refusedThere(list), message);
    const entry = 'configMapGenerator:\n- &g\n  name: web\n  files:\n  - a\n- <<: *g\n  name: other\n';
    assert.equal(refusedThere(entry), message);
    const all = 'configMapGenerator: &l\n- name: other\n  files: [a]\nsecretGenerator: *l\n';
    assert.equal(refusedThere(all), 'configMapGenerator is written in a way that cannot be added to');
  });
});

/** The value of `a` as it is read. */
function valueIn(text: string): string | undefined {
  return textOf(get(new YamlDocument(text).root, 'data', 'a'));
}

describe('a value at the end of a file without a line break there', () => {
  /** As kubectl reads them: it ends the last line with a break. */
  const read: Readonly<Record<string, string>> = {
    '|\n    x': 'x\n',
    '|-\n    x': 'x',
    '|+\n    x': 'x\n',
    '>\n    x\n    y': 'x y\n',
    '|\n    x\n    ': 'x\n',
    '|+\n    x\n    ': 'x\n\n',
    '|+\n    x\n  ': 'x\n\n',
    '|+\n    x\n\n    ': 'x\n\n\n',
    '>+\n    x\n    ': 'x\n\n',
    '|\n    x\n      ': 'x\n  \n',
    '|+\n    x\n      ': 'x\n  \n',
    '|-\n    x\n      ': 'x\n  ',
    'x\n    y': 'x y',
  };
  for (const [value, expected] of Object.entries(read)) {
    const text = `${head}data:\n  a: ${value}`;
    test(`is read as kubectl does: ${JSON.stringify(value)}`, () => assert.equal(valueIn(text), expected));
    test(`stays what it is when the file goes on: ${JSON.stringify(value)}`, () => {
      assert.equal(valueIn(placed({ text, create, place: { to: 'end' } }).split('---\n')[0] ?? ''), expected);
      assert.equal(valueIn(placed({ text, create, place: into() })), expected);
    });
  }

  test('is read so by the kubectl on this computer', { skip: withoutKubectl }, () => {
    const real = mkdtempSync(join(tmpdir(), 'kubewright-'));
    try {
      const names = Object.keys(read).map((value, i) => {
        writeFileSync(join(real, `${i}.yaml`), `${head.replace('web', `web${i}`)}data:\n  a: ${value}`);
        return `--filename=${join(real, `${i}.yaml`)}`;
      });
      const { stdout } = spawnSync('kubectl', ['annotate', '--local', ...names, 'a=b', '-o', 'json'], {
        encoding: 'utf8',
      });
      const objects: { data: { a: string } }[] = JSON.parse(`[${stdout.trim().replaceAll('\n}\n{', '\n},{')}]`);
      assert.deepEqual(
        objects.map(({ data }) => data.a),
        Object.values(read),
      );
    } finally {
      rmSync(real, { recursive: true });
    }
  });

  /** kustomize takes the text as it is. */
  const generator = 'configMapGenerator:\n- name: other\n  literals:\n  - ';
  const item = '- name: web\n  files: [conf/new.conf]';
  const written: Readonly<Record<string, string>> = {
    '|\n    a=x': `|-\n    a=x\n${item}`,
    '>\n    a=x\n    y': `>-\n    a=x\n    y\n${item}`,
    '|+\n    a=x': `|-\n    a=x\n${item}`,
    '|2\n    a=x\n     ': `|2-\n    a=x\n     \n${item}`,
    '|+\n    a=x\n\n    ': `|+\n    a=x\n\n${item}\n`,
    '|\n    a=x\n    ': `|\n    a=x\n${item}\n    `,
    '|-\n    a=x': `|-\n    a=x\n${item}`,
    'a=x': `a=x\n${item}`,
  };
  for (const [value, expected] of Object.entries(written)) {
    test(`is written for kustomize so that it stays: ${JSON.stringify(value)}`, () =>
      assert.equal(inKustomization(generator + value), generator + expected));
    test(`kustomize makes the same of it: ${JSON.stringify(value)}`, { skip: withoutKubectl }, () => {
      const after = inKustomization(generator + value, [], configMap(literal('c', 'd')));
      const other = (text: string) => kustomize(text).split('---\n').at(-1);
      assert.equal(kustomize(after).includes('name: web-'), true);
      assert.equal(
        kustomize(after)
          .split('---\n')
          .find(own => own.includes('name: other-')),
        other(generator + value),
      );
    });
  }

  test('also in a file that kustomize reads', () => {
    const text = `${head}data:\n  a: |\n    x`;
    const service = serve({ 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': text });
    const result = answerPlaceObject(service, { uri: `${folder}/a.yaml`, create, place: { to: 'end' } });
    assert.ok('edits' in result);
    assert.equal(result.edits.map(({ newText }) => newText).join(), `  a: |-\n    x\n---\n${web}`);
  });

  test('a block that is added to it ends with a line break', () => {
    const after = placed({ text: `${head}data:\n  a: b`, create: configMap(literal('c', 'x\n')), place: into() });
    assert.equal(after, `${head}data:\n  a: b\n  c: |\n    x\n`);
  });
});

function kustomize(text: string): string {
  const real = mkdtempSync(join(tmpdir(), 'kubewright-'));
  try {
    writeFileSync(join(real, 'kustomization.yaml'), text);
    const { stdout, stderr } = spawnSync('kubectl', ['kustomize', real], { encoding: 'utf8' });
    assert.equal(stderr, '');
    return stdout;
  } finally {
    rmSync(real, { recursive: true });
  }
}

describe('a line of blanks at the end of a value is a part of it', () => {
  test('of a ConfigMap', () => {
    for (const sign of ['|', '|-', '|+', '>']) {
      const text = `${head}data:\n  a: ${sign}\n    echo\n      \n`;
      assert.equal(placed({ text, create, place: into() }), `${text}  c: d\n`);
    }
  });

  test('of a generator', () => {
    const text = 'configMapGenerator:\n- name: web\n  literals:\n  - |\n    a=b\n       \nnamePrefix: q-\n';
    const after = text.replace('namePrefix', '  - c=d\nnamePrefix').replace('c=d', '"c=d"');
    assert.equal(inKustomization(text, [], create), after);
  });
});

describe('comments stay where they are', () => {
  const flow = 'configMapGenerator:\n- name: web\n  files: [\n    a.conf, # A\n    b.conf # B\n  ]\n';

  test('in lists in brackets', () => {
    assert.equal(inKustomization(flow), flow.replace('b.conf # B', 'b.conf, # B\n    conf/new.conf'));
    const comma = flow.replace('b.conf #', 'b.conf, #');
    assert.equal(inKustomization(comma), comma.replace('# B', '# B\n    conf/new.conf,'));
  });

  test('in lists of maps in brackets', () => {
    const text = 'configMapGenerator: [\n  { name: x, files: [a] }, # x\n  { name: y, files: [b] } # y\n]\n';
    const expected = text.replace('} # y', '}, # y\n  { name: web, files: [conf/new.conf] }');
    assert.equal(inKustomization(text), expected);
  });

  test('in values in braces', () => {
    const text = `${head}data: {\n  a: b, # about a\n  x: y # about x\n}\n`;
    assert.equal(placed({ text, create, place: into() }), text.replace('y # about x', 'y, # about x\n  c: d'));
  });

  test('or go with the line that a file takes the place of', () => {
    const text =
      'configMapGenerator:\n- name: web\n  # why literals\n  literals:\n  # this one\n  - new.conf=#1 # keep me\n  options: {}\n';
    assert.equal(
      inKustomization(text, ['new.conf']),
      'configMapGenerator:\n- name: web\n  # why literals\n  options: {}\n  # this one\n  # keep me\n  files: [conf/new.conf]\n',
    );
  });

  test('or go with the value that bytes take the place of', () => {
    const text = `${head}data:\n  # about c\n  c: |- # old\n    # no comment\n  z: "1"\n`;
    assert.equal(
      placed({ text, create: configMap(file('c', Uint8Array.of(0xff))), place: into(['c']) }),
      `${head}data:\n  # about c\n  z: "1"\nbinaryData:\n  # old\n  c: /w==\n`,
    );
  });
});

describe('in a kustomization', () => {
  test('that sets the namespace, the entry that is there is added to', () => {
    const text = 'namespace: shop\nconfigMapGenerator:\n- name: web\n  files: [a]\n';
    const expected = text.replace('[a]', '[a, conf/new.conf]');
    assert.equal(inKustomization(text, [], { ...conf, namespace: 'shop' }), expected);
    assert.equal(inKustomization(text), expected);
    const own = text.replace('- name: web', '- namespace: other\n  name: web');
    assert.equal(inKustomization(own, [], { ...conf, namespace: 'shop' }), own.replace('[a]', '[a, conf/new.conf]'));
  });

  test('that sets the namespace, a new entry needs none', () => {
    const text = 'namespace: shop\n';
    const expected = `${text}configMapGenerator:\n  - name: web\n    files: [conf/new.conf]\n`;
    assert.equal(inKustomization(text, [], { ...conf, namespace: 'shop' }), expected);
    const message = 'the kustomization puts all that it makes into namespace shop';
    assert.equal(refusedThere(text, { ...conf, namespace: 'other' }), message);
  });

  test('no namespace is the namespace default', () => {
    const text = 'configMapGenerator:\n- name: web\n  files: [a]\n';
    const expected = text.replace('[a]', '[a, conf/new.conf]');
    assert.equal(inKustomization(text, [], { ...conf, namespace: 'default' }), expected);
  });

  test('the same file in other words is no conflict', () => {
    for (const same of ['./conf/new.conf', 'new.conf=conf/new.conf', 'new.conf=./conf//new.conf']) {
      const text = `configMapGenerator:\n- name: web\n  files: [${same}]\n`;
      const result = ask({ text, create: conf, place: inGenerator(), name: 'kustomization.yaml' });
      assert.deepEqual(result, { edits: [], version: 1, conflicts: [] });
    }
    const text = "configMapGenerator:\n- name: web\n  literals: [c='d']\n";
    const result = ask({ text, create, place: inGenerator(), name: 'kustomization.yaml' });
    assert.deepEqual(result, { edits: [], version: 1, conflicts: [] });
  });

  test('a file may have a colon in its name', () => {
    const asked = configMap(file('k', 'x', `${folder}/a%3Ab`));
    assert.match(inKustomization('', [], asked), /files: \["k=a:b"\]/);
  });

  test('there is no place for a second document', () => {
    const message = 'a kustomization must be the only document of its file';
    const name = 'kustomization.yaml';
    assert.equal(refusal({ text: 'resources: []\n', create, place: { to: 'end' }, name }), message);
    assert.equal(refusal({ ...atMark('resources: []\n‸'), create, name }), message);
  });

  test('that is null, it is written', () => {
    const expected = '# ours\nconfigMapGenerator:\n  - name: web\n    files: [conf/new.conf]\n';
    assert.equal(inKustomization('# ours\n~\n'), expected);
    assert.equal(refusedThere('- a\n'), 'the kustomization must be a map');
  });
});

describe('into an object', () => {
  test('that is immutable, a warning says what that means', () => {
    const result = ask({ text: `${head}immutable: true\n`, create, place: into() });
    assert.deepEqual('warnings' in result && result.warnings, [
      {
        message:
          'ConfigMap web is immutable: where it is in a cluster, it must be deleted before it can be applied again',
      },
    ]);
    assert.equal('warnings' in ask({ text: head, create, place: into() }), false);
  });

  test('behind a byte order mark', () => {
    assert.equal(placed({ text: `\ufeff${head}`, create, place: into() }), `\ufeff${head}data:\n  c: d\n`);
    const added = 'configMapGenerator:\n  - name: web\n    files: [conf/new.conf]\n';
    assert.equal(inKustomization('\ufeffresources: []\n'), `\ufeffresources: []\n${added}`);
  });

  test('whose YAML has a mistake, nothing is merged', () => {
    const text = `${head}data:\n  a: "1"\n  b: "x\n`;
    assert.equal(
      refusal({ text, create, place: into() }),
      'the YAML of ConfigMap web has a mistake: it must be mended first',
    );
  });
});
