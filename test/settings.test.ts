/** The settings that package.json declares fit the rules and the schemas. `UPDATE=1 npm test` writes them. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { explained } from '../server/src/features/rulePage.js';
import { loadSchemas } from '../server/src/schema/load.js';
import { defaultSettings, profiles } from '../server/src/settings.js';

const root = join(__dirname, '../..');
const path = join(root, 'package.json');
const levels = ['off', 'error', 'warning', 'information', 'hint'];

test('kubewright.rules has every rule code, with its severity and what it finds', () => {
  const expected = Object.fromEntries(
    explained.map(({ code, severity, strict, docs: { summary } }) => [
      code,
      {
        enum: levels,
        default: strict ? 'off' : severity,
        description: strict ? `${summary} (strict profile: ${severity})` : summary,
      },
    ]),
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

test('kubewright.kustomizeVersion offers what .kubewright.yaml does', () => {
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const { enum: offered } = manifest.contributes.configuration.properties['kubewright.kustomizeVersion'];
  const config = loadSchemas(join(root, 'dist/schemas')).definition('kubewright.Config');
  assert.deepEqual(offered, ['', ...(config?.properties?.['kustomizeVersion']?.enum ?? [])]);
});

test('kubewright.profile offers the profiles, and explains each', () => {
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const declared = manifest.contributes.configuration.properties['kubewright.profile'];
  assert.deepEqual([declared.enum, declared.default], [profiles, defaultSettings.profile]);
  assert.equal(declared.enumDescriptions.length, profiles.length);
});

test('each kind of inlay hint can be turned off', () => {
  const { properties } = JSON.parse(readFileSync(path, 'utf8')).contributes.configuration;
  const declared = Object.keys(properties).filter(name => name.startsWith('kubewright.inlayHints.'));
  const kinds = Object.entries(defaultSettings.inlayHints);
  assert.deepEqual(
    declared.map(name => [name.split('.').at(-1), properties[name].default]),
    kinds,
  );
});
