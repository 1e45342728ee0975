/** A person wants to know what a problem is about: a click on its code, in the hover or in the list, opens the page. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { choose, quickInput, runCommand } from '../support/commands.js';
import { hoverOver } from '../support/editor.js';
import { openFile } from '../support/explorer.js';
import { renderedText } from '../support/preview.js';
import { problem, showProblems } from '../support/problems.js';
import type { Walk } from '../support/walk.js';

const code = 'probe/success-threshold';

export const walk: Walk = {
  title: 'The code of a problem opens the page of its rule',
  opens: 'test/integration/workspace',
  async run({ page, screenshot }) {
    await openFile(page, 'probe.yaml');
    await showProblems(page);
    await problem(page, 'successThreshold must be 1').waitFor();
    await hoverOver(page, '3');
    await page.locator('.monaco-hover a.code-link', { hasText: code }).click();
    assert.match(await renderedText(page, code), /above 1 on a liveness or startup probe/);
    await closePanel(page);
    await screenshot('rule-page');

    await page.locator('.tab', { hasText: 'probe.yaml' }).click();
    await showProblems(page);
    await problem(page, 'successThreshold must be 1').locator('a', { hasText: code }).click();
    assert.match(await renderedText(page, code), /Settings/);

    await runCommand(page, 'Kubewright: Explain Rule…');
    await page.locator('.quick-input-widget:visible', { hasText: 'Explain Rule' }).waitFor();
    await screenshot('rule-list');
    await quickInput(page).fill('text that is not YAML');
    await choose(page, 'yaml/syntax');
    assert.match(await renderedText(page, 'yaml/syntax'), /Text that is not YAML/);
  },
};

async function closePanel(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+KeyJ');
  await page.locator('.markers-panel').waitFor({ state: 'hidden' });
}
