/** The active text editor. A place in it is named by what is written there; it must be visible. */
import type { Locator, Page } from 'playwright-core';

const lightBulbMenu = '.action-widget:not(.action-list-submenu-panel)';
const mostTries = 5;
const activeLines = '.editor-group-container.active .monaco-editor .view-lines';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
}

/** The text on the screen, which is the whole text of a short file. */
export async function visibleText(page: Page): Promise<string> {
  // The editor reuses the elements of lines that scrolled away, so their order means nothing.
  const lines = await Promise.all(
    (await page.locator(`${activeLines} .view-line`).all()).map(async line => ({
      top: (await line.boundingBox())?.y ?? 0,
      text: await textOf(line),
    })),
  );
  return lines
    .sort((one, other) => one.top - other.top)
    .map(({ text }) => text)
    .join('\n');
}

/** Waits until a line of the editor contains `text`. */
export async function seeText(page: Page, text: string): Promise<void> {
  await lineWith(page, text).waitFor();
}

/** Puts the cursor behind `text`. */
export async function putCursorAfter(page: Page, text: string): Promise<void> {
  const { right, middle } = await boxOf(page, text);
  await page.mouse.click(right, middle);
}

/** Puts the cursor into the middle of `text`. */
export async function putCursorOn(page: Page, text: string): Promise<void> {
  const { left, right, middle } = await boxOf(page, text);
  await page.mouse.click((left + right) / 2, middle);
}

/** The middle of `text`, on the page. */
export async function placeOf(page: Page, text: string): Promise<{ readonly x: number; readonly y: number }> {
  const { left, right, middle } = await boxOf(page, text);
  return { x: (left + right) / 2, y: middle };
}

/** Scrolls to a line, counted from 1, and puts the cursor at its end. */
export async function goToLine(page: Page, line: number): Promise<void> {
  await page.keyboard.press('Control+KeyG');
  const input = page.locator('.quick-input-widget:visible .quick-input-box input').first();
  await input.fill(`:${line}`);
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
  await page.keyboard.press('End');
}

/** What the hover over `text` says. A lens that comes above it may move it from under the mouse: then it moves again. */
export async function hoverOver(page: Page, text: string): Promise<string> {
  const hover = page.locator('.monaco-editor .monaco-hover:not(.hidden) .hover-row:not(:has-text("Loading..."))');
  for (let left = 5; left > 0; left--) {
    const box = await boxOf(page, text);
    await page.mouse.move(box.left, box.middle);
    await page.mouse.move((box.left + box.right) / 2, box.middle, { steps: 3 });
    const isThere = hover.first().waitFor({ timeout: left > 1 ? 5_000 : 30_000 });
    if (left === 1) await isThere;
    else if (await isThere.then(() => true).catch(() => false)) break;
  }
  return (await hover.allInnerTexts()).join('\n');
}

/** Asks for completions at the cursor; their labels as shown. */
export async function complete(page: Page): Promise<string[]> {
  await page.keyboard.press('Control+Space');
  const rows = page.locator('.suggest-widget.visible .monaco-list-row');
  await rows.first().waitFor();
  return rows.locator('.label-name').allInnerTexts();
}

/** Opens the documentation beside the list of completions, unless it is open, and waits until it says `text`. */
export async function seeCompletionDetails(page: Page, text: string): Promise<void> {
  const details = page.locator('.suggest-details', { hasText: text });
  for (let tries = 0; tries < mostTries && !(await details.isVisible()); tries++) {
    await page.keyboard.press('Control+Space');
    await details.waitFor({ timeout: 2000 }).catch(() => {});
  }
  await details.waitFor();
}

/** Takes one of the completions that are shown. */
export async function takeCompletion(page: Page, label: string): Promise<void> {
  const name = page.locator('.label-name').getByText(label, { exact: true });
  await page.locator('.suggest-widget.visible .monaco-list-row').filter({ has: name }).first().click();
  await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
}

/** Opens the light bulb's menu on `text`; the titles in it. */
export async function quickFixes(page: Page, text: string): Promise<string[]> {
  await putCursorOn(page, text);
  await page.keyboard.press('ControlOrMeta+Period');
  const rows = page.locator(`${lightBulbMenu} .monaco-list-row.action`);
  await rows.first().waitFor();
  return rows.locator('.title').allInnerTexts();
}

/** Applies a fix offered on `text`. */
export async function applyQuickFix(page: Page, text: string, title: string): Promise<void> {
  await quickFixes(page, text);
  await page.locator(`${lightBulbMenu} .monaco-list-row.action`, { hasText: title }).first().click();
  await page.locator(lightBulbMenu).waitFor({ state: 'hidden' });
}

/** Saves the file and waits until it is on disk. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+KeyS');
  await page.locator('.tab.active:not(.dirty)').first().waitFor();
}

/** Where `text` first stands on the screen. */
async function boxOf(page: Page, text: string): Promise<Box> {
  // A line may be drawn anew while one looks at it.
  for (let tries = 0; tries < mostTries; tries++) {
    const line = lineWith(page, text);
    await line.waitFor();
    const content = await textOf(line);
    const box = await line.locator('> span').boundingBox();
    const start = content.indexOf(text);
    if (!box || start < 0) continue;
    // All characters of the editor's font are equally wide.
    const width = box.width / content.length;
    return {
      left: box.x + start * width,
      right: box.x + (start + text.length) * width,
      middle: box.y + box.height / 2,
    };
  }
  throw new Error(`"${text}" is not on the screen`);
}

function lineWith(page: Page, text: string): Locator {
  return page.locator(`${activeLines} .view-line`, { hasText: text }).first();
}

/** The editor writes its spaces as no-break spaces. */
async function textOf(line: Locator): Promise<string> {
  return ((await line.textContent()) ?? '').replaceAll('\u00a0', ' ');
}
