/** A person rests the mouse on a probe and sees what the probes of the container come to, in the colours of the editor. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { palettes } from '../../../server/src/prober/palettes.js';
import { hoverOver } from '../support/editor.js';
import { openFile } from '../support/explorer.js';
import type { Walk } from '../support/walk.js';

const workbenches = { dark: '.monaco-workbench.vs-dark', light: '.monaco-workbench.vs' } as const;
const mostTries = 10;

export const walk: Walk = {
  title: 'The hover on a probe draws its story',
  opens: 'examples',
  async run({ page, picture }) {
    await openFile(page, 'base/web.yaml');
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(workbenches[theme]).first().waitFor();
      await seeStoryIn(page, palettes[theme].background);
      await picture(`probe-hover-${theme}`);
    }
  },
};

/** The language server hears of another theme a little later than the page. */
async function seeStoryIn(page: Page, background: string): Promise<void> {
  const image = page.locator('.monaco-hover img[alt*="livenessProbe failed 6 times"]');
  for (let tries = 0; tries < mostTries; tries++) {
    await page.mouse.move(640, 780);
    await image.waitFor({ state: 'hidden' });
    await hoverOver(page, 'livenessProbe');
    await image.waitFor();
    const { source, width } = await image.evaluate((shown: { src: string; naturalWidth: number }) => ({
      source: shown.src,
      width: shown.naturalWidth,
    }));
    assert.equal(width, 480, 'the browser cannot read the drawing');
    const svg = Buffer.from(source.split(',')[1] ?? '', 'base64').toString();
    if (svg.includes(background)) return;
  }
  throw new Error(`no drawing on ${background}`);
}
