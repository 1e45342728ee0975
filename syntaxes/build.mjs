// @ts-check
/**
 * Makes the grammars that colour files inside YAML from the table of languages. `node syntaxes/build.mjs` writes them;
 * a test compares. Knows TextMate and nothing of Kubernetes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { languages, ownGrammars } from './languages.mjs';

/** @typedef {import('./languages.mjs').Language} Language */
/** @typedef {import('./languages.mjs').Pattern} Pattern */

const folder = dirname(fileURLToPath(import.meta.url));

/** What a key may have before the characters that tell the language: `"my key.json"`, `a@b.json`. */
const otherStart = (() => {
  const noStart = '\\s"\'#\\[\\]{},&*!|>%@`?:\\-';
  const plain = `[^${noStart}\\w./]|[^${noStart}][^\\n:#"']*[^\\n:#"'\\w./-]`;
  return `(?:["'](?:[^"'\\n]*[^"'\\n\\w./-])?|${plain})?`;
})();
/** From the start of the line to the value. The first group is the indentation. */
const upToValue = (/** @type {string} */ key) =>
  `^( *)(?:- +)*${otherStart}(?:${key})["']?[ \\t]*:[ \\t]+(?:[!&]\\S*[ \\t]+)*`;
const anyKey = '[\\w./-]+';
const header = '([|>])([-+]?)[ \\t]*(#.*)?\\n';
/** Not in a list: the indentation is counted from a column that only some grammars of YAML tell. */
const upToCounted = (/** @type {string} */ key) => upToValue(key).replace('(?:- +)*', '');
const countedHeader = '([|>])([-+]?)([1-9])([-+]?)[ \\t]*(#.*)?\\n';
const blockMark = '[|>](?:[-+]?[1-9]?|[1-9][-+])';
const comment = (/** @type {string} */ names) => `#[ \\t]*language:[ \\t]*(?i:${names})[ \\t]*$`;
/**
 * Where a line begins for a rule. Some grammars of YAML have taken the indentation of the key by then (`\G`, somewhere
 * behind the start), others have taken nothing.
 */
const lineStart = (/** @type {string} */ indentation, /** @type {string} */ more) =>
  `(?:(?<=.)\\G${more}|^${indentation}${more}|(?:(?<=.)\\G|^)[ \\t]*$)`;

/** @type {Readonly<Record<string, string>>} */
const names = {
  style: 'keyword.control.flow.block-scalar.yaml',
  chomping: 'storage.modifier.chomping-indicator.yaml',
  count: 'constant.numeric.indentation-indicator.yaml',
  comment: 'comment.line.number-sign.yaml',
};

/** @param {readonly (string | undefined)[]} wanted names of `names`, by group */
function captures(...wanted) {
  return Object.fromEntries(
    wanted.flatMap((name, i) => (name === undefined ? [] : [[String(i + 1), { name: names[name] ?? name }]])),
  );
}

/** @param {Language} language */
function keyOf({ extensions = [], files = [] }) {
  return [...files, `${anyKey.replace('+', '*')}\\.(?i:${extensions.join('|')})`]
    .filter((_, i) => i < files.length || extensions.length > 0)
    .join('|');
}

/** @param {Language} language */
function commentNames({ name, extensions = [], aliases = [] }) {
  return [...new Set([name, ...aliases, ...extensions])].join('|');
}

/** @param {Language} language */
function contentName({ name }) {
  return `meta.embedded.block.${name}`;
}

/** @param {Language} language @returns {Pattern} */
function body({ name, scope }) {
  return { include: scope ?? `kubewright.values#${name}` };
}

/**
 * A block scalar with a known language. `lookBehind` and `lookAhead` recognise it, where its header begins.
 * The lines of the block are those that are indented as its first one; nothing of the language inside outlives them,
 * since the rule that asks so (`while`) takes everything along that it has begun.
 * @param {Language} language @param {string} key @param {string} lookAhead @returns {readonly Pattern[]}
 */
function blocks(language, key, lookAhead) {
  return [
    {
      begin: `\\G(?<=${upToValue(key)})${lookAhead}${header}`,
      beginCaptures: captures(undefined, 'style', 'chomping', 'comment'),
      // What comes first is the end: a line beside the key, and whatever follows the lines of the block.
      end: '(?!\\G)(?=.)|\\G(?=\\S)|^(?!\\1 )(?=[ \\t]*\\S)',
      patterns: [{ match: '\\G[ \\t]+$' }, { include: `#${language.name}-lines` }],
    },
    {
      begin: `\\G(?<=${upToCounted(key)})${lookAhead}${countedHeader}`,
      beginCaptures: captures(undefined, 'style', 'chomping', 'count', 'chomping', 'comment'),
      while: lineStart('\\1', ' {\\4}'),
      contentName: contentName(language),
      patterns: [body(language)],
    },
  ];
}

