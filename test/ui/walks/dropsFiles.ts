/** Somebody drags a file from the explorer onto the values of a ConfigMap. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goToLine, placeOf, save, seeText } from '../support/editor.js';
import { dropInto, openFile } from '../support/explorer.js';
import type { Walk } from '../support/walk.js';

export const walk: Walk = {
  title: 'A file that is dropped onto data becomes a value',
  opens: 'examples',
  async run({ page, folder, screenshot }) {
    const read = () => readFileSync(join(folder, 'base/catalog.yaml'), 'utf8');
    const before = read();
    await openFile(page, 'base/catalog.yaml');
    await goToLine(page, 106);
    await dropInto(page, 'files/app.properties', await placeOf(page, 'log-level: info'));
    await seeText(page, 'app.properties: |');
    await page.locator('.post-edit-widget').click();
    await page.locator('.action-widget .monaco-list-row', { hasText: 'Add as Value' }).waitFor();
    await screenshot('dropped-file');
    await page.keyboard.press('Escape');
    await save(page);
    const value = readFileSync(join(folder, 'files/app.properties'), 'utf8').replace(/^(?=.)/gm, '    ');
    assert.equal(read(), before.replace(/(currency=EUR\n)/, `$1  app.properties: |\n${value}`));
  },
};
