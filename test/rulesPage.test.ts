/** server/RULES.md is made from the table of rules. `UPDATE=1 npm test` writes it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rules } from '../server/src/rules/all.js';
import type { Rule } from '../server/src/rules/rule.js';
import { repository } from './support/check.js';
import { dedent } from './support/fixture.js';

const path = join(repository, 'server/RULES.md');

const introduction = `# Rules

What Kubewright finds by itself. Each rule can be turned off, or given another severity, in the setting
\`kubewright.rules\`; a comment \`# kubewright-ignore-next-line CODE\` silences it in one place. In the examples, carets
underline what is found in the line above.

Two codes are no rules, but can be set like them: \`yaml/syntax\` (error), text that is no YAML, and
\`kubewright/unused-suppression\` (hint), a comment that silences nothing.

\`kubewright/too-large\` and \`kubewright/too-many\` (information) say where Kubewright itself stopped: at a text that is
too large to be read, and after the first thousand findings of a file.

This page is made from the rules by a test: do not edit it.
`;

test('server/RULES.md lists the rules as they are', () => {
  const sections = rules.map(toSection);
  const page = [introduction, toTable(rules), ...sections].join('\n');
  if (process.env['UPDATE']) writeFileSync(path, page);
  else assert.equal(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'), page);
});

function toTable(listed: readonly Rule[]): string {
  const rows = listed.map(
    ({ code, severity, strict, fixable, docs }) =>
      `| [${code}](#${anchorOf(code)}) | ${strict ? `${severity}, strict` : severity} | ${fixable ? 'yes' : ''} | ${toCell(docs.summary)} |`,
  );
  return ['| Code | Severity | Fix | What it finds |', '| :-- | :-- | :-- | :-- |', ...rows, ''].join('\n');
}

function toSection({ code, severity, strict, fixable, docs }: Rule): string {
  const facts = `*${severity}${strict ? ', in the strict profile' : ''}${fixable ? ', with a quick fix' : ''}* · [Reference](${docs.reference})`;
  return [
    `## ${code}\n`,
    `${capitalized(docs.summary)}.\n`,
    `${dedent(docs.why).trimEnd()}\n`,
    `${facts}\n`,
    example('Found', docs.bad),
    example(fixable ? 'After the fix' : 'Right', docs.good),
  ].join('\n');
}

function example(title: string, yaml: string): string {
  return `${title}:\n\n\`\`\`yaml\n${dedent(yaml).trimEnd()}\n\`\`\`\n`;
}

/** As GitHub and VS Code make it from the heading. */
function anchorOf(code: string): string {
  return code.replace('/', '');
}

function toCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
