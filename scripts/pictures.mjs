// @ts-check
/** `npm run pictures`: walks through the running product and renews the pictures that README.md shows. */
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './repository.mjs';

const shown = ['problems', 'completion', 'hover', 'missing-key', 'references', 'probe-hover', 'timeline'];
const walks =
  'A new user repairs the broken example|Names lead from file to file|The hover on a probe|The timeline of probes';

execFileSync(process.execPath, [join(root, 'scripts/test.mjs'), '--only', 'ui'], {
  stdio: 'inherit',
  env: { ...process.env, KUBEWRIGHT_TEST_GREP: walks },
});
for (const name of shown) {
  for (const theme of ['dark', 'light']) {
    const file = `${name}-${theme}.png`;
    copyFileSync(join(root, 'test-results', file), join(root, 'walkthrough/media', file));
  }
}
console.log(`Renewed ${shown.length * 2} pictures in walkthrough/media`);
