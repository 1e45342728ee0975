// @ts-check
/** Small grammars for languages inside YAML. A line begins at `\G` there, behind the indentation of the block. */

/** @typedef {import('./languages.mjs').Pattern} Pattern */

const lineStart = '(?:^|\\G)[ \\t]*';

/** @param {string} match @param {...(string | undefined)} names of all of it, or, several, of its groups @returns {Pattern} */
function words(match, ...names) {
  if (names.length === 1) return { match, name: names[0] };
  return { match, captures: Object.fromEntries(names.flatMap((name, i) => (name ? [[String(i + 1), { name }]] : []))) };
}

/** @param {string} name @param {string} begin @param {string} [end] @param {readonly Pattern[]} [patterns] @returns {Pattern} */
function range(name, begin, end = begin, patterns = []) {
  return { name, begin, end, patterns };
}

/** @param {string} language @returns {Pattern} */
const escaped = language => words('\\\\.', `constant.character.escape.${language}`);

/** @param {string} language @returns {readonly Pattern[]} */
const strings = language => [
  range(`string.quoted.double.${language}`, '"', '"|$', [escaped(language)]),
  range(`string.quoted.single.${language}`, "'", "'|$"),
];

const tomlKey = `(?:[\\w-]+|"[^"]*"|'[^']*')`;

/** @type {Pattern} */
export const toml = {
  patterns: [
    words('#.*$', 'comment.line.number-sign.toml'),
    words(
      `${lineStart}(\\[\\[?)([^\\[\\]"'#,]+)(\\]\\]?)`,
      'punctuation.definition.table.toml',
      'entity.name.section.toml',
      'punctuation.definition.table.toml',
    ),
    words(
      `(${tomlKey}(?:[ \\t]*\\.[ \\t]*${tomlKey})*)[ \\t]*(=)`,
      'support.type.property-name.toml',
      'keyword.operator.assignment.toml',
    ),
    range('string.quoted.triple.double.toml', '"""', '"""', [escaped('toml')]),
    range('string.quoted.triple.single.toml', "'''"),
    ...strings('toml'),
    words('\\b(?:true|false|inf|nan)\\b', 'constant.language.toml'),
    words(
      '\\b\\d{4}-\\d\\d-\\d\\d(?:[Tt ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:[Zz]|[-+]\\d\\d:\\d\\d)?)?',
      'constant.other.time.toml',
    ),
    words('[-+]?\\b(?:0[xob])?[\\da-fA-F][\\d_a-fA-F]*(?:\\.[\\d_]+)?(?:[eE][-+]?\\d+)?\\b', 'constant.numeric.toml'),
  ],
};

/** @type {Pattern} */
export const ini = {
  patterns: [
    words(`${lineStart}[#;!].*$`, 'comment.line.ini'),
    words(
      `${lineStart}(\\[)(.*?)(\\])`,
      'punctuation.definition.section.ini',
      'entity.name.section.ini',
      'punctuation.definition.section.ini',
    ),
    words(
      `${lineStart}(?:(export)[ \\t]+)?([^\\s=:#;!\\[][^=:]*?)[ \\t]*([=:])`,
      'keyword.other.export.ini',
      'keyword.other.definition.ini',
      'punctuation.separator.key-value.ini',
    ),
    words(`(?<==|:)[ \\t]*("[^"]*"|'[^']*')[ \\t]*$`, 'string.quoted.ini', undefined),
    words('\\$\\{[^}]*\\}', 'variable.other.ini'),
  ],
};

