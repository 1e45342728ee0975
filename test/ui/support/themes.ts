/** The colours of the editor, which follow the scheme of the system. */
import type { Page } from 'playwright-core';
import { quickInput, runCommand } from './commands.js';

const usual = { dark: '.vs-dark', light: '.vs' } as const;
const highContrast = {
  dark: { name: 'Dark High Contrast', place: '.hc-black' },
  light: { name: 'Light High Contrast', place: '.hc-light' },
} as const;

export type Scheme = keyof typeof usual;

export async function chooseScheme(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.locator(`.monaco-workbench${usual[scheme]}`).waitFor();
}

/** The theme is a setting of the user, which the next walk would find. */
export async function inHighContrast(page: Page, scheme: Scheme, look: () => Promise<void>): Promise<void> {
  await chooseScheme(page, scheme);
  const { name, place } = highContrast[scheme];
  const before = await chooseTheme(page, name, place);
  await look();
  await chooseTheme(page, before, usual[scheme]);
}

/** Gives the name of the theme before. */
async function chooseTheme(page: Page, name: string, place: string): Promise<string> {
  await runCommand(page, 'Preferences: Color Theme');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const before = await rows.and(page.locator('.focused')).locator('.label-name').first().innerText();
  await quickInput(page).fill(name);
  await rows.filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`.monaco-workbench${place}`).waitFor();
  return before;
}
