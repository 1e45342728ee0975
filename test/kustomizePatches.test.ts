/**
 * Patches as kustomize applies them: whole builds of one kustomization, whose results `kubectl kustomize` has printed.
 * With UPDATE=1 and kubectl on the PATH it prints them anew; why and where something is refused stays as written.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { Document, parse, visit } from 'yaml';
import { buildOf, type Outcome } from '../server/src/kustomize/build.js';
import type { Files } from '../server/src/kustomize/files.js';
import { printResources } from '../server/src/kustomize/print.js';
import { readFile, type YamlFile } from '../server/src/syntax/file.js';

type Texts = Readonly<Record<string, string>>;

interface Case {
  readonly files: Texts;
  /** What the build prints; or why there is none, and the text that is to blame. */
  readonly output?: string;
  readonly error?: string;
  readonly at?: string;
}

const folder = join(__dirname, '..', '..', 'test', 'data', 'kustomize', 'patches');
const root = 'file:///k';

for (const file of readdirSync(folder)) {
  const path = join(folder, file);
  const cases = parse(readFileSync(path, 'utf8')) as Record<string, Case>;
  if (process.env['UPDATE']) update(path, cases);
  describe(`kustomize patches: ${basename(file, '.yaml')}`, () => {
    for (const [name, wanted] of Object.entries(cases)) it(name, () => check(wanted));
  });
}

describe('kustomize patches: notices', () => {
  it('tells of a target that selects nothing', () => {
    assert.deepEqual(noticesOf('{kind: Secret, name: "a.*"}'), ['patch-matches-nothing: {kind: Secret, name: "a.*"}']);
  });

  it('tells of a target without conditions', () => {
    assert.deepEqual(noticesOf('{}'), ['patch-matches-all: {}']);
  });

  it('is silent about a target that selects something', () => {
    assert.deepEqual(noticesOf('{kind: ConfigMap}'), []);
  });

  it('knows where each value was written', () => {
    const files = {
      'base.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  old: x\n',
      'patch.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  new: y\n',
      'kustomization.yaml': 'resources: [base.yaml]\npatches:\n- path: patch.yaml\n',
    };
    const outcome = build(files);
    assert.ok('resources' in outcome);
    const data = outcome.resources[0]?.value.entries.get('data');
    assert.ok(data?.kind === 'fields');
    const places = [...data.entries].map(([key, { from }]) => `${key}: ${basename(from?.uri ?? '')} ${from?.start}`);
    assert.deepEqual(places, ['old: base.yaml 64', 'new: patch.yaml 64']);
  });
});

function check({ files, output, error, at }: Case): void {
  const outcome = build(files);
  if ('refusal' in outcome) {
    const { message, place } = outcome.refusal;
    assert.equal(message, error);
    assert.equal(files[place.uri.slice(root.length + 1)]?.slice(place.start, place.end), at);
    return;
  }
  assert.ok('resources' in outcome, JSON.stringify(outcome));
  assert.equal(printResources(outcome.resources), output);
}

function noticesOf(target: string): readonly string[] {
  const files: Texts = {
    'base.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
    'kustomization.yaml': `resources: [base.yaml]\npatches:\n- target: ${target}\n  patch: |\n    - {op: add, path: /x, value: y}\n`,
  };
  const outcome = build(files);
  assert.ok('notices' in outcome);
  return outcome.notices.map(({ code, place }) => {
    return `${code}: ${files['kustomization.yaml']?.slice(place.start, place.end)}`;
  });
}

function build(texts: Texts): Outcome {
  const parsed = new Map<string, YamlFile>();
  for (const [name, text] of Object.entries(texts)) parsed.set(`${root}/${name}`, readFile(`${root}/${name}`, 0, text));
  const files: Files = {
    kindOf: uri => (parsed.has(uri) ? 'file' : uri === root ? 'folder' : 'none'),
    yaml: uri => parsed.get(uri),
    bytes: uri => Buffer.from(parsed.get(uri)?.text ?? ''),
  };
  return buildOf(root, files);
}

/** Results that kubectl prints; refusals must be among what it says. */
function update(path: string, cases: Record<string, Case>): void {
  for (const [name, { files, error, at }] of Object.entries(cases)) {
    const { status, stdout, stderr } = kubectl(files);
    if (status === 0) cases[name] = { files, output: stdout };
    else {
      const said = stderr.replaceAll('\\"', '"').replaceAll('\\\\', '\\');
      assert.ok(error !== undefined && said.includes(error), `${name}: ${stderr}`);
      cases[name] = at === undefined ? { files, error } : { files, error, at };
    }
  }
  const document = new Document(cases);
  visit(document, {
    Scalar(key, node) {
      if (key === 'value' && typeof node.value === 'string' && node.value.includes('\n')) node.type = 'BLOCK_LITERAL';
    },
  });
  writeFileSync(path, document.toString({ lineWidth: 0 }));
}

function kubectl(files: Texts) {
  const place = mkdtempSync(join(tmpdir(), 'kustomize-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
    return spawnSync('kubectl', ['kustomize', place], { encoding: 'utf8' });
  } finally {
    rmSync(place, { recursive: true });
  }
}
