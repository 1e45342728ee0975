/** Somebody makes a ConfigMap of a file: looks at merging it, goes back, and lets kustomize generate it instead. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, choose, goBack, runCommand, seeChoice } from '../support/commands.js';
import { seeText } from '../support/editor.js';
import { chooseFromContextMenu } from '../support/explorer.js';
import type { Walk } from '../support/walk.js';

export const walk: Walk = {
  title: 'A ConfigMap is merged, or generated, after a look at what would change',
  opens: 'examples',
  async run({ page, folder, screenshot }) {
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const catalog = read('base/catalog.yaml');
    const kustomization = read('base/kustomization.yaml');

    await chooseFromContextMenu(page, 'base/config/vhost.conf', 'Create ConfigMap…');
    await answer(page, 'Name of the ConfigMap', 'catalog-nginx');
    await seeChoice(page, 'Add to configMapGenerator');
    await screenshot('create-places');
    await choose(page, 'Merge into an existing ConfigMap');
    await choose(page, 'catalog-settings');
    await seeChoice(page, 'Change catalog.yaml');
    await seeText(page, 'vhost.conf: |');
    await screenshot('create-diff');

    await goBack(page);
    await choose(page, 'Add to configMapGenerator');
    await choose(page, 'Change kustomization.yaml');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await seeText(page, 'name: catalog-nginx');
    assert.equal(
      read('base/kustomization.yaml'),
      `${kustomization}  - name: catalog-nginx\n    files: [config/vhost.conf]\n`,
    );
    assert.equal(read('base/catalog.yaml'), catalog);

    await runCommand(page, 'Kubewright: Create Secret…');
    await choose(page, 'basic-auth');
    await answer(page, 'User name', 'shop');
    await answer(page, 'Password', 'made-up');
    await answer(page, 'Name of the Secret', 'login');
    await choose(page, 'Write a file');
    await choose(page, 'Write login.secret.yaml');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    assert.match(read('base/login.secret.yaml'), /^ {2}password: bWFkZS11cA==$/m);
  },
};
