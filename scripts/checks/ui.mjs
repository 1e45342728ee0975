// @ts-check
/** The walks of test/ui in a browser, with the packaged extension installed into a VS Code server. */
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openBrowser, openPage } from '../browser.mjs';
import { temporaryFolder } from '../cleanUp.mjs';
import { root, testResults, vsixFile } from '../repository.mjs';
import { startVscodeServer } from '../vscodeServer.mjs';
import { tell } from './outcome.mjs';

/** @typedef {import('../../test/ui/index.js')} Walks */

/** The system's colour scheme chooses the theme, and nothing moves by itself: pictures come out alike. */
const settings = {
  'window.autoDetectColorScheme': true,
  'explorer.compactFolders': false,
  'editor.cursorBlinking': 'solid',
  'files.autoSave': 'off',
};

process.setSourceMapsEnabled(true);
await tell('ui', async () => {
  if (!existsSync(vsixFile)) throw new Error(`${vsixFile} is missing: npm run package`);
  /** @type {Walks} */
  const { emptyResults, runWalks } = createRequire(import.meta.url)(join(root, 'out', 'test', 'ui', 'index.js'));
  emptyResults(testResults);
  // Pages close without a farewell: their extension hosts shall not wait for hours for them to come back.
  const server = await startVscodeServer({ vsix: vsixFile, settings, args: ['--reconnection-grace-time=5'] });
  const browser = await openBrowser();
  try {
    const grep = new RegExp(process.env['KUBEWRIGHT_TEST_GREP'] ?? '', 'i');
    return await runWalks(
      {
        openPage: () => openPage(browser, server.host),
        address: folder => server.address(folder),
        newFolder: () => temporaryFolder().path,
        results: testResults,
      },
      title => grep.test(title),
    );
  } finally {
    writeFileSync(join(testResults, 'ui-server.log'), server.log());
    await browser.close();
    await server.stop();
  }
});
