/** The file explorer. Paths are relative to the opened folder, with slashes. */
import type { Locator, Page } from 'playwright-core';

/** Opens a file for good (not as a preview), expanding the folders on the way to it. */
export async function openFile(page: Page, path: string): Promise<void> {
  await expandParents(page, path);
  await explorerRow(page, path).dblclick();
  await page.locator('.tab.active', { hasText: path.split('/').at(-1) ?? path }).waitFor();
  await page.locator('.monaco-editor .view-line').first().waitFor();
}

/** Chooses an entry of the context menu of a file or folder, expanding the folders on the way to it. */
export async function chooseFromContextMenu(page: Page, path: string, label: string): Promise<void> {
  await expandParents(page, path);
  await explorerRow(page, path).click({ button: 'right' });
  // A menu that has just opened takes no clicks, so that the button's release cannot choose by accident.
  await page.locator('.monaco-menu .action-label', { hasText: label }).first().hover();
  await page.keyboard.press('Enter');
}

async function expandParents(page: Page, path: string): Promise<void> {
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth++) {
    const row = explorerRow(page, parts.slice(0, depth).join('/'));
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
  }
}

/** The row of a file or folder whose parents are expanded. */
export function explorerRow(page: Page, path: string): Locator {
  const label = page.locator(`.explorer-item[aria-label$=${JSON.stringify(`/${path}`)}]`);
  return page.locator('.explorer-folders-view .monaco-list-row').filter({ has: label });
}

/** Drags a file onto `text` in the editor and drops it there, with the key held that drops it into the text. */
export async function dropInto(
  page: Page,
  path: string,
  place: { readonly x: number; readonly y: number },
): Promise<void> {
  await expandParents(page, path);
  await explorerRow(page, path).hover();
  await page.mouse.down();
  await page.keyboard.down('Shift');
  await page.mouse.move(place.x - 10, place.y, { steps: 5 });
  await page.mouse.move(place.x, place.y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
}
