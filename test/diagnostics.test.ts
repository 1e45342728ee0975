/** Runs each file under fixtures/. `UPDATE=1 npm test` redraws the markers; read the diff before committing it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawDiagnostics, repository } from './support/check.js';

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
}
