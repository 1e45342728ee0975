/** A person looks at what the numbers of probes come to: beside the editor, while typing, with a failure of their choice. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { runCommand } from '../support/commands.js';
import { goToLine } from '../support/editor.js';
import { openFile } from '../support/explorer.js';
import { inHighContrast } from '../support/themes.js';
import { dragFailureTo, failureHandle, field, seeSentence, timelinePage } from '../support/timeline.js';
import type { Walk } from '../support/walk.js';

export const walk: Walk = {
  title: 'The timeline of probes follows the editor and the failure that one chooses',
  opens: 'examples',
  async run({ page, screenshot, picture }) {
    await openFile(page, 'base/web.yaml');
    await goToLine(page, 36);
    const errors = pageErrors(page);
    const timeline = timelinePage(page);
    await runCommand(page, 'Kubewright: Show Probe Timeline');
    await timeline.locator('h1', { hasText: 'Deployment web' }).waitFor();
    await seeSentence(page, 'livenessProbe failed 6 times');
    await timeline.locator('svg').waitFor();
    await screenshot('timeline');

    // The editor has kept the focus, and the picture follows it.
    await page.keyboard.press('Backspace');
    await page.keyboard.type('2');
    await seeSentence(page, 'livenessProbe failed 2 times');
    await page.keyboard.type('x');
    const stale = timeline.locator('.stale-reason', { hasText: 'Not up to date. livenessProbe: a number' });
    await stale.waitFor();
    await seeSentence(page, 'livenessProbe failed 2 times');
    await screenshot('timeline-stale');
    await page.keyboard.press('Backspace');
    await stale.waitFor({ state: 'hidden' });

    const handle = failureHandle(page);
    const before = Number(await handle.getAttribute('aria-valuenow'));
    await handle.press('ArrowRight');
    await handle.press('Shift+ArrowRight');
    await seeSentence(page, `The app hangs from ${before + 11} s`);
    await page.keyboard.press('Tab');
    await timeline.locator('input:focus').fill('300');
    await seeSentence(page, 'CrashLoopBackOff');
    await timeline.getByRole('button', { name: 'Reset' }).click();
    await seeSentence(page, `The app hangs from ${before} s`);
    await dragFailureTo(page, 0.8);
    assert.ok(Number(await handle.getAttribute('aria-valuenow')) > before + 20);
    await screenshot('timeline-failure');

    await field(page, 'Lasts').selectOption('for a while');
    await field(page, 'How').selectOption('only readiness fails');
    await seeSentence(page, 'The failure is over');
    assert.equal(await timeline.locator('.story li', { hasText: 'livenessProbe failed' }).count(), 0);
    for (const theme of ['dark', 'light'] as const) {
      await inHighContrast(page, theme, () => picture(`timeline-high-contrast-${theme}`));
    }
    await page.setViewportSize({ width: 880, height: 800 });
    await picture('timeline-narrow');

    await timeline.getByRole('button', { name: 'readinessProbe' }).click();
    await page.locator('[id="status.editor.selection"]', { hasText: 'Ln 25,' }).waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
    await openFile(page, 'base/kustomization.yaml');
    await timeline.getByText('There is no container in this file').waitFor();
    await openFile(page, 'base/nightly-report.yaml');
    await timeline.getByText('Insert Probe…').waitFor();
    await picture('timeline-empty');
    assert.deepEqual(errors, []);
  },
};

/** What the browser complains about, such as content that the policy of the page forbids. */
function pageErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('console', said => {
    if (said.type() === 'error') errors.push(`${said.location().url}: ${said.text()}`);
  });
  page.on('pageerror', error => errors.push(error.message));
  return errors;
}
