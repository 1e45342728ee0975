/** The packaged extension comes to life on a YAML file. */
import { runCommand } from '../support/commands.js';
import { openFile } from '../support/explorer.js';
import type { Walk } from '../support/walk.js';

export const walk: Walk = {
  title: 'The extension comes up',
  opens: 'test/integration/workspace',
  async run({ page, screenshot }) {
    await openFile(page, 'deployment.yaml');
    await runCommand(page, 'Developer: Show Running Extensions');
    const extension = page.locator('.runtime-extensions-editor .extension', { hasText: 'kubewright' });
    await extension.locator('.activation-time, .activation-time *', { hasText: 'Activation' }).first().waitFor();
    await screenshot('comes-up');
  },
};
