/** A person follows names from file to file: who uses a ConfigMap, what a key means, and what is missing at the other end. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import {
  applyQuickFix,
  complete,
  goToLine,
  hoverOver,
  putCursorOn,
  quickFixes,
  seeCompletionDetails,
  seeText,
  takeCompletion,
} from '../support/editor.js';
import { openFile } from '../support/explorer.js';
import { problem, seeNoProblems, showProblems } from '../support/problems.js';
import { renameTo, seeNotification } from '../support/rename.js';
import type { Walk } from '../support/walk.js';

const missing = 'ConfigMap web-config has no key greeting';

export const walk: Walk = {
  title: 'Names lead from file to file, and what is missing there is added there',
  opens: 'test/integration/workspace/names',
  async run({ page, folder, screenshot }) {
    await openFile(page, 'config.yaml');
    await lens(page, 'used by 2 workloads').click();
    const uses = page.locator('.peekview-widget .ref-tree .monaco-list-row');
    await uses.filter({ hasText: 'deployment.yaml' }).waitFor();
    await uses.filter({ hasText: 'report.yaml' }).waitFor();
    await screenshot('references');
    await page.keyboard.press('Escape');

    const report = readFileSync(join(folder, 'report.yaml'), 'utf8');
    writeFileSync(join(folder, 'other.yaml'), report.replace('name: report', 'name: other'));
    await lens(page, 'used by 3 workloads').waitFor();

    await openFile(page, 'deployment.yaml');
    await showProblems(page);
    await problem(page, missing).waitFor();
    await problem(page, 'ConfigMap web-config has the keys log-level, timeout').waitFor();
    await goToLine(page, 28);
    const [first] = await quickFixes(page, 'key: greeting');
    assert.equal(first, 'Add key greeting to ConfigMap web-config');
    await screenshot('missing-key');
    await page.keyboard.press('Escape');
    await applyQuickFix(page, 'key: greeting', 'Add key greeting to ConfigMap web-config');
    await problem(page, missing).waitFor({ state: 'detached' });

    assert.match(await hoverOver(page, 'log-level'), /log-level of ConfigMap web-config\s.*\s+info/);
    await page.keyboard.press('Escape');
    await putCursorOn(page, 'web-login');
    await renameTo(page, 'Web_Login');
    await seeNotification(page, 'the Secret cannot be called Web_Login: it must consist of lower case');
    await renameTo(page, 'web-account');
    await seeText(page, 'name: web-account');

    await goToLine(page, 33);
    for (const _ of 'password') await page.keyboard.press('Backspace');
    assert.deepEqual(await complete(page), ['password']);
    await takeCompletion(page, 'password');
    await goToLine(page, 22);
    for (const _ of 'web-config') await page.keyboard.press('Backspace');
    assert.ok((await complete(page)).includes('web-config'));
    await seeCompletionDetails(page, 'log-level: info');
    await screenshot('names');
    await takeCompletion(page, 'web-config');
    await seeNoProblems(page);

    await openFile(page, 'config.yaml');
    await seeText(page, 'greeting: ""');
    await openFile(page, 'secret.yaml');
    await seeText(page, 'name: web-account');
  },
};

/** What stands above an object. */
function lens(page: Page, title: string) {
  return page.locator('.codelens-decoration a', { hasText: title });
}
