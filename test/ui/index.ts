/** Runs the walks one after another, each in a page and a folder of its own. Knows nothing of how VS Code is started. */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inspect } from 'node:util';
import type { Page } from 'playwright-core';
import { pictures, screenshots } from './support/screenshots.js';
import type { Walk } from './support/walk.js';

const repository = join(__dirname, '..', '..', '..');
const stepLimitMs = 30_000;
const walkLimitMs = 150_000;

/** The editor the walks run in, as `npm test` starts it. */
export interface Editor {
  readonly openPage: () => Promise<Page>;
  readonly address: (folder: string) => string;
  /** An empty folder for one walk. */
  readonly newFolder: () => string;
  /** Where pictures and logs go. */
  readonly results: string;
}

interface Failure {
  readonly name: string;
  readonly message: string;
}

export async function runWalks(
  editor: Editor,
  isWanted: (title: string) => boolean,
): Promise<{ passed: number; failures: Failure[] }> {
  const failures: Failure[] = [];
  const walks = (await allWalks()).filter(({ title }) => isWanted(title));
  for (const walk of walks) {
    const began = performance.now();
    const message = await failureOf(walk, editor);
    if (message) failures.push({ name: walk.title, message });
    console.log(`${message ? '✘' : '✔'} ${walk.title} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  }
  return { passed: walks.length - failures.length, failures };
}

async function allWalks(): Promise<Walk[]> {
  const folder = join(__dirname, 'walks');
  const files = readdirSync(folder).filter(file => file.endsWith('.js'));
  return Promise.all(
    files.sort().map(async file => {
      const { walk }: { walk?: Walk } = await import(join(folder, file));
      if (!walk) throw new Error(`${file} does not export a walk`);
      return walk;
    }),
  );
}

/** Runs one walk; what went wrong, or nothing. A picture of the page at that moment is kept. */
async function failureOf(walk: Walk, editor: Editor): Promise<string | undefined> {
  const page = await editor.openPage();
  const log: string[] = [];
  page.on('console', said => log.push(`[${said.type()}] ${said.text()}`));
  page.setDefaultTimeout(stepLimitMs);
  const slug = walk.title.toLowerCase().replace(/\W+/g, '-');
  try {
    await withinLimit(runWalk(walk, page, editor));
    return undefined;
  } catch (error) {
    const picture = join(editor.results, `failure-${slug}.png`);
    await page.screenshot({ path: picture }).catch(() => {});
    writeFileSync(join(editor.results, `failure-${slug}.log`), log.join('\n'));
    return `${error instanceof Error ? error.stack : inspect(error)}\npicture: ${picture}`;
  } finally {
    await page.context().close();
  }
}

async function runWalk(walk: Walk, page: Page, editor: Editor): Promise<void> {
  const folder = join(editor.newFolder(), basename(walk.opens));
  cpSync(join(repository, walk.opens), folder, { recursive: true });
  await page.goto(editor.address(folder), { waitUntil: 'commit' });
  await page.locator('.monaco-workbench').waitFor();
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  const { results } = editor;
  await walk.run({ page, folder, screenshot: screenshots(page, results), picture: pictures(page, results) });
}

async function withinLimit(walking: Promise<void>): Promise<void> {
  const ended = new AbortController();
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`took more than ${walkLimitMs / 1000} s`)), walkLimitMs);
    ended.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  await Promise.race([walking, late]).finally(() => ended.abort());
}

/** So that pictures of an earlier run are not taken for this one's. */
export function emptyResults(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (/\.png$|^failure-/.test(file)) rmSync(join(folder, file));
}
