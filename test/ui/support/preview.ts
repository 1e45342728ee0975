/** The Markdown preview, which the editor shows in a frame inside a frame. */
import type { Page } from 'playwright-core';

/** What the preview says, as soon as it shows a page under `heading`. */
export async function renderedText(page: Page, heading: string): Promise<string> {
  await page.locator('.tab.active', { hasText: `${heading.split('/').at(-1)}.md` }).waitFor();
  const content = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await content.locator('h1', { hasText: heading }).waitFor();
  return content.locator('body').innerText();
}
