/** The Problems panel. */
import type { Locator, Page } from 'playwright-core';

/** Opens the panel, or brings it to the front. */
export async function showProblems(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+KeyM');
  await page.locator('.markers-panel').waitFor();
}

/** The row of a problem, by its message. */
export function problem(page: Page, message: string): Locator {
  return page.locator('.markers-panel .monaco-list-row', { hasText: message });
}

/** Waits until the open panel has nothing to report. */
export async function seeNoProblems(page: Page): Promise<void> {
  await page.locator('.markers-panel .message-box-container', { hasText: 'No problems' }).waitFor();
}

/** How many errors and warnings the status bar counts. */
export async function problemCount(page: Page): Promise<number> {
  const label = await page.locator('[id="status.problems"] [aria-label]').first().getAttribute('aria-label');
  return [...(label ?? '').matchAll(/\d+/g)].reduce((sum, [digits]) => sum + Number(digits), 0);
}

/** Goes to the next problem of the file and takes the fix that is preferred for it; another may come to light there. */
export async function fixNextProblem(page: Page): Promise<void> {
  await page.keyboard.press('F8');
  await page.locator('.marker-widget').first().waitFor();
  await page.keyboard.press('Escape');
  const there = await problemsAtCursor(page);
  await page.keyboard.press('Alt+Shift+Period');
  const before = await there.allTextContents();
  if (before.length === 0) throw new Error('the problem is not in the panel');
  while ((await there.allTextContents()).join() === before.join()) await page.waitForTimeout(50);
}

/** The rows of the panel that speak of the place where the cursor is. */
async function problemsAtCursor(page: Page): Promise<Locator> {
  const place = await page.locator('[id="status.editor.selection"]').innerText();
  return problem(page, `[${place}]`);
}
