/** Files inside YAML are coloured in their own language, from their first line to their last and not beyond. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type IGrammar, INITIAL, type IRawGrammar, type IToken } from 'vscode-textmate';
import { repository } from './support/check.js';
import { dedent } from './support/fixture.js';
import {
  contributedGrammars,
  grammarOfVscode,
  hasVscode,
  type LoadGrammar,
  loadYaml,
  nestedYaml,
  smallYaml,
} from './support/grammars.js';

/** A language of which any quote opens a string that goes on for ever: the worst that may stand in a block. */
function leaky(scopeName: string): IRawGrammar {
  return {
    scopeName,
    patterns: [{ name: 'string.quoted.leaky', begin: '["\']', end: 'never' }],
    repository: { $self: { patterns: [] }, $base: { patterns: [] } },
  };
}

const stubs =
  (yaml: IRawGrammar): LoadGrammar =>
  scope =>
    scope === 'source.yaml' ? yaml : leaky(scope);

const withLeaks: LoadGrammar = scope =>
  scope.startsWith('source.yaml') ? grammarOfVscode(scope) : hasVscode ? leaky(scope) : undefined;

describe('in YAML that is read line by line', () => blocks(stubs(smallYaml)));
describe('in YAML that is read map by map', () => blocks(stubs(nestedYaml)));
describe('in the YAML of VS Code', { skip: !hasVscode }, () => {
  blocks(withLeaks);
  lists(withLeaks);
});
describe('with all grammars of VS Code', { skip: !hasVscode }, () => blocks(grammarOfVscode));

