// @ts-check
/** The languages that values may be written in: how they are recognised, and the grammar that knows them. */
import { dockerfile, gotemplate, ini, markdown, nginx, toml } from './smallGrammars.mjs';

/**
 * @typedef {object} Language
 * @property {string} name also what a comment calls it
 * @property {string} [scope] the editor's own grammar; without one, ours of that name
 * @property {string} [id] of the editor's language
 * @property {readonly string[]} [extensions] of keys
 * @property {readonly string[]} [files] keys, as expressions
 * @property {readonly string[]} [aliases] what a comment may call it, too
 * @property {readonly string[]} [interpreters] of the first line
 */
/** @typedef {Readonly<Record<string, unknown>>} Pattern a rule of a TextMate grammar */

/** The first that knows a key has it. @type {readonly Language[]} */
export const languages = [
  { name: 'json', scope: 'source.json', id: 'json', extensions: ['json', 'webmanifest', 'tfstate'] },
  { name: 'jsonc', scope: 'source.json.comments', id: 'jsonc', extensions: ['jsonc', 'json5', 'hujson'] },
  { name: 'yaml', scope: 'source.yaml', id: 'yaml', extensions: ['yaml', 'yml'] },
  { name: 'nginx', files: ['[\\w./-]*nginx[\\w./-]*\\.conf', 'default\\.conf'], extensions: ['nginx', 'vhost'] },
  { name: 'toml', extensions: ['toml'] },
  { name: 'ini', id: 'ini', extensions: ['ini', 'cfg', 'conf', 'cnf', 'desktop', 'service'], aliases: ['config'] },
  {
    name: 'properties',
    id: 'properties',
    files: ['\\.env', 'env\\.[\\w-]+'],
    extensions: ['properties', 'env'],
    aliases: ['dotenv'],
  },
  { name: 'xml', scope: 'text.xml', id: 'xml', extensions: ['xml', 'xsd', 'xsl', 'xslt', 'svg', 'plist', 'jrxml'] },
  { name: 'html', scope: 'text.html.basic', id: 'html', extensions: ['html', 'htm', 'xhtml'] },
  { name: 'css', scope: 'source.css', id: 'css', extensions: ['css'] },
  {
    name: 'shell',
    scope: 'source.shell',
    id: 'shellscript',
    files: ['\\.(?:bashrc|bash_profile|profile|zshrc)'],
    extensions: ['sh', 'bash', 'zsh', 'ksh'],
    aliases: ['shellscript'],
    interpreters: ['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash', 'busybox[ \\t]+sh'],
  },
  { name: 'python', scope: 'source.python', id: 'python', extensions: ['py'], interpreters: ['python', 'pypy'] },
  {
    name: 'javascript',
    scope: 'source.js',
    id: 'javascript',
    extensions: ['js', 'mjs', 'cjs'],
    interpreters: ['node', 'deno', 'bun'],
  },
  { name: 'sql', scope: 'source.sql', id: 'sql', extensions: ['sql'] },
  { name: 'lua', scope: 'source.lua', id: 'lua', extensions: ['lua'], interpreters: ['lua', 'luajit'] },
  {
    name: 'dockerfile',
    id: 'dockerfile',
    files: ['(?:Docker|Container)file(?:\\.[\\w-]+)?'],
    extensions: ['dockerfile'],
    aliases: ['docker'],
  },
  { name: 'markdown', id: 'markdown', extensions: ['md', 'markdown'] },
  { name: 'gotemplate', extensions: ['tmpl', 'tpl', 'gotmpl', 'gotpl', 'gohtml'], aliases: ['go-template', 'helm'] },
];

/** For what the editor has no grammar of, or none that works where lines are indented. */
export const ownGrammars = { toml, ini, properties: ini, nginx, dockerfile, gotemplate, markdown };
