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
