/** The command palette, and the quick picks and input boxes that commands open. */
import type { Locator, Page } from 'playwright-core';

/** Runs a command by its full title, as in "Kubewright: Create ConfigMap from File…". */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await quickInput(page).fill(`>${title}`);
  await choose(page, title);
}

/** Chooses the row of a quick pick by what it says; types nothing. */
export async function choose(page: Page, label: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
}

/** Answers an input box that shows `prompt`. */
export async function answer(page: Page, prompt: string, text: string): Promise<void> {
  await page.locator('.quick-input-widget:visible', { hasText: prompt }).waitFor();
  await quickInput(page).fill(text);
  await page.keyboard.press('Enter');
}

/** The one field of whatever quick input is open. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible .quick-input-box input').first();
}
