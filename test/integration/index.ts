/**
 * The mocha suite as VS Code's extension host runs it. Whatever the host does afterwards, the outcome is in the file
 * that KUBEWRIGHT_TEST_RESULT names; it is written last, so a host that dies leaves none.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

const testLimitMs = 30_000;

interface Failure {
  readonly name: string;
  readonly message: string;
}

export async function run(): Promise<void> {
  const grep = process.env['KUBEWRIGHT_TEST_GREP'];
  const mocha = new Mocha({ ui: 'bdd', timeout: testLimitMs, color: false, ...(grep ? { grep } : {}) });
  const suite = join(__dirname, 'suite');
  for (const file of readdirSync(suite).sort()) if (file.endsWith('.test.js')) mocha.addFile(join(suite, file));
  const failures: Failure[] = [];
  const passed = await new Promise<number>(resolve => {
    const runner = mocha.run(() => resolve(runner.stats?.passes ?? 0));
    runner.on('fail', (test, error) => {
      failures.push({ name: test.fullTitle(), message: error.stack ?? error.message });
    });
  });
  const resultFile = process.env['KUBEWRIGHT_TEST_RESULT'];
  if (resultFile) writeFileSync(resultFile, JSON.stringify({ passed, failures }));
  if (failures.length > 0) throw new Error(`${failures.length} tests failed`);
}
