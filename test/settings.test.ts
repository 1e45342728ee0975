/** The settings that package.json declares fit the rules and the schemas. `UPDATE=1 npm test` writes them. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rules } from '../server/src/rules/all.js';
import { loadSchemas } from '../server/src/schema/load.js';

const root = join(__dirname, '../..');
const path = join(root, 'package.json');
const levels = ['off', 'error', 'warning', 'information', 'hint'];

test('kubewright.rules has every rule code, with its severity and what it finds', () => {
  const extra = [
    { code: 'yaml/syntax', severity: 'error', summary: 'text that is not YAML' },
    { code: 'kubewright/unused-suppression', severity: 'hint', summary: 'kubewright-ignore comment without effect' },
  ];
  const all = [...rules.map(({ code, severity, docs }) => ({ code, severity, summary: docs.summary })), ...extra];
  const expected = Object.fromEntries(
    all.map(({ code, severity, summary }) => [code, { enum: levels, default: severity, description: summary }]),
  );
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const declared = manifest.contributes.configuration.properties['kubewright.rules'];
  if (process.env['UPDATE']) {
    declared.properties = expected;
    writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
  } else assert.deepEqual(declared.properties, expected);
});

test('kubewright.kubernetesVersion offers the versions that the schemas know', () => {
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const { enum: offered } = manifest.contributes.configuration.properties['kubewright.kubernetesVersion'];
  assert.deepEqual(offered, ['', ...loadSchemas(join(root, 'dist/schemas')).versions]);
});
