// @ts-check
/** Where things are in this repository. Knows paths only; imports nothing outside Node. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const serverTools = join(root, 'scripts', 'vscode-server');
export const testResults = join(root, 'test-results');

/** The one file `npm run package` makes and the tests install. */
export const vsixFile = join(root, 'kubewright.vsix');
