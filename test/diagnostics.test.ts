/**
 * Runs each file under fixtures/, and every fix that is offered in it.
 * `UPDATE=1 npm test` redraws the markers; read the diff before committing it.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkFixes, drawDiagnostics, repository } from './support/check.js';

/** Elsewhere a fix may uncover another mistake; with these rules it is to be the whole remedy. */
const isWhole = /^(probe|lifecycle|reference)\/(?!on-init-container)/;

const root = join(repository, 'test/fixtures');

for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.yaml')) continue;
  test(name.replaceAll('\\', '/'), () => {
    const path = join(root, name);
    // A checkout on Windows may have other line ends.
    const fixture = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    const actual = drawDiagnostics(fixture);
    if (process.env['UPDATE']) writeFileSync(path, actual);
    else assert.equal(actual, fixture);
  });
  test(`the fixes in ${name.replaceAll('\\', '/')}`, () => {
    const fixture = readFileSync(join(root, name), 'utf8').replaceAll('\r\n', '\n');
    for (const form of [fixture, fixture.trimEnd()]) checkFixes(form, code => isWhole.test(code));
  });
}