function blocks(load: LoadGrammar): void {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadYaml(load);
  });
  const check = (text: string) => assert.equal(drawn(grammar, text), dedent(text).trimEnd());

  for (const [key, language] of Object.entries({
    'a.json': 'json',
    'a.jsonc': 'jsonc',
    'a.json5': 'jsonc',
    'a.yaml': 'yaml',
    'a.YML': 'yaml',
    'a.toml': 'toml',
    'a.ini': 'ini',
    'my.cnf': 'ini',
    'a.properties': 'properties',
    '.env': 'properties',
    'a.xml': 'xml',
    'a.sh': 'shell',
    'a.py': 'python',
    'a.js': 'javascript',
    'a.sql': 'sql',
    'nginx.conf': 'nginx',
    'default.conf': 'nginx',
    'my-nginx.d.conf': 'nginx',
    Dockerfile: 'dockerfile',
    'Dockerfile.dev': 'dockerfile',
    'a.html': 'html',
    'a.css': 'css',
    'README.md': 'markdown',
    'a.lua': 'lua',
    'a.tmpl': 'gotemplate',
    'config.yaml.tpl': 'gotemplate',
  })) {
    test(`${key} is ${language}, up to its end`, () =>
      check(`
        data:
          ${key}: |
            first "  #${language}
              second  #${language}
            third    #${language}
          next: 1
        kind: ConfigMap
        `));
  }

  for (const key of [
    'ajson',
    'a.txt',
    'json',
    'a.json.bak',
    'a.jsonx',
    'Dockerfiles',
    'xDockerfile',
    '"a json"',
    'config',
  ]) {
    test(`${key} stays plain`, () => check(`data:\n  ${key}: |\n    first\n  next: 1\n`));
  }

  for (const header of ['|', '>', '|-', '|+', '>-', '>+', '| # why', '!!str |', '&a |']) {
    test(`behind ${header}`, () =>
      check(`
        data:
          a.json: ${header}
            first '  #json
          next: 1
        `));
  }

  for (const key of [
    '"a.json"',
    "'a.json'",
    'a.json ',
    '"my key.json"',
    "'my: key (2).json'",
    'my key.json',
    'a@1.json',
    'é.json',
    'große.json',
  ]) {
    test(`below ${key}`, () => check(`data:\n  ${key}: |\n    first  #json\n  next: 1\n`));
  }

  test('blank lines belong to it, also before and behind', () => {
    const text = 'data:\n  a.json: |\n\n    \n    {"a":\n\n      1  \n \n    }\n\n  b: 1\n';
    assert.deepEqual(embeddedLines(grammar, text), [4, 6, 8]);
  });

  test('it may end the file, with or without a line break', () => {
    assert.deepEqual(embeddedLines(grammar, 'data:\n  a.json: |\n    "'), [2]);
    assert.deepEqual(embeddedLines(grammar, 'data:\n  a.json: |\n    "\n'), [2]);
    assert.deepEqual(embeddedLines(grammar, 'data:\n  a.json: |'), []);
    assert.deepEqual(embeddedLines(grammar, 'data:\n  a.json: |\n'), []);
  });

  test('the next one follows at once, and so does another document', () =>
    check(`
      data:
        a.json: |
          "  #json
        b.py: |-
          '  #python
      ---
      data:
        c.sh: |
          '  #shell
      ---
      kind: Pod
      `));

  test('an empty one has no lines', () =>
    check(`
      data:
        a.json: |
        b.json: |

        c.py: |
          x  #python
        d: |
          x
      `));

  test('comments behind it are comments', () => {
    const text = 'data:\n  a.json: |\n    "\n  # one\n  b: 1 # two\n  c.json: |\n    "\n# three\nkind: x # four\n';
    assert.deepEqual(embeddedLines(grammar, text), [2, 6]);
    assert.deepEqual(
      textsOf(grammar, text, 'comment.line.number-sign.yaml').join('').replace(/[# ]/g, ''),
      'onetwothreefour',
    );
  });

  test('at the start of the line, and deep below', () => {
    check(`
      a.json: |
       "  #json
      b: 1
      `);
    check(`
      a:
        b:
          c:
            a.json: |
             "  #json
            d: 1
          e: 1
        f: 1
      `);
  });

  test('deeper lines are a part of it, and lines like keys', () =>
    check(`
      data:
        a.py: |
          b.json: |  #python
              x  #python
          c: 1  #python
        d: 1
      `));

  test('a counted indentation', () =>
    check(`
      data:
        a.json: |2
              "  #json
          x  #json

            y  #json
        b: |1-
         x
        c.json: >-1
         "  #json
        d: 1
      `));

  describe('a comment names the language', () => {
    for (const [comment, language] of Object.entries({
      'language: nginx': 'nginx',
      'language:nginx': 'nginx',
      'language: Bash': 'shell',
      'language: py': 'python',
      'language: go-template': 'gotemplate',
      'language: toml': 'toml',
    })) {
      test(`# ${comment}`, () =>
        check(`
          data:
            config: | # ${comment}
              "  #${language}
            next: 1
          `));
    }

    test('which counts more than the key', () =>
      check(`
        data:
          a.json: |- # language: nginx
            a;  #nginx
        `));

    test('unless nobody knows it', () =>
      check(`
        data:
          a: | # language: klingon
            x
          b.json: | # language: klingon
            x  #json
          c: | # the language: json
            x
        `));
  });

  describe('the first line names it', () => {
    for (const [line, language] of Object.entries({
      '#!/bin/sh': 'shell',
      '#!/bin/bash -e': 'shell',
      '#! /usr/bin/env bash': 'shell',
      '#!/usr/bin/env -S python3 -u': 'python',
      '#!/usr/bin/python3.11': 'python',
      '#!/usr/bin/env node': 'javascript',
      '# language: nginx': 'nginx',
    })) {
      test(line, () => {
        const text = `data:\n  script: |\n    ${line}\n    echo "\n\n      x\n  next: 1\n`;
        assert.deepEqual(embeddedLines(grammar, text, language), [2, 3, 5]);
      });
    }

    for (const line of ['#!/bin/unknown', '# a comment', '#!', 'echo #!/bin/sh']) {
      test(`not ${line}`, () =>
        assert.deepEqual(embeddedLines(grammar, `data:\n  script: |\n    ${line}\n    echo\n  next: 1\n`), []));
    }
  });

  test('variables of kustomize and of containers in strings', () => {
    const variables = (text: string) => textsOf(grammar, text, 'variable.other.kubewright');
    assert.deepEqual(variables('a: "x $(ONE) $$(NOT) $(my.two-2)"'), ['ONE', 'my.two-2']);
    assert.deepEqual(variables('a: |\n    x $(ONE) $(two words) $NOT\n'), ['ONE']);
    assert.deepEqual(variables('data:\n  a.sh: |\n    $(date)\n'), []);
  });
}

function lists(load: LoadGrammar): void {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadYaml(load);
  });
  const check = (text: string) => assert.equal(drawn(grammar, text), dedent(text).trimEnd());

  test('in a list', () =>
    check(`
      files:
        - a.json: |
            "  #json
          b.py: |
            '  #python

          c: 1
        - - d.sql: |
              '  #sql
          - e: 1
      - f: 1
      `));

  test('a comment that is less deep than the lines ends it', () =>
    check(`
      data:
        a.json: |
            "  #json
          # a comment
        b: 1
      `));

  test('behind it, all of YAML is as it was', () => {
    const text = (key: string) => `data:\n  ${key}: |\n    "\n\n  b: 1 # c\n  "d": [1, 'x']\nkind: x\n---\na: true\n`;
    const after = (key: string) => tokensOf(grammar, text(key)).slice(4);
    assert.deepEqual(after('a.json'), after('a_json'));
  });
}

