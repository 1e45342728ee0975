/** What a value would be called as a file: its key, with an extension where the key has none and its first lines tell. */

const withoutExtension =
  /^(?:\.[\w-]+|Dockerfile|Containerfile|Makefile|Caddyfile|Corefile|Jenkinsfile|Gemfile|Rakefile|Procfile|Vagrantfile)$/i;

const languages: Readonly<Record<string, string>> = {
  bash: 'sh',
  dash: 'sh',
  ksh: 'sh',
  sh: 'sh',
  shell: 'sh',
  zsh: 'zsh',
  fish: 'fish',
  pwsh: 'ps1',
  python: 'py',
  python2: 'py',
  python3: 'py',
  node: 'js',
  javascript: 'js',
  perl: 'pl',
  ruby: 'rb',
  php: 'php',
  lua: 'lua',
  awk: 'awk',
  groovy: 'groovy',
  nginx: 'conf',
  json: 'json',
  yaml: 'yaml',
  toml: 'toml',
  ini: 'ini',
  properties: 'properties',
  xml: 'xml',
  sql: 'sql',
  html: 'html',
  css: 'css',
  markdown: 'md',
};

export function valueFileName(key: string, content: string | undefined): string {
  const name = key.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.{1,2}$/, '_') || '_';
  if (/^\.docker(?:cfg|configjson)$/.test(name)) return `${name}.json`;
  if (/.\.[A-Za-z]\w*$/.test(name) || withoutExtension.test(name)) return name;
  const extension = content === undefined ? undefined : extensionOf(content);
  return extension ? `${name}.${extension}` : name;
}

function extensionOf(content: string): string | undefined {
  const shebang = /^#!\s*(?:\S*\/)?([\w.]+)(?:[ \t]+(?:-\S+[ \t]+)*([\w.]+))?/.exec(content);
  const program = shebang?.[1] === 'env' ? shebang[2] : shebang?.[1];
  if (program !== undefined) return languages[program.replace(/(?<=\d)\.\d+$/, '')];
  const said = /^\s*(?:#|\/\/|;|--|<!--|\/\*)\s*(?:language:|vim?:.*\bft=|-\*-\s*mode:)\s*(\w+)/i.exec(content)?.[1];
  if (said !== undefined && languages[said.toLowerCase()]) return languages[said.toLowerCase()];
  return signs.find(({ isSo }) => isSo(content))?.extension;
}

const signs: readonly { readonly extension: string; readonly isSo: (content: string) => boolean }[] = [
  { extension: 'json', isSo: isJson },
  { extension: 'html', isSo: content => /^\s*<(?:!doctype\s+html|html)\b/i.test(content) },
  { extension: 'xml', isSo: content => /^\s*<\?xml\b/.test(content) },
  { extension: 'pem', isSo: content => content.startsWith('-----BEGIN ') },
  { extension: 'yaml', isSo: content => /^---\r?\n|^apiVersion:\s/.test(content) },
  { extension: 'ini', isSo: isIni },
  { extension: 'properties', isSo: isProperties },
];

function isJson(content: string): boolean {
  if (!/^\s*[{[]/.test(content)) return false;
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}

function isIni(content: string): boolean {
  const first = content.split(/\r?\n/).find(text => text.trim() !== '' && !/^\s*[#;]/.test(text));
  return first !== undefined && /^\[[\w .:-]+\]\s*$/.test(first);
}

function isProperties(content: string): boolean {
  const lines = content.split(/\r?\n/).filter(text => text.trim() !== '' && !/^\s*[#!]/.test(text));
  return lines.length > 1 && lines.every(text => /^[\w.-]+\s*=/.test(text));
}
