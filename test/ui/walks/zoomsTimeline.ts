/** A person with poor eyes, without a mouse: the timeline of probes at 200 %, in a narrow column, in every kind of theme. */
import assert from 'node:assert/strict';
import type { FrameLocator, Page } from 'playwright-core';
import { runCommand } from '../support/commands.js';
import { goToLine } from '../support/editor.js';
import { openFile } from '../support/explorer.js';
import { chooseScheme, inHighContrast } from '../support/themes.js';
import { failureHandle, seeSentence, timelinePage } from '../support/timeline.js';
import type { Walk } from '../support/walk.js';

export const walk: Walk = {
  title: 'The timeline can be read and used at 200 % and in a narrow column, with keys alone',
  opens: 'examples',
  async run({ page, picture }) {
    await openFile(page, 'base/web.yaml');
    await goToLine(page, 36);
    await runCommand(page, 'Kubewright: Show Probe Timeline');
    const timeline = timelinePage(page);
    await timeline.locator('svg').waitFor();
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    // At 200 % a window of 1280 pixels has room for half as many.
    await page.setViewportSize({ width: 640, height: 400 });

    await page.keyboard.press('Control+Digit2');
    assert.deepEqual(await tabThrough(page, timeline, 7), [
      'readinessProbe',
      'livenessProbe',
      'The app fails at',
      'App answers after (in seconds)',
      'Fails at (in seconds)',
      'How',
      'Lasts',
    ]);
    const handle = failureHandle(page);
    const before = await handle.getAttribute('aria-valuetext');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+ArrowRight');
    assert.notEqual(await handle.getAttribute('aria-valuetext'), before);
    for (const scheme of ['dark', 'light'] as const) {
      await chooseScheme(page, scheme);
      await seeNothingCutOff(timeline);
      await picture(`timeline-zoomed-${scheme}`);
    }
    await tabThrough(page, timeline, 4);
    assert.deepEqual(await tabThrough(page, timeline, 1), ['Reset']);
    await picture('timeline-zoomed-fields');
    await page.keyboard.press('Enter');
    await seeSentence(page, `The app hangs from ${before}`);

    for (const scheme of ['dark', 'light'] as const) {
      await inHighContrast(page, scheme, async () => {
        await handle.focus();
        await seeNothingCutOff(timeline);
        await picture(`timeline-zoomed-high-contrast-${scheme}`);
      });
    }
  },
};

interface Named {
  readonly textContent: string | null;
  readonly labels?: ArrayLike<{ readonly textContent: string | null }> | null;
  getAttribute(name: string): string | null;
}

/** The names of what gets the focus, one key after the other. */
async function tabThrough(page: Page, timeline: FrameLocator, count: number): Promise<readonly string[]> {
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    await page.keyboard.press('Tab');
    const name = await timeline
      .locator(':focus')
      .evaluate((own: Named) => own.getAttribute('aria-label') ?? own.labels?.[0]?.textContent ?? own.textContent);
    names.push(name ?? '');
  }
  return names;
}

interface Boxed {
  readonly textContent: string | null;
  getBoundingClientRect(): { readonly left: number; readonly right: number };
}

async function seeNothingCutOff(timeline: FrameLocator): Promise<void> {
  const page = timeline.locator('html');
  const wide = await page.evaluate(
    (own: { scrollWidth: number; clientWidth: number }) => own.scrollWidth - own.clientWidth,
  );
  assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
  const right = await timeline.locator('.drawing').evaluate((own: Boxed) => own.getBoundingClientRect().right);
  const texts = timeline.locator('.drawing text, .grip-label');
  const cut = await texts.evaluateAll(
    (all: readonly Boxed[], edge: number) =>
      all
        .filter(own => own.getBoundingClientRect().left < 0 || own.getBoundingClientRect().right > edge + 1)
        .map(own => own.textContent),
    right,
  );
  assert.deepEqual(cut, []);
}
