/** The printer on trees; strings of all kinds are tested with createConfigMap. Where kubectl is installed it is asked, too. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { type GoYamlMap, printGoYaml } from '../server/src/syntax/goYaml.js';
import { blockObstacles } from '../server/src/syntax/goYamlBlock.js';
import { sortGoKeys } from '../server/src/syntax/goYamlOrder.js';

const withoutKubectl =
  spawnSync('kubectl', ['version', '--client']).status === 0 ? false : 'kubectl is not on the PATH';
const key128 = 'k'.repeat(128);
const key129 = 'k'.repeat(129);

const cases: readonly (readonly [string, GoYamlMap, string])[] = [
  ['nothing', {}, '{}'],
  ['maps in maps, sorted', { b: { d: 'e', c: '1' }, a: 'x' }, 'a: x\nb:\n  c: "1"\n  d: e'],
  ['empty collections', { a: [], b: {}, c: [[], {}] }, 'a: []\nb: {}\nc:\n- []\n- {}'],
  [
    'true, false, null',
    { a: true, b: false, c: null, d: [true, null] },
    'a: true\nb: false\nc: null\nd:\n- true\n- null',
  ],
  ['dashes under their key', { a: ['b', { c: 1, d: ['e'] }] }, 'a:\n- b\n- c: 1\n  d:\n  - e'],
  ['lists in lists', { a: [['b', ['c', 'd']], 'e'] }, 'a:\n- - b\n  - - c\n    - d\n- e'],
  ['maps in lists in lists', { a: [[{ b: 1, c: { d: 2 } }]] }, 'a:\n- - b: 1\n    c:\n      d: 2'],
  [
    'blocks',
    { a: ['b\nc\n', ' d\ne'], f: { g: 'h\n\n' } },
    'a:\n- |\n  b\n  c\n- |2-\n   d\n  e\nf:\n  g: |+\n    h\n',
  ],
  ['a block at the very end', { a: 'b\n' }, 'a: |\n  b'],
  [
    'integers',
    { a: [0, -1, 420, 2 ** 53, -(2 ** 53)] },
    'a:\n- 0\n- -1\n- 420\n- 9007199254740992\n- -9007199254740992',
  ],
  ['numbers that are large', { a: [1e15, 1e20, -1e19, 1e21] }, 'a:\n- 1000000000000000\n- 1e+20\n- -1e+19\n- 1e+21'],
  ['fractions', { a: [0.5, 1.25, -0.001, 123456.5] }, 'a:\n- 0.5\n- 1.25\n- -0.001\n- 123456.5'],
  ['fractions with exponents', { a: [1234567.5, 0.0001, 0.00001] }, 'a:\n- 1.2345675e+06\n- 0.0001\n- 1e-05'],
  ['keys that need quotes', { yes: 1, '1': 2, 'a: b': 3, '': 4 }, '"": 4\n"1": 2\n\'a: b\': 3\n"yes": 1'],
  ['the longest short key', { [key128]: { a: 'b' } }, `${key128}:\n  a: b`],
  ['a long key', { [key129]: 'a', b: 'c' }, `b: c\n? ${key129}\n: a`],
  ['a long key of a map', { [key129]: { a: { b: 'c' }, d: 'e' } }, `? ${key129}\n: a:\n    b: c\n  d: e`],
  ['a long key of a list', { [key129]: ['a', ['b']] }, `? ${key129}\n: - a\n  - - b`],
  ['a long key of a block', { [key129]: 'a\nb\n' }, `? ${key129}\n: |\n  a\n  b`],
  ['a key of two lines', { 'a\nb': 'c' }, '? |-\n  a\n  b\n: c'],
  ['a key of 64 letters with two bytes', { ['ä'.repeat(64)]: 1 }, `${'ä'.repeat(64)}: 1`],
  ['a key of 65 letters with two bytes', { ['ä'.repeat(65)]: 1 }, `? ${'ä'.repeat(65)}\n: 1`],
  ['a key with a tab', { 'a\tb': 1 }, '"a\\tb": 1'],
];

describe('the text of a tree', () => {
  for (const [title, tree, text] of cases) test(title, () => assert.equal(printGoYaml(tree), `${text}\n`));
});

test('the text of all these trees in one is what kubectl prints', { skip: withoutKubectl }, () => {
  const metadata = { annotations: { a: 'b' }, name: 'x' };
  const spec = Object.fromEntries(cases.map(([title, tree]) => [title, tree]));
  const object = { apiVersion: 'example.com/v1', kind: 'Thing', metadata, spec };
  assert.equal(printGoYaml(object), askKubectl(object));
});

describe('the order of keys', () => {
  const orders: readonly (readonly [string, readonly string[]])[] = [
    ['numbers as people count', ['a', 'a0', 'a1', 'a01', 'a2', 'a9', 'a10', 'a011', 'a100', 'b1']],
    ['numbers within a name', ['v1.9', 'v1.10', 'v1.10.1', 'v2.0']],
    ['letters after all else, capitals first', ['-', '_', '0', 'A', 'B', 'a', 'b', 'é', '日']],
    ['the shorter first', ['app', 'app.conf', 'app.conf.bak']],
  ];
  for (const [title, keys] of orders) test(title, () => assert.deepEqual(sortGoKeys(keys.toReversed()), keys));

  test('is the same whatever came first, even where the rule goes round in a circle', () => {
    assert.deepEqual(sortGoKeys(['9', '2b', '27a']), sortGoKeys(['27a', '9', '2b']));
  });
});

describe('what keeps a text from being a block', () => {
  test('is told once for each line', () => {
    const found = [...blockObstacles('\ta\tb \nc\n\nd \n\u{1f600}\r\n ')];
    assert.deepEqual(found, [
      { line: 1, character: '\t' },
      { line: 4, character: ' ' },
      { line: 5, character: '\u{1f600}' },
      { line: 6, character: ' ' },
    ]);
  });

  test('is nothing in common text', () => {
    assert.deepEqual([...blockObstacles(' a  b\n\n  ~ "é" 日 \u00a0\n')], []);
  });
});

/** Prints a resource that kubectl does not know; the annotation is there already. */
function askKubectl(object: GoYamlMap): string {
  const args = ['annotate', '--local', '-f', '-', 'a=b', '--overwrite', '-o', 'yaml'];
  return spawnSync('kubectl', args, { input: JSON.stringify(object), encoding: 'utf8' }).stdout;
}
