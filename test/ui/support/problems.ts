/** The Problems panel. */
import type { Locator, Page } from 'playwright-core';

const triesToFix = 5;

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

/** Goes to the first problem of the panel and takes the fix that is preferred for it; another may come to light. */
export async function fixFirstProblem(page: Page): Promise<void> {
  const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'Ln ' }).first();
  const label = (await row.getAttribute('aria-label')) ?? '';
  const [line] = /Ln \d+,/.exec(await row.innerText()) ?? [];
  // In the middle of the row there is a link to the rule's documentation.
  await row.locator('.marker-message-line').dblclick({ position: { x: 5, y: 5 } });
  await page.locator('[id="status.editor.selection"]', { hasText: line ?? 'no line' }).waitFor();
  const fixed = page.locator(`.markers-panel .monaco-list-row[aria-label=${JSON.stringify(label)}]`);
  // The editor takes the keys a moment after it says that it has the focus.
  for (let tries = 0; tries < triesToFix && (await fixed.isVisible()); tries++) {
    await page.keyboard.press('Alt+Shift+Period');
    await fixed.waitFor({ state: 'detached', timeout: 2000 }).catch(() => {});
  }
  if (await fixed.isVisible()) throw new Error(`no fix took away: ${label}`);
}
