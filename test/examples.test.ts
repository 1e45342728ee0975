/** examples/ is what a new user sees first: nothing is wrong in it, but broken.yaml, which quick fixes put right. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, test } from 'node:test';
import { applyFixes, drawDiagnostics, repository } from './support/check.js';
import { createConfigMap } from './support/createConfigMap.js';

const folder = join(repository, 'examples');
const broken = 'broken.yaml';
const manifests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.ya?ml$/.test(name) && name !== broken)
  .map(name => name.split(sep).join('/'));

describe('examples', () => {
  test('nothing is wrong with them', () => {
    const all = manifests.sort().map(name => `#- ${name}\n${textOf(name)}`);
    assert(all.length > 8);
    checkFlawless(all.join(''));
  });

  for (const name of ['base', 'overlays/dev', 'overlays/prod']) {
    test(`kubectl builds ${name}`, { skip: !hasKubectl() }, () => {
      const { status, stderr, stdout } = spawnSync('kubectl', ['kustomize', join(folder, name)], { encoding: 'utf8' });
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
      assert.match(stdout, /^kind: Deployment$/m);
      checkFlawless(stdout);
    });
  }

  test('texts and an image become ConfigMaps', () => {
    const keys = readdirSync(join(folder, 'files')).sort();
    const texts = keys.map(key => {
      const result = createConfigMap({
        name: 'shop',
        files: [{ key, bytes: readFileSync(join(folder, 'files', key)) }],
      });
      assert('text' in result, 'error' in result ? result.error : '');
      assert.deepEqual(result.warnings, []);
      return result.text.split('\n').slice(1, 3).join('\n').slice(0, 32);
    });
    assert.deepEqual(texts, [
      'data:\n  app.properties: |',
      'binaryData:\n  favicon.png: iVBOR',
      'data:\n  vhost.conf: |',
    ]);
  });
});

describe(broken, () => {
  const original = textOf(broken);

  test('has the mistakes that people make', () => {
    const found = drawDiagnostics(original);
    for (const mistake of [
      'volumes belongs under spec',
      'did you mean livenessProbe?',
      'restartPolicy must be Always, Never or OnFailure',
      'containerPort must be an integer, not a string',
      'value must be a string, but kubectl reads yes as the boolean true',
      'umask must be a string, but kubectl reads 0644 as the number 420',
      'color stands twice: kubectl keeps only the last one',
      'the document needs apiVersion',
    ])
      assert(found.includes(mistake), `${mistake}: not in\n${found}`);
  });

  test('nothing is left when the first fix of each problem is applied', () => {
    const fixed = fixAll(original);
    checkFlawless(fixed);
    assert.match(fixed, /^ {2}volumes:\n {2}- name: config\n {4}configMap:$/m);
    assert.match(fixed, /^ {4}volumeMounts :$/m, 'a space before the colon is legal and stays');
    assert.match(fixed, /^ {12}successThreshold: 1$/m);
    assert.equal(fixed.match(/#.*/g)?.join('\n'), original.match(/#.*/g)?.join('\n'), 'comments stay');
  });
});

function checkFlawless(text: string): void {
  assert.equal(drawDiagnostics(text), text);
}

/** Some problems show only when others are gone: a misspelt probe is a probe once its name is right. */
function fixAll(text: string): string {
  const rounds = 10;
  let fixed = text;
  for (let round = 0; round < rounds; round++) {
    const next = applyFixes(fixed);
    if (next === undefined) return fixed;
    fixed = next;
  }
  assert.fail(`fixes still change the text after ${rounds} rounds:\n${fixed}`);
}

function textOf(name: string): string {
  return readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
}

function hasKubectl(): boolean {
  return spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status === 0;
}