/** The first line with text says how deep the block is. @param {Language} language @returns {Pattern} */
function lines(language) {
  return {
    begin: '\\G(?=( +)\\S)',
    end: '(?:\\G|^)(?!\\1)',
    patterns: [
      {
        begin: '\\G( +)',
        while: '(?:(?<=.)\\G|^)(?:\\1|[ \\t]*$)',
        contentName: contentName(language),
        patterns: [body(language)],
      },
    ],
  };
}

/** Block scalars whose key or comment names a language. */
function values() {
  const anyKnown = languages.map(keyOf).filter(Boolean).join('|');
  return {
    information_for_contributors: 'Made by syntaxes/build.mjs: change the table there',
    name: 'Kubewright: files in values',
    scopeName: 'kubewright.values',
    injectionSelector: 'L:source.yaml - comment - string - meta.embedded',
    patterns: [
      {
        // One expression asks whether there is anything to do here; which language it is, is asked only then.
        // Cheap questions first: it is asked of all of YAML.
        begin: `(?<=:)[ \\t]+(?=((?:[!&]\\S*[ \\t]+)*)${blockMark}[ \\t]*(?:#.*)?$)(?:(?<=${upToValue(anyKnown)})|(?<=${upToValue(anyKey)})(?=[^#]*${comment('[\\w+-]+')}))\\1`,
        beginCaptures: captures('storage.type.tag.yaml'),
        end: `(?!\\G)(?=.)|\\G(?=[^|>\\s])`,
        patterns: [{ include: '#named' }, { include: '#known' }],
      },
    ],
    repository: {
      named: {
        patterns: languages.flatMap(language =>
          blocks(language, anyKey, `(?=${blockMark}[ \\t]+${comment(commentNames(language))})`),
        ),
      },
      known: {
        patterns: languages.flatMap(language => (keyOf(language) ? blocks(language, keyOf(language), '') : [])),
      },
      ...Object.fromEntries(languages.map(language => [`${language.name}-lines`, lines(language)])),
      ...ownGrammars,
    },
  };
}

/** Block scalars whose first line names a language: `#!/bin/sh`, or `# language: nginx`. */
function firstLines() {
  return {
    information_for_contributors: 'Made by syntaxes/build.mjs: change the table there',
    name: 'Kubewright: files that say what they are',
    scopeName: 'kubewright.first-lines',
    injectionSelector: 'L:string.unquoted.block.yaml - meta.embedded',
    patterns: languages.map(language => ({
      begin: `(?=#(?:!|[ \\t]*language:))(?:\\G|(?<=^ +))(?<=^( *))(?=${[interpreters(language), comment(commentNames(language))].filter(Boolean).join('|')})`,
      while: `(?:(?<=.)\\G|^\\1|^[ \\t]*$)`,
      contentName: contentName(language),
      patterns: [body(language)],
    })),
  };
}

/** @param {Language} language */
function interpreters({ interpreters: all = [] }) {
  return (
    all.length > 0 &&
    `#![ \\t]*/\\S*?(?:/env[ \\t]+(?:-\\S+[ \\t]+|\\w+=\\S*[ \\t]+)*|/)(?:${all.join('|')})[\\d.]*(?:[ \\t].*)?$`
  );
}

/** What the files of this folder that are made must be. @returns {Readonly<Record<string, string>>} */
export function grammars() {
  const text = (/** @type {unknown} */ grammar) => `${JSON.stringify(grammar)}\n`;
  return { 'values.tmLanguage.json': text(values()), 'firstLines.tmLanguage.json': text(firstLines()) };
}

/** For package.json: which language a scope is, so that the editor knows its comments and brackets. */
export function embeddedLanguages() {
  return Object.fromEntries(
    languages.flatMap(language => (language.id === undefined ? [] : [[contentName(language), language.id]])),
  );
}

/** @param {string} name */
export function written(name) {
  return readFileSync(join(folder, name), 'utf8');
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  for (const [name, text] of Object.entries(grammars())) writeFileSync(join(folder, name), text);
}
