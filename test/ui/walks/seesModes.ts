/** A person sees beside the numbers of a manifest what they come to. */
import { seeText } from '../support/editor.js';
import { openFile } from '../support/explorer.js';
import type { Walk } from '../support/walk.js';

export const walk: Walk = {
  title: 'File modes are shown in letters',
  opens: 'test/integration/workspace',
  async run({ page, screenshot }) {
    await openFile(page, 'modes.yaml');
    await seeText(page, '= 0644 rw-r--r--');
    await seeText(page, 'rwxr-xr-x');
    await seeText(page, '= 0620 rw--w----');
    await seeText(page, '= true');
    await screenshot('file-modes');
  },
};
