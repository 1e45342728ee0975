/** A person sees what an overlay builds while typing, finds out where a line comes from, and compares it with its base. */
import type { Locator, Page } from 'playwright-core';
import { choose, runCommand, seeChoice } from '../support/commands.js';
import { goToLine, seeText } from '../support/editor.js';
import { openFile } from '../support/explorer.js';
import type { Walk } from '../support/walk.js';

export const walk: Walk = {
  title: 'What a kustomization builds is seen while typing, leads back to its files, and is compared',
  opens: 'examples',
  async run({ page, screenshot }) {
    await openFile(page, 'overlays/prod/kustomization.yaml');
    await page.locator('.editor-actions .action-label[aria-label*="Preview Kustomize Build"]').first().click();
    const preview = previewIn(page, 'Build of prod.yaml');
    await line(preview, 'namespace: shop').waitFor();
    await preview.locator('.codelens-decoration', { hasText: 'objects' }).waitFor();
    await screenshot('build-preview');

    await line(preview, 'part-of').hover();
    await page.locator('.monaco-hover:visible', { hasText: 'set by base/kustomization.yaml:8 labels' }).waitFor();
    await screenshot('build-origin');
    await page.keyboard.down('Control');
    await line(preview, 'SHOW_PRICES_WITH_TAX').click();
    await page.keyboard.up('Control');
    await seeText(page, 'configMapGenerator');
    await page.locator('.tab.active', { hasText: 'kustomization.yaml' }).first().waitFor();
    await screenshot('build-led-back');
    await openFile(page, 'overlays/prod/kustomization.yaml');

    await goToLine(page, 6);
    await page.keyboard.type('-two');
    await line(preview, 'namespace: shop-two').waitFor();
    // What is offered meanwhile is not wanted.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.keyboard.type('namesp: unknown');
    await line(preview, 'This does not build').waitFor();
    await line(preview, 'Below is what it built before').waitFor();
    await screenshot('build-refused');
    await preview.locator('.codelens-decoration a', { hasText: 'go to the cause' }).click();
    // The preview stays where it is.
    await page.locator('.editor-group-container.active .tab.active', { hasText: 'kustomization.yaml' }).waitFor();
    await line(preview, 'This does not build').waitFor();
    await seeText(page, 'namesp: unknown');
    await runCommand(page, 'File: Revert File');
    await line(preview, 'This does not build').waitFor({ state: 'detached' });

    await openFile(page, 'overlays/dev/kustomization.yaml');
    await runCommand(page, 'Kubewright: Compare Kustomize Builds…');
    await seeChoice(page, 'overlays/dev');
    await choose(page, 'overlays/dev');
    await seeChoice(page, 'base of overlays/dev');
    await screenshot('build-compare-choice');
    await choose(page, 'base of overlays/dev');
    await page.locator('.tab.active', { hasText: 'base ↔ overlays/dev (built)' }).waitFor();
    await page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await screenshot('build-compared');
  },
};

function previewIn(page: Page, title: string): Locator {
  return page.locator('.editor-group-container').filter({ has: page.locator('.tab', { hasText: title }) });
}

/** The editor writes its spaces as no-break spaces, which Playwright takes for spaces. */
function line(preview: Locator, text: string): Locator {
  return preview.locator('.view-line', { hasText: text }).first();
}
