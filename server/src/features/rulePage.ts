/** What a code means, as Markdown: one page for the editor, one section for the list of all. Knows no editor. */
import { rules } from '../rules/all.js';
import type { Rule } from '../rules/rule.js';
import { dedent } from './dedent.js';
import { type OwnCode, ownCodes } from './ownCodes.js';

/** A code that can be explained. */
export type Explained = Pick<Rule, 'code' | 'severity' | 'fixable' | 'strict'> & Pick<OwnCode, 'docs'>;

/** All that a diagnostic can carry. */
export const explained: readonly Explained[] = [...rules, ...ownCodes];

/** The page of a code; `undefined` when nothing has this code. */
export function rulePage(code: string): string | undefined {
  const found = explained.find(candidate => candidate.code === code);
  return found && [ruleSection(found, '#'), settings(found)].join('\n');
}

/** The address of the page of `code`, for a client that shows pages at `pages`. */
export function pageAddress(pages: string, code: string): string {
  return `${pages}${code}.md`;
}

/** `heading` are the marks of its level. */
export function ruleSection({ code, severity, strict, fixable, docs }: Explained, heading: '#' | '##'): string {
  const facts = `*${severity}${strict ? ', in the strict profile' : ''}${fixable ? ', with a quick fix' : ''}*`;
  return [
    `${heading} ${code}\n`,
    `${capitalized(docs.summary)}.\n`,
    `${dedent(docs.why).trimEnd()}\n`,
    `${facts}${docs.reference ? ` · [Reference](${docs.reference})` : ''}\n`,
    // Under its own heading the code need not be read again, and the lines get short enough.
    ...(docs.bad ? [example('Found', docs.bad.replaceAll(`^ ${severity} ${code}: `, '^ '))] : []),
    ...(docs.good ? [example(fixable ? 'After the fix' : 'Right', docs.good)] : []),
  ].join('\n');
}

function settings({ code, severity, strict }: Explained): string {
  const other = severity === 'warning' ? 'error' : 'warning';
  const chosen = strict
    ? 'It is silent unless `"kubewright.profile"` is `"strict"`, or the settings name it'
    : 'The settings give it another severity, or turn it `off`';
  const canBeSilenced = !code.startsWith('kubewright/');
  return [
    '## Settings\n',
    `${chosen}:\n`,
    fenced('json', `"kubewright.rules": {\n  "${code}": "${other}"\n}`),
    'For everyone who works on a project, its `.kubewright.yaml` says the same:\n',
    fenced('yaml', `rules:\n  ${code}: ${other}`),
    ...(canBeSilenced
      ? ['A comment silences it for one line:\n', fenced('yaml', `# kubewright-ignore-next-line ${code}`)]
      : []),
  ].join('\n');
}

function example(title: string, yaml: string): string {
  return `${title}:\n\n${fenced('yaml', dedent(yaml).trimEnd())}`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\`\n`;
}

/** Names such as `successThreshold` stay as they are written. */
function capitalized(text: string): string {
  return /^[a-z]+( |$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
