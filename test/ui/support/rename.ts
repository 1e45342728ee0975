/** Renaming, and the messages with which the editor refuses it. */
import type { Page } from 'playwright-core';

/** Calls what the cursor is on `name`. */
export async function renameTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F2');
  const box = page.locator('.monaco-editor.rename-box input');
  await box.waitFor();
  await box.fill(name);
  await page.keyboard.press('Enter');
  await box.waitFor({ state: 'hidden' });
}

/** Waits until a message says `text`, and closes it. */
export async function seeNotification(page: Page, text: string): Promise<void> {
  await page.locator('.notification-toast', { hasText: text }).waitFor();
  await page.keyboard.press('Escape');
}