describe('languages that VS Code has no grammar of, or none for indented lines', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadYaml(stubs(smallYaml));
  });
  const check = (key: string, source: string, expected: readonly string[]) => {
    const lines = dedent(source).trimEnd().split('\n');
    const text = [`${key}: |`, ...lines.map(line => `  ${line}`)].join('\n');
    const found = tokensOf(grammar, text).flatMap(line => words(line));
    assert.deepEqual(found, expected);
  };

  test('toml', () =>
    check(
      'a.toml',
      `
      [[a.b]] # c
      d."e f" = "g\\n" # h
      i = [true, 0x1F, -1.5e3]
      j = 1979-05-27T07:32:00Z
      k = '''
      l'''
      `,
      [
        'punctuation.definition.table.toml: [[',
        'entity.name.section.toml: a.b',
        'punctuation.definition.table.toml: ]]',
        'comment.line.number-sign.toml: # c',
        'support.type.property-name.toml: d."e f"',
        'keyword.operator.assignment.toml: =',
        'string.quoted.double.toml: "g',
        'constant.character.escape.toml: \\n',
        'string.quoted.double.toml: "',
        'comment.line.number-sign.toml: # h',
        'support.type.property-name.toml: i',
        'keyword.operator.assignment.toml: =',
        'constant.language.toml: true',
        'constant.numeric.toml: 0x1F',
        'constant.numeric.toml: -1.5e3',
        'support.type.property-name.toml: j',
        'keyword.operator.assignment.toml: =',
        'constant.other.time.toml: 1979-05-27T07:32:00Z',
        'support.type.property-name.toml: k',
        'keyword.operator.assignment.toml: =',
        "string.quoted.triple.single.toml: '''",
        "string.quoted.triple.single.toml: l'''",
      ],
    ));

  test('ini and properties', () =>
    check(
      'a.properties',
      `
      # a
      [b]
      c.d = e
      ! f
      g:h
      `,
      [
        'comment.line.ini: # a',
        'punctuation.definition.section.ini: [',
        'entity.name.section.ini: b',
        'punctuation.definition.section.ini: ]',
        'keyword.other.definition.ini: c.d',
        'punctuation.separator.key-value.ini: =',
        'comment.line.ini: ! f',
        'keyword.other.definition.ini: g',
        'punctuation.separator.key-value.ini: :',
      ],
    ));

  test('nginx', () =>
    check(
      'nginx.conf',
      `
      server {
        listen 80; # a
        location ~ ^/x { return 301 "b$uri"; }
      }
      `,
      [
        'keyword.control.nginx: server',
        'punctuation.section.block.nginx: {',
        'keyword.other.directive.nginx: listen',
        'constant.numeric.nginx: 80',
        'punctuation.terminator.nginx: ;',
        'comment.line.number-sign.nginx: # a',
        'keyword.control.nginx: location',
        'keyword.operator.nginx: ~',
        'string.regexp.nginx: ^/x',
        'punctuation.section.block.nginx: {',
        'keyword.other.directive.nginx: return',
        'constant.numeric.nginx: 301',
        'string.quoted.double.nginx: "b$uri"',
        'punctuation.terminator.nginx: ;',
        'punctuation.section.block.nginx: }',
        'punctuation.section.block.nginx: }',
      ],
    ));

  test('Dockerfile', () =>
    check(
      'Dockerfile',
      `
      # a
      FROM node:20 AS build
      COPY --from=b $X "c"
      `,
      [
        'comment.line.number-sign.dockerfile: # a',
        'keyword.other.special-method.dockerfile: FROM',
        'keyword.other.special-method.dockerfile: AS',
        'keyword.other.special-method.dockerfile: COPY',
        'variable.parameter.dockerfile: --from',
        'variable.other.dockerfile: $X',
        'string.quoted.double.dockerfile: "c"',
      ],
    ));

  test('Go templates', () =>
    check(
      'a.tmpl',
      `
      {{/* a */}}
      b {{- range .Items | len }} c
      `,
      [
        'comment.block.gotemplate: {{/* a */}}',
        'punctuation.section.embedded.gotemplate: {{-',
        'keyword.control.gotemplate: range',
        'variable.other.property.gotemplate: .Items',
        'keyword.operator.gotemplate: |',
        'support.function.gotemplate: len',
        'punctuation.section.embedded.gotemplate: }}',
      ],
    ));

  test('Markdown', () =>
    check(
      'a.md',
      `
      # a
      - **b** \`c\`
      \`\`\`sh
      # d
      \`\`\`
      > e
      `,
      [
        'markup.heading.markdown: # a',
        'punctuation.definition.list.begin.markdown: -',
        'markup.bold.markdown: **b**',
        'markup.inline.raw.string.markdown: `c`',
        'markup.fenced_code.block.markdown: ```sh',
        'markup.fenced_code.block.markdown: # d',
        'markup.fenced_code.block.markdown: ```',
        'markup.quote.markdown: > e',
      ],
    ));
});

