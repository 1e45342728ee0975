/** Pictures of a page, as it is or in both colour schemes. The editor must follow the scheme of the system. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const themes = { light: '.monaco-workbench.vs', dark: '.monaco-workbench.vs-dark' } as const;
const triesUntilStill = 20;

/** Switching the scheme of the system leaves open menus and hovers as they are. Ends in the dark one. */
export function screenshots(page: Page, folder: string): (name: string) => Promise<void> {
  return async name => {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.locator(themes[scheme]).first().waitFor();
      writeFileSync(join(folder, `${name}-${scheme}.png`), await stillPicture(page));
    }
  };
}

/** One picture of the page as it is, as NAME.png. */
export function pictures(page: Page, folder: string): (name: string) => Promise<void> {
  return async name => writeFileSync(join(folder, `${name}.png`), await stillPicture(page));
}

/** Colours and decorations arrive a little after the text: two pictures alike show that all is there. */
async function stillPicture(page: Page): Promise<Buffer> {
  let last = await page.screenshot();
  for (let tries = 0; tries < triesUntilStill; tries++) {
    const next = await page.screenshot();
    if (next.equals(last)) return next;
    last = next;
  }
  return last;
}
