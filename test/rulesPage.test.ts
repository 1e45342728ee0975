/** server/RULES.md and the pages that editors open are made from the rules. `UPDATE=1 npm test` writes the former. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ownCodes } from '../server/src/features/ownCodes.js';
import { type Explained, explained, rulePage, ruleSection } from '../server/src/features/rulePage.js';
import { applyFixes, checkDiagnostics, repository } from './support/check.js';
import { dedent } from './support/fixture.js';

const path = join(repository, 'server/RULES.md');

const introduction = `# Rules

What Kubewright finds by itself. Each rule can be turned off, or given another severity, in the setting
\`kubewright.rules\`; a comment \`# kubewright-ignore-next-line CODE\` silences it in one place. In the examples, carets
underline what is found in the line above.

The last four codes are no rules, but can be set like them. Those of \`kubewright/\` are about Kubewright itself, and no
comment silences them.

This page is made from the rules by a test: do not edit it. In VS Code, "Kubewright: Explain Rule…" and the code of a
problem open the page of one rule.
`;

test('server/RULES.md lists the rules as they are', () => {
  const sections = explained.map(code => ruleSection(code, '##'));
  const page = [introduction, toTable(explained), ...sections].join('\n');
  if (process.env['UPDATE']) writeFileSync(path, page);
  else assert.equal(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'), page);
});

describe('the page of a rule', () => {
  test('says what, why, how it looks, how it is right, where to read on and how to set it', () => {
    const page = rulePage('probe/success-threshold') ?? '';
    assert.match(page, /^# probe\/success-threshold\n\nsuccessThreshold above 1 on a liveness or startup probe\.\n/);
    assert.match(page, /\*error, with a quick fix\* · \[Reference\]\(https:\/\/kubernetes\.io\//);
    assert.match(
      page,
      /\nFound:\n\n```yaml\napiVersion: [^`]+\^ successThreshold must be 1 [^`]+```\n\nAfter the fix:/,
    );
    assert.match(page, /\n## Settings\n[^#]+"kubewright\.rules": \{\n {2}"probe\/success-threshold": "warning"\n\}/);
    assert.match(
      page,
      /`\.kubewright\.yaml` says the same:\n\n```yaml\nrules:\n {2}probe\/success-threshold: warning\n```/,
    );
    assert.match(page, /\n# kubewright-ignore-next-line probe\/success-threshold\n/);
  });

  for (const { code } of explained) {
    test(code, () => assert.ok(rulePage(code)?.startsWith(`# ${code}\n`)));
  }

  test('a code that nothing has, has none', () => assert.equal(rulePage('probe/no-such-rule'), undefined));
});

describe('the examples of what is no rule', () => {
  for (const { code, fixable, docs } of ownCodes) {
    const { bad, good } = docs;
    if (!bad || !good) continue;
    test(`${code}: bad`, () => checkDiagnostics(bad));
    test(`${code}: good`, () => checkDiagnostics(good));
    if (fixable) test(`${code}: the fix`, () => assert.equal(applyFixes(bad), dedent(good)));
  }
});

function toTable(listed: readonly Explained[]): string {
  const rows = listed.map(
    ({ code, severity, strict, fixable, docs }) =>
      `| [${code}](#${anchorOf(code)}) | ${strict ? `${severity}, strict` : severity} | ${fixable ? 'yes' : ''} | ${toCell(docs.summary)} |`,
  );
  return ['| Code | Severity | Fix | What it finds |', '| :-- | :-- | :-- | :-- |', ...rows, ''].join('\n');
}

/** As GitHub and VS Code make it from the heading. */
function anchorOf(code: string): string {
  return code.replace('/', '');
}

function toCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