/** @type {Pattern} */
export const nginx = {
  patterns: [
    words('#.*$', 'comment.line.number-sign.nginx'),
    ...strings('nginx'),
    words('\\$(?:\\w+|\\{\\w+\\})', 'variable.other.nginx'),
    words(
      '(?:^|\\G|(?<=[;{}]))[ \\t]*(location)[ \\t]+(=|~\\*?|\\^~)?[ \\t]*([^\\s{]+)',
      'keyword.control.nginx',
      'keyword.operator.nginx',
      'string.regexp.nginx',
    ),
    words(
      '(?:^|\\G|(?<=[;{}]))[ \\t]*(events|http|server|stream|mail|upstream|if|map|geo|types|limit_except|split_clients)\\b',
      'keyword.control.nginx',
      undefined,
    ),
    words('(?:^|\\G|(?<=[;{}]))[ \\t]*([a-z_]\\w*)', 'keyword.other.directive.nginx', undefined),
    words('\\b(?:on|off)\\b', 'constant.language.nginx'),
    words('(?<![\\w.])\\d+(?:\\.\\d+)*(?:ms|[smhdwMykKgG])?(?![\\w.])', 'constant.numeric.nginx'),
    words('[{}]', 'punctuation.section.block.nginx'),
    words(';', 'punctuation.terminator.nginx'),
  ],
};

const instructions =
  'FROM|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL';

/** @type {Pattern} */
export const dockerfile = {
  patterns: [
    words(`${lineStart}#.*$`, 'comment.line.number-sign.dockerfile'),
    words(
      `${lineStart}(?i:(ONBUILD)[ \\t]+)?(?i:(${instructions}))\\b`,
      'keyword.control.dockerfile',
      'keyword.other.special-method.dockerfile',
    ),
    words('(?<=[ \\t])(?i:AS)(?=[ \\t]+[\\w.-]+[ \\t]*$)', 'keyword.other.special-method.dockerfile'),
    words('(?<=[ \\t])--[\\w-]+', 'variable.parameter.dockerfile'),
    words('\\$(?:\\w+|\\{[^}]*\\})', 'variable.other.dockerfile'),
    words('\\\\$', 'constant.character.escape.line-continuation.dockerfile'),
    ...strings('dockerfile'),
  ],
};

/** @type {Pattern} */
export const gotemplate = {
  patterns: [
    range('comment.block.gotemplate', '\\{\\{-?[ \\t]*/\\*', '\\*/[ \\t]*-?\\}\\}'),
    {
      name: 'meta.action.gotemplate',
      begin: '\\{\\{-?',
      end: '-?\\}\\}',
      captures: { 0: { name: 'punctuation.section.embedded.gotemplate' } },
      patterns: [
        range('string.quoted.double.gotemplate', '"', '"', [escaped('gotemplate')]),
        range('string.quoted.raw.gotemplate', '`'),
        words('\\b(?:if|else|end|range|with|define|template|block|break|continue)\\b', 'keyword.control.gotemplate'),
        words('\\b(?:true|false|nil)\\b', 'constant.language.gotemplate'),
        words('\\$\\w*', 'variable.other.gotemplate'),
        words('\\.[A-Za-z_]\\w*', 'variable.other.property.gotemplate'),
        words('\\b\\d+(?:\\.\\d+)?\\b', 'constant.numeric.gotemplate'),
        words(':?=|\\|', 'keyword.operator.gotemplate'),
        words('\\b[A-Za-z_]\\w*\\b', 'support.function.gotemplate'),
      ],
    },
  ],
};

/** Without the grammars of all the languages that may stand in a code block. @type {Pattern} */
export const markdown = {
  patterns: [
    {
      name: 'markup.fenced_code.block.markdown',
      begin: `${lineStart}(\`{3,}|~{3,}).*$`,
      end: `${lineStart}\\1[ \\t]*$`,
    },
    words(`${lineStart}#{1,6}[ \\t].*$`, 'markup.heading.markdown'),
    words(`${lineStart}>.*$`, 'markup.quote.markdown'),
    words(`${lineStart}([-*+]|\\d+[.)])(?=[ \\t])`, 'punctuation.definition.list.begin.markdown', undefined),
    words('`[^`]+`', 'markup.inline.raw.string.markdown'),
    words('(\\*\\*|__)(?=\\S).+?(?<=\\S)\\1', 'markup.bold.markdown'),
    words('(\\*|(?<!\\w)_)(?=\\S)[^*_]+?(?<=\\S)\\1', 'markup.italic.markdown'),
    words('\\[([^\\]]*)\\]\\(([^)\\s]*)[^)]*\\)', 'string.other.link.title.markdown', 'markup.underline.link.markdown'),
  ],
};
