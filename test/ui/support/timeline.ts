/** The timeline of probes, which the editor shows in a frame inside a frame. */
import type { FrameLocator, Locator, Page } from 'playwright-core';

export function timelinePage(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** Waits until the story of a container has a sentence with `text`. */
export async function seeSentence(page: Page, text: string | RegExp): Promise<void> {
  await timelinePage(page).locator('.story li', { hasText: text }).first().waitFor();
}

/** The handle with which a failure is moved, and a field by its label. */
export function failureHandle(page: Page): Locator {
  return timelinePage(page).getByRole('slider', { name: 'The app fails at' });
}

export function field(page: Page, label: string): Locator {
  return timelinePage(page).getByLabel(label);
}

/** Drags the failure to a place between the left and the right edge of the drawing. */
export async function dragFailureTo(page: Page, share: number): Promise<void> {
  const from = await failureHandle(page).boundingBox();
  const drawing = await timelinePage(page).locator('.drawing').boundingBox();
  if (!from || !drawing) throw new Error('there is no drawing');
  const y = from.y + from.height / 2;
  await page.mouse.move(from.x + from.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(drawing.x + drawing.width * share, y, { steps: 8 });
  await page.mouse.up();
}