describe('what is made of the table of languages', () => {
  const made = import(pathToFileURL(join(repository, 'syntaxes/build.mjs')).href);

  test('the grammars: run "node syntaxes/build.mjs" when this fails', async () => {
    const grammars: Readonly<Record<string, string>> = (await made).grammars();
    for (const [name, text] of Object.entries(grammars))
      assert.ok(readFileSync(join(repository, 'syntaxes', name), 'utf8') === text, `${name} is out of date`);
  });

  test('the languages in package.json', async () => {
    const expected = (await made).embeddedLanguages();
    const declared = contributedGrammars().filter(({ embeddedLanguages }) => embeddedLanguages);
    assert.deepEqual(
      declared.map(({ scopeName }) => scopeName),
      ['kubewright.values', 'kubewright.first-lines'],
    );
    for (const { embeddedLanguages } of declared) assert.deepEqual(embeddedLanguages, expected);
  });
});

/** What an embedded grammar makes of a line: `scope: text`, the tokens of one scope together. */
function words({ line, tokens }: Line): readonly string[] {
  const found: { scope: string; text: string }[] = [];
  for (const { startIndex, endIndex, scopes } of tokens) {
    const scope = scopes
      .slice(scopes.findIndex(name => name.startsWith('meta.embedded')) + 1)
      .find(name => !name.startsWith('meta.'));
    const inner =
      scopes.some(name => name.startsWith('meta.embedded')) && scope !== undefined ? (scopes.at(-1) ?? scope) : '';
    const text = line.slice(startIndex, endIndex);
    const last = found.at(-1);
    if (last?.scope === inner) last.text += text;
    else found.push({ scope: inner, text });
  }
  return found
    .filter(({ scope, text }) => scope !== '' && text.trim())
    .map(({ scope, text }) => `${scope}: ${text.trim()}`);
}

interface Line {
  readonly line: string;
  readonly tokens: readonly IToken[];
}

function tokensOf(grammar: IGrammar, text: string): readonly Line[] {
  let stack = INITIAL;
  return text.split('\n').map(line => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return { line, tokens };
  });
}

/** The language of the text in a line; of its blanks none is asked. */
function languageOf({ line, tokens }: Line): string | undefined {
  const words = tokens.filter(({ startIndex, endIndex }) => line.slice(startIndex, endIndex).trim());
  const found = new Set(
    words.flatMap(({ scopes }) => scopes.filter(scope => scope.startsWith('meta.embedded.block.'))),
  );
  const [language, more] = [...found];
  assert.equal(more, undefined, line);
  return language?.replace('meta.embedded.block.', '');
}

/** `text` without the marks `  #language`, with those that are right. */
function drawn(grammar: IGrammar, marked: string): string {
  const lines = dedent(marked).trimEnd().split('\n');
  const text = lines.map(line => line.replace(/ +#[a-z]+$/, '')).join('\n');
  return tokensOf(grammar, text)
    .map((found, i) => {
      const language = languageOf(found);
      if (language === undefined) return found.line;
      const marks = /( +)#[a-z]+$/.exec(lines[i] ?? '');
      return `${found.line}${marks?.[1] ?? '  '}#${language}`;
    })
    .join('\n');
}

function embeddedLines(grammar: IGrammar, text: string, language?: string): readonly number[] {
  return tokensOf(grammar, text).flatMap((line, i) => {
    const found = languageOf(line);
    return found === undefined || (language !== undefined && found !== language) ? [] : i;
  });
}

function textsOf(grammar: IGrammar, text: string, scope: string): readonly string[] {
  return tokensOf(grammar, text).flatMap(({ line, tokens }) =>
    tokens
      .filter(({ scopes }) => scopes.includes(scope))
      .map(({ startIndex, endIndex }) => line.slice(startIndex, endIndex)),
  );
}
