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
  await typeAt(page, prompt, text);
  await page.keyboard.press('Enter');
}

/** Types into an input box that shows `prompt`, and leaves it open. */
export async function typeAt(page: Page, prompt: string, text: string): Promise<void> {
  await page.locator('.quick-input-widget:visible', { hasText: prompt }).waitFor();
  await quickInput(page).fill(text);
}

/** Waits until a quick pick offers `label`. */
export async function seeChoice(page: Page, label: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().waitFor();
}

/** Waits until an input box says why what is typed cannot be. */
export async function seeRefusal(page: Page, reason: string): Promise<void> {
  await page.locator('.quick-input-message', { hasText: reason }).waitFor();
}

/** From a question to the one before it. */
export async function goBack(page: Page): Promise<void> {
  await page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
}

/** The one field of whatever quick input is open. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible .quick-input-box input').first();
}
