/** What is done with more than anyone writes by hand: it is said, and nothing else is. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { createLanguageService, type LanguageService } from '../server/src/service.js';
import { readSettings } from '../server/src/settings.js';
import { schemas } from './support/check.js';

const uri = 'file:///workspace/manifest.yaml';
const document = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  a: 1\n';
const start = { line: 0, character: 0 };
const everywhere = { start, end: { line: 1_000_000, character: 0 } };

function open(text: string): LanguageService {
  const service = createLanguageService(schemas, (code, error) => {
    throw new Error(`rule ${code} failed`, { cause: error });
  });
  service.openFile(uri, 1, text);
  return service;
}

const tooLarge = {
  'a file of more than 16 MiB': [
    `# ${'x'.repeat(1024)}\n---\n`.repeat(16 * 1024),
    'file longer than 16 MiB: Kubewright does not read it',
  ],
  'a file of more than 20,000 documents': [
    '---\n'.repeat(20_000),
    'file of more than 20,000 documents: Kubewright does not read it',
  ],
} as const;

for (const [name, [rest, message]] of Object.entries(tooLarge)) {
  describe(name, () => {
    const service = open(`${document}---\n${rest}`);

    test('is told about once, on its first line', () => {
      const [diagnostic, ...others] = service.diagnostics(uri);
      assert.deepEqual(others, []);
      assert.deepEqual(diagnostic, {
        range: { start, end: { line: 0, character: 'apiVersion: v1'.length } },
        severity: DiagnosticSeverity.Information,
        source: 'Kubewright',
        code: 'kubewright/too-large',
        message,
      });
    });

    test('has no other answers', () => {
      assert.equal(service.hover(uri, start), undefined);
      assert.deepEqual(service.completion(uri, start), []);
      assert.deepEqual(service.codeActions(uri, everywhere), []);
      assert.deepEqual(service.symbols(uri), []);
      assert.deepEqual(service.foldingRanges(uri), []);
      assert.deepEqual(service.selectionRanges(uri, [start]), []);
      assert.deepEqual([...service.formatting(uri, 4)].flat(), []);
    });

    test('is left alone when it is none of ours', () => {
      assert.deepEqual(open(`a: b\n---\n${rest}`).diagnostics(uri), []);
    });
  });
}

test('a file that became small enough is read, and one that became too large is not', () => {
  const service = open(`${document}${'---\n'.repeat(20_000)}`);
  const codes = () => service.diagnostics(uri).map(({ code }) => code);
  service.openFile(uri, 2, `${document}${'---\n'.repeat(19_999)}`);
  assert.deepEqual(codes(), ['schema/not-a-string']);
  service.openFile(uri, 3, `${document}${'---\n'.repeat(20_000)}`);
  assert.deepEqual(codes(), ['kubewright/too-large']);
  service.openFile(uri, 4, document);
  assert.deepEqual(codes(), ['schema/not-a-string']);
});

test('the word about what is not read can be silenced', () => {
  const service = open('---\n'.repeat(20_000));
  service.configure(readSettings({ rules: { 'kubewright/too-large': 'off' } }));
  assert.deepEqual(service.diagnostics(uri), []);
});

describe('of many findings', () => {
  const mistakes = (count: number) => Array.from({ length: count }, (_, i) => `  k${i}: ${i}\n`).join('');
  const head = document.replace('  a: 1\n', '');
  // A comment that silences nothing is found last and stands first.
  const comment = '# kubewright-ignore-file probe/negative\n';

  test('a thousand are all shown', () => {
    assert.equal(open(head + mistakes(1_000)).diagnostics(uri).length, 1_000);
  });

  test('the first thousand are shown, and where the others begin', () => {
    const found = open(`${comment}${head}${mistakes(1_499)}---\n${head}${mistakes(1)}`).diagnostics(uri);
    const lines = found.map(({ range }) => range.start.line);
    assert.deepEqual(lines, [0, ...Array.from({ length: 1_000 }, (_, i) => i + 6)]);
    const { severity, code, message } = found.at(-1) ?? {};
    assert.deepEqual(
      { severity, code, message },
      {
        severity: DiagnosticSeverity.Information,
        code: 'kubewright/too-many',
        message: '501 more findings from here on: the first 1000 are shown',
      },
    );
  });

  test('the word about the others can be made louder, or silenced', () => {
    const service = open(head + mistakes(1_001));
    service.configure(readSettings({ rules: { 'kubewright/too-many': 'warning' } }));
    assert.equal(service.diagnostics(uri).at(-1)?.severity, DiagnosticSeverity.Warning);
    service.configure(readSettings({ rules: { 'kubewright/too-many': 'off' } }));
    assert.equal(service.diagnostics(uri).length, 1_000);
  });

  test('the first hundred have their fixes in one light bulb', () => {
    const actions = open(head + mistakes(200)).codeActions(uri, everywhere, ['quickfix']);
    const lines = actions.flatMap(({ diagnostics = [] }) => diagnostics.map(({ range }) => range.start.line));
    assert.equal(new Set(lines).size, 100);
  });
});
