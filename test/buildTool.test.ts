/** When a program may be started for a preview, how, and what becomes of one that does not behave. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import {
  argumentsOf,
  type Circumstances,
  chooseTool,
  runTool,
  type ToolAnswer,
  type ToolName,
} from '../client/src/kustomize/buildTool.js';
import { repository } from './support/check.js';

const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const usual: Circumstances = {
  isTrusted: true,
  scheme: 'file',
  setting: 'auto',
  path: '',
  unsaved: undefined,
  mayFetch: false,
  isFetchWanted: false,
};
const both = (name: ToolName): string => `/bin/${name}`;
const neither = (): undefined => undefined;
const choose = (changes: Partial<Circumstances>, find: (name: ToolName) => string | undefined = both) =>
  chooseTool({ ...usual, ...changes }, find);

describe('in a workspace that is not trusted', () => {
  const settings = ['auto', 'builtIn', 'kustomize', 'kubectl'] as const;
  for (const setting of settings) {
    test(`with ${setting} nothing is started, and nothing looked for`, () => {
      for (const isFetchWanted of [false, true]) {
        for (const path of ['', '/opt/kustomize']) {
          const find = () => assert.fail('nobody may look');
          const choice = choose({ isTrusted: false, setting, isFetchWanted, path }, find);
          assert.equal('tool' in choice, false);
        }
      }
    });
  }
  test('it is said where the user has asked for a program', () => {
    assert.deepEqual(choose({ isTrusted: false, setting: 'kubectl' }), {
      evaluator: 'nothing is started in Restricted Mode',
    });
  });
});

test('one file of the client alone can start programs, and it is asked by one that looks at the trust', () => {
  const source = join(repository, 'client/src');
  const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith('.ts'))
    .map(path => ({ path, text: readFileSync(join(source, path), 'utf8') }));
  const naming = (word: RegExp) => texts.filter(({ text }) => word.test(text)).map(({ path }) => path);
  assert.deepEqual(naming(/child_process|worker_threads|createTerminal|ShellExecution|ProcessExecution/), [
    'kustomize/buildTool.ts',
  ]);
  assert.deepEqual(naming(/\brunTool\b/).sort(), ['kustomize/build.ts', 'kustomize/buildTool.ts']);
  const [caller] = texts.filter(({ path }) => path === 'kustomize/build.ts');
  assert.match(caller?.text ?? '', /!vscode\.workspace\.isTrusted\) return;\n\s+const answer = await runTool\(/);
});

test('kustomize comes before kubectl, and the one that is asked for before both', () => {
  assert.deepEqual(choose({}), { tool: { name: 'kustomize', path: '/bin/kustomize' } });
  const kubectl = { tool: { name: 'kubectl', path: '/bin/kubectl' } };
  assert.deepEqual(
    choose({}, name => (name === 'kubectl' ? both(name) : undefined)),
    kubectl,
  );
  assert.deepEqual(choose({ setting: 'kubectl' }), kubectl);
});

test('a path that the user gives is taken, and must be absolute', () => {
  assert.deepEqual(choose({ path: '/opt/kubectl-1.32' }), { tool: { name: 'kubectl', path: '/opt/kubectl-1.32' } });
  assert.deepEqual(choose({ path: '/opt/k5' }), { tool: { name: 'kustomize', path: '/opt/k5' } });
  assert.deepEqual(choose({ path: '/opt/k5', setting: 'kubectl' }), { tool: { name: 'kubectl', path: '/opt/k5' } });
  assert.deepEqual(choose({ path: './kustomize' }), { evaluator: undefined });
});

test('where no program can do it, Kubewright does, and says why when another was asked for', () => {
  assert.deepEqual(choose({ setting: 'builtIn' }), { evaluator: undefined });
  assert.deepEqual(choose({}, neither), { evaluator: undefined });
  assert.deepEqual(choose({ setting: 'kustomize' }, neither), { evaluator: 'kustomize is not installed' });
  assert.deepEqual(choose({ scheme: 'vscode-vfs' }), { evaluator: undefined });
  assert.deepEqual(choose({ unsaved: 'base/web.yaml' }), { evaluator: 'base/web.yaml is not saved' });
  assert.deepEqual(choose({ unsaved: 'base/web.yaml' }, neither), { evaluator: undefined });
});

test('nothing is fetched unasked', () => {
  assert.deepEqual(choose({ mayFetch: true }), { evaluator: undefined, canFetch: 'kustomize' });
  const tool = { tool: { name: 'kustomize', path: '/bin/kustomize' } };
  assert.deepEqual(choose({ mayFetch: true, isFetchWanted: true }), tool);
  assert.deepEqual(choose({ mayFetch: true, setting: 'kustomize' }), tool);
});

test('no flags are given', () => {
  assert.deepEqual(argumentsOf('kustomize', '/a b'), ['build', '/a b']);
  assert.deepEqual(argumentsOf('kubectl', '/a b'), ['kustomize', '/a b']);
});

/** Programs are scripts here, which Windows would not start without a shell. */
const scripts = { skip: process.platform === 'win32' };

describe('a program', scripts, () => {
  const limits = { time: 10_000, output: 1024 * 1024 };
  const run = (script: string, own: Partial<typeof limits> = {}, signal = new AbortController().signal) => {
    const path = join(folder, 'kustomize');
    writeFileSync(path, `#!${process.execPath}\n${script}\n`);
    chmodSync(path, 0o755);
    return runTool({ name: 'kustomize', path }, '/some folder; rm x', signal, { ...limits, ...own });
  };

  test('gets its arguments as they are, and what it prints is the answer', async () => {
    const answer = await run('process.stdout.write(JSON.stringify(process.argv.slice(2)) + "\\u00e4\\n")');
    assert.deepEqual(answer, { text: '["build","/some folder; rm x"]ä\n' });
  });

  test('may refuse, and what it says then is kept', async () => {
    assert.deepEqual(await run('console.error("Error: no"); process.exit(1)'), { error: 'Error: no' });
    assert.deepEqual(await run('process.exit(3)'), { error: 'kustomize ended with 3' });
  });

  test('is ended when it takes too long, with everything that it has started', async () => {
    const trace = join(folder, 'child');
    const child = `require('fs').writeFileSync(${JSON.stringify(trace)}, String(process.pid)); setInterval(() => {}, 1000)`;
    const answer = run(
      `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });
       setInterval(() => {}, 1000);`,
      { time: 1500 },
    );
    assert.deepEqual(await answer, { failure: 'kustomize took longer than 1.5 s' });
    assert.ok(existsSync(trace));
    await gone(Number(readFileSync(trace, 'utf8')));
  });

  test('is ended when it prints too much', async () => {
    const answer = await run('setInterval(() => process.stdout.write("x".repeat(65536)), 1)', { output: 200 * 1024 });
    assert.deepEqual(answer, { failure: 'kustomize printed more than 200 KiB' });
  });

  test('is ended when nobody waits for it any more', async () => {
    const abort = new AbortController();
    const answer = run('setInterval(() => {}, 1000)', {}, abort.signal);
    abort.abort();
    assert.deepEqual(await answer, { failure: 'not wanted any more' });
  });

  test('that is not there is no answer', async () => {
    const path = join(folder, 'nothing');
    const answer: ToolAnswer = await runTool({ name: 'kubectl', path }, folder, new AbortController().signal);
    assert.match('failure' in answer ? answer.failure : '', /^kubectl cannot be started: .*ENOENT/);
  });
});

/** Waits until the process has ended; the time limit of the test ends the wait. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise(setImmediate);
  }
}
