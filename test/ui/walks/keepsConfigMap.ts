/** Somebody makes a ConfigMap of a file, and lives with it: mounts it, edits it, renames its key, moves it out and back. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { answer, choose, goBack, seeChoice, seeRefusal, typeAt } from '../support/commands.js';
import { applyQuickFix, goToLine, putCursorOn, save, seeText } from '../support/editor.js';
import { chooseFromContextMenu, explorerRow, openFile } from '../support/explorer.js';
import { renameTo } from '../support/rename.js';
import type { Walk } from '../support/walk.js';

export const walk: Walk = {
  title: 'A ConfigMap goes from a file to a pod and back',
  opens: 'examples',
  async run({ page, folder, screenshot }) {
    const read = (name: string) => readFileSync(join(folder, 'base', name), 'utf8');
    const vhost = read('config/vhost.conf');
    const [catalog, web] = [read('catalog.yaml'), read('web.yaml')];

    await openFile(page, 'base/catalog.yaml');
    await chooseFromContextMenu(page, 'base/config/vhost.conf', 'Create ConfigMap…');
    await answer(page, 'Name of the ConfigMap', 'front-door');
    await choose(page, 'Append to an open file');
    await seeText(page, 'name: front-door');
    await screenshot('configmap-1-create');
    await confirm(page, 'Change catalog.yaml');
    assert.equal(read('catalog.yaml'), `${catalog}---\n${objectWith('vhost.conf', vhost)}`);

    await goToLine(page, 145);
    await applyQuickFix(page, 'name: front-door', 'Mount ConfigMap front-door in…');
    await seeChoice(page, 'Deployment web');
    await screenshot('configmap-2-workload');
    await choose(page, 'Deployment web');
    await choose(page, 'As files');
    await typeAt(page, 'one file per key', '/etc/nginx/conf.d');
    await seeRefusal(page, 'The container has a mount at /etc/nginx/conf.d');
    await screenshot('configmap-3-path');
    await goBack(page);
    await choose(page, 'Some keys as environment variables');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'vhost.conf' }).click();
    await page.keyboard.press('Enter');
    await seeText(page, 'key: vhost.conf');
    await screenshot('configmap-4-mount');
    await confirm(page, 'Change web.yaml');
    await seeText(page, 'name: VHOST_CONF');
    assert.notEqual(read('web.yaml'), web);
    const mounted = read('web.yaml');

    await openFile(page, 'base/catalog.yaml');
    await goToLine(page, 124);
    await page.locator('.codelens-decoration a:visible', { hasText: 'open in editor' }).last().click();
    await page.locator('.tab.active', { hasText: 'vhost.conf' }).waitFor();
    await putCursorOn(page, 'listen 8080');
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.type(' default_server;');
    await save(page);
    await screenshot('configmap-5-value');
    await page.locator('.tab.active .tab-actions .action-label').click();
    const edited = vhost.replace('listen 8080;', 'listen 8080 default_server;');
    assert.equal(read('catalog.yaml'), `${catalog}---\n${objectWith('vhost.conf', edited)}`);

    await openFile(page, 'base/catalog.yaml');
    await seeText(page, 'listen 8080 default_server;');
    await putCursorOn(page, 'vhost.conf');
    await renameTo(page, 'site.conf');
    await seeText(page, 'site.conf: |');
    await saveAll(page);
    await openFile(page, 'base/web.yaml');
    await seeText(page, 'key: site.conf');
    await screenshot('configmap-6-rename');
    assert.equal(read('web.yaml'), mounted.replace(/key: vhost\.conf\n(?! *path)/, 'key: site.conf\n'));

    await openFile(page, 'base/catalog.yaml');
    await goToLine(page, 124);
    await applyQuickFix(page, 'site.conf', 'Extract site.conf to a file for configMapGenerator');
    // The rows of the explorer move when it comes.
    await explorerRow(page, 'base/site.conf').waitFor();
    await openFile(page, 'base/kustomization.yaml');
    await seeText(page, 'name: front-door');
    await seeText(page, 'site.conf');
    await saveAll(page);
    await screenshot('configmap-7-extract');
    assert.equal(read('site.conf'), edited);
    assert.equal(read('catalog.yaml'), catalog);

    await applyQuickFix(page, 'site.conf', 'Inline site.conf into');
    await seeText(page, 'front-door-configmap.yaml');
    await saveAll(page);
    await openFile(page, 'base/front-door-configmap.yaml');
    await seeText(page, 'site.conf: |');
    await screenshot('configmap-8-inline');
    assert.equal(read('front-door-configmap.yaml'), inlinedWith('site.conf', edited));
    assert.equal(existsSync(join(folder, 'base', 'site.conf')), true);
  },
};

/** In kubectl's order. */
function objectWith(key: string, content: string): string {
  return `apiVersion: v1\n${dataWith(key, content)}kind: ConfigMap\nmetadata:\n  name: front-door\n`;
}

/** In the order in which people write. */
function inlinedWith(key: string, content: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: front-door\n${dataWith(key, content)}`;
}

function dataWith(key: string, content: string): string {
  return `data:\n  ${key}: |\n${content.replace(/^(?=.)/gm, '    ')}`;
}

async function confirm(page: Page, title: string): Promise<void> {
  await choose(page, title);
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

async function saveAll(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+KeyK');
  await page.keyboard.press('KeyS');
  await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
}
