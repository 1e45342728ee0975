/** examples/ is what a new user sees first: nothing is wrong in it, but broken.yaml, which quick fixes put right. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { createConfigMap } from '../server/src/commands/createConfigMap.js';
import { loadSchemas } from '../server/src/schema/load.js';
import { createLanguageService, type LanguageService } from '../server/src/service.js';

const root = join(__dirname, '..', '..');
const folder = join(root, 'examples');
const broken = 'broken.yaml';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
const manifests = files.filter(name => /\.ya?ml$/.test(name));

describe('examples', () => {
  for (const name of manifests.filter(name => name !== broken)) {
    test(`${name} is all right`, () => assert.deepEqual(complaints(serviceOnExamples(), name), []));
  }

  for (const name of ['base', 'overlays/dev', 'overlays/prod']) {
    test(`kubectl builds ${name}`, { skip: !hasKubectl() }, () => {
      const { status, stderr, stdout } = spawnSync('kubectl', ['kustomize', join(folder, name)], { encoding: 'utf8' });
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
      const service = serviceOnExamples();
      service.openFile(uriOf('built.yaml'), 1, stdout);
      assert.deepEqual(complaints(service, 'built.yaml'), []);
      assert.match(stdout, /^kind: Deployment$/m);
    });
  }

  for (const name of readdirSync(join(folder, 'files'))) {
    test(`a ConfigMap can be made from files/${name}`, () => {
      const bytes = readFileSync(join(folder, 'files', name));
      const result = createConfigMap({ name: 'example', files: [{ key: name, bytes }] });
      assert('text' in result, 'error' in result ? result.error : '');
      assert.deepEqual(result.warnings, []);
      const field = name.endsWith('.png') ? 'binaryData' : 'data';
      assert.match(result.text, new RegExp(`^${field}:\n  ${name.replace('.', '\\.')}: \\|`, 'm'));
    });
  }
});

describe(broken, () => {
  test('has the mistakes that people make', () => {
    const found = serviceOnExamples().diagnostics(uriOf(broken));
    const codes = new Set(found.map(({ code }) => code));
    const promised = ['schema/unknown-field', 'schema/wrong-type', 'schema/not-a-string', 'schema/unknown-value'];
    for (const code of [...promised, 'manifest/missing-kind', 'yaml/duplicate-key']) assert(codes.has(code), code);
    assert.equal(found[0]?.message, 'volumes belongs under spec');
  });

  test('nothing is left when the first fix of each problem is applied', () => {
    const service = serviceOnExamples();
    const { text, titles } = fixAll(service, readFileSync(join(folder, broken), 'utf8'));
    assert.deepEqual(service.diagnostics(uriOf(broken)), []);
    assert(titles.includes('Set successThreshold to 1'), titles.join('\n'));
    assert.match(text, /^ {2}volumes:\n {2}- name: config\n {4}configMap:$/m);
    assert.match(text, /^ {4}volumeMounts :$/m, 'a space before the colon is legal and stays');
  });
});

function serviceOnExamples(): LanguageService {
  const service = createLanguageService(loadSchemas(join(root, 'dist', 'schemas')), (_code, error) => {
    throw error;
  });
  for (const name of manifests) service.setFileOnDisk(uriOf(name), readFileSync(join(folder, name), 'utf8'));
  return service;
}

function uriOf(name: string): string {
  return pathToFileURL(join(folder, name)).href;
}

/** Hints are an offer, not a complaint. */
function complaints(service: LanguageService, name: string): string[] {
  return service
    .diagnostics(uriOf(name))
    .filter(({ severity }) => severity !== DiagnosticSeverity.Hint)
    .map(({ range, code, message }) => `line ${range.start.line + 1}: ${code}: ${message}`);
}

/** As a person would: the first problem, its first fix, and again. */
function fixAll(service: LanguageService, original: string): { text: string; titles: string[] } {
  const uri = uriOf(broken);
  const titles: string[] = [];
  let text = original;
  for (let version = 1; version < 100; version++) {
    service.openFile(uri, version, text);
    const [problem] = service.diagnostics(uri);
    if (!problem) break;
    const fix = firstFix(service, uri, problem);
    titles.push(fix.title);
    text = TextDocument.applyEdits(TextDocument.create(uri, 'yaml', version, text), fix.edit?.changes?.[uri] ?? []);
  }
  return { text, titles };
}

function firstFix(service: LanguageService, uri: string, problem: Diagnostic): CodeAction {
  const fix = service
    .codeActions(uri, problem.range, ['quickfix'])
    .find(({ diagnostics }) => diagnostics?.some(({ message }) => message === problem.message));
  assert(fix?.isPreferred, `no fix for "${problem.message}"`);
  return fix;
}

function hasKubectl(): boolean {
  return spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status === 0;
}
