/** Suppression comments stand out in YAML, and only where they work: read with the grammar engine of VS Code. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type IGrammar, INITIAL } from 'vscode-textmate';
import { grammarOfVscode, hasVscode, type LoadGrammar, loadYaml, smallYaml } from './support/grammars.js';

describe('suppression comments in the YAML of VS Code', { skip: !hasVscode }, () => highlighting(grammarOfVscode));

describe('suppression comments in simple YAML', () =>
  highlighting(scope => (scope === smallYaml.scopeName ? smallYaml : undefined)));

function highlighting(yaml: LoadGrammar): void {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadYaml(yaml);
  });
  const check = (text: string, expected: readonly string[]) => assert.deepEqual(ours(grammar, text), expected);

  test('keyword, code and reason differ', () =>
    check('# kubewright-ignore-next-line probe/success-threshold -- the old API did so', [
      'keyword: kubewright-ignore-next-line',
      'code: probe/success-threshold',
      'separator: --',
      'reason: the old API did so',
    ]));

  test('for the whole file, without a reason', () =>
    check('#kubewright-ignore-file schema/unknown-field', [
      'keyword: kubewright-ignore-file',
      'code: schema/unknown-field',
    ]));

  test('several codes', () =>
    check('# kubewright-ignore-file yaml/syntax, yaml/duplicate-key probe/success-threshold --', [
      'keyword: kubewright-ignore-file',
      'code: yaml/syntax',
      'separator: ,',
      'code: yaml/duplicate-key',
      'code: probe/success-threshold',
      'separator: --',
    ]));

  test('indented, and behind a value', () => {
    check('spec:\n    # kubewright-ignore-next-line a/b\n    replicas: yes', [
      'keyword: kubewright-ignore-next-line',
      'code: a/b',
    ]);
    check('kind: Pod # kubewright-ignore-file a/b -- why', [
      'keyword: kubewright-ignore-file',
      'code: a/b',
      'separator: --',
      'reason: why',
    ]);
  });

  test('two dashes inside a word begin no reason', () =>
    check('# kubewright-ignore-file a/b--c -- d--e', [
      'keyword: kubewright-ignore-file',
      'code: a/b--c',
      'separator: --',
      'reason: d--e',
    ]));

  test('the line after is plain again', () =>
    check('# kubewright-ignore-file a/b -- why\n# another comment -- with dashes\nkind: Pod', [
      'keyword: kubewright-ignore-file',
      'code: a/b',
      'separator: --',
      'reason: why',
    ]));

  test('other comments are left alone', () => {
    check('# see kubewright-ignore-file a/b', []);
    check('# kubewright-ignore a/b', []);
    check('# kubewright-ignore-line a/b', []);
    check('# kubewright-ignore-file', []);
    check('# kubewright-ignore-filea/b', []);
  });

  test('not in a block scalar', () =>
    check('data:\n  script: |\n    # kubewright-ignore-file a/b -- why\n    echo\n  # a comment\n', []));

  test('not in a file of YAML within', () =>
    check('data:\n  app.yaml: |\n    # kubewright-ignore-file a/b -- why\n    a: 1\n', []));

  test('not in strings', () => {
    check('a: "# kubewright-ignore-file a/b"', []);
    check("a: '# kubewright-ignore-file a/b'", []);
    check('a: "several\n  # kubewright-ignore-file a/b\n  lines"', []);
    check('a: web#kubewright-ignore-file a/b', []);
  });
}

const names = ['keyword', 'code', 'separator', 'reason'] as const;
const scopes: Readonly<Record<(typeof names)[number], RegExp>> = {
  keyword: /^keyword\..*\.kubewright$/,
  code: /^constant\..*\.kubewright$/,
  separator: /^punctuation\..*\.kubewright$/,
  reason: /^markup\..*\.kubewright$/,
};

/** The words that our scopes colour, in order. */
function ours(grammar: IGrammar, text: string): string[] {
  let stack = INITIAL;
  return text.split('\n').flatMap(line => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.flatMap(token => {
      const name = names.find(candidate => scopes[candidate].test(token.scopes.at(-1) ?? ''));
      return name ? `${name}: ${line.slice(token.startIndex, token.endIndex)}` : [];
    });
  });
}
