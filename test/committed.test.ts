/** The last commit: how the server comes to know of it, and what is offered to get back to it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { type FileAddress, type GitExtension, LastCommits } from '../client/src/git.js';
import {
  type CommittedTextParams,
  type CommittedTextResult,
  committedText,
  headMoved,
} from '../server/src/protocol.js';
import { applyAction, checkFixes, codesIn, open, repository } from './support/check.js';
import { connect, pulling, startInProcess, type TestClient } from './support/protocol.js';
import { styleNames, variantOf } from './support/variants.js';

const config = (level: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\nimmutable: true\ndata:\n  log-level: ${level}\n`;
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx:1 }] }\n';
const uri = 'file:///workspace/config.yaml';
const code = 'data/immutable-changed';

describe('what differs from the last commit', () => {
  for (const name of [
    'manifest/immutableField',
    'manifest/immutableFieldOthers',
    'data/immutableChanged',
    'secret/typeChanged',
  ]) {
    const fixture = readFileSync(join(repository, `test/fixtures/${name}.yaml`), 'utf8').replaceAll('\r\n', '\n');
    for (const style of styleNames) {
      const variant = variantOf(fixture, style);
      if (variant === undefined) continue;
      test(`${name} is found, and mended, ${style}`, () => {
        assert.deepEqual(codesIn(variant), codesIn(fixture));
        assert.ok(checkFixes(variant, found => /immutable|type-changed/.test(found)) > 0);
      });
    }
  }

  test('is nothing where only the line ends do', () =>
    assert.deepEqual(codesIn(`#- a.yaml (committed)\n${config('info')}#- a.yaml\n${crlf(config('info'))}`), []));

  test('is nothing in an object of another name', () => {
    const other = config('debug').replace('name: web', 'name: web-2');
    assert.deepEqual(codesIn(`#- a.yaml (committed)\n${config('info')}#- a.yaml\n${other}`), []);
  });

  test('is nothing where the committed values are encrypted', () => {
    const encrypted = `${config('info')}sops:\n  version: 3.9.0\n`;
    assert.deepEqual(codesIn(`#- a.yaml (committed)\n${encrypted}#- a.yaml\n${config('debug')}`), []);
  });

  test('is nothing in a patch', () => {
    const fixture = `#- a.yaml (committed)\n${config('info')}#- a.yaml\n${config('debug')}`;
    const kustomization = '#- kustomization.yaml\nresources: []\npatches:\n  - path: a.yaml\n';
    assert.deepEqual(codesIn(fixture), [code]);
    assert.ok(!codesIn(fixture + kustomization).includes(code));
  });

  test('is put back as it was written', () => {
    const text = (b: string) =>
      config('info').replace('log-level: info', `app.conf: |\n    a = 1\n    b = ${b}\n  c: "1"`);
    const before = `#- a.yaml (committed)\n${text('2')}`;
    const fixed = applyAction(`${before}#- a.yaml\n${text('3')}`, 'Put the committed app.conf back');
    assert.equal(fixed, `${before}#- a.yaml\n${text('2')}`);
  });
});

test('of a closed file the last commit is forgotten', () => {
  const { service } = open(`#- config.yaml (committed)\n${config('info')}#- config.yaml\n${config('debug')}`);
  assert.equal(service.diagnostics(uri).length, 1);
  service.closeFile(uri);
  service.openFile(uri, 1, config('debug'));
  assert.deepEqual(service.diagnostics(uri), []);
});

describe('a client that can show the last commit', () => {
  const clients: TestClient[] = [];
  after(() => {
    for (const { connection } of clients) connection.dispose();
  });

  /** `answer` is what it shows; `asked` the files that the server asked for. */
  async function newClient(answer: () => string | undefined, showsCommitted: boolean) {
    const client = await connect(startInProcess(), pulling, null, { showsCommitted });
    clients.push(client);
    const asked: string[] = [];
    client.connection.onRequest(committedText, (params: CommittedTextParams): CommittedTextResult => {
      asked.push(params.uri);
      const text = answer();
      return text === undefined ? {} : { text };
    });
    await client.refreshed(2);
    return { client, asked };
  }

  const codesOf = async (client: TestClient) => (await client.pull(uri)).map(diagnostic => diagnostic.code);

  test('is asked once for a file that it may say something of, and told when it does', async () => {
    const { client, asked } = await newClient(() => config('info'), true);
    await client.open('file:///workspace/pod.yaml', pod);
    await client.pull('file:///workspace/pod.yaml');
    await client.open(uri, config('debug'));
    assert.deepEqual(await codesOf(client), []);
    await seen(client, [code]);
    await client.change(uri, 2, config('trace'));
    assert.deepEqual(await codesOf(client), [code]);
    await client.change(uri, 3, config('info'));
    assert.deepEqual(await codesOf(client), []);
    assert.deepEqual(asked, [uri]);
  });

  test('is asked again when there is another commit', async () => {
    let committed: string | undefined = config('info');
    const { client, asked } = await newClient(() => committed, true);
    await client.open(uri, config('debug'));
    await seen(client, [code]);
    committed = config('debug');
    await client.connection.sendNotification(headMoved);
    await seen(client, []);
    committed = undefined;
    await client.change(uri, 2, config('trace'));
    await seen(client, [code]);
    await client.connection.sendNotification(headMoved);
    await seen(client, []);
    assert.deepEqual(asked, [uri, uri, uri]);
  });

  test('is not asked unless it says so', async () => {
    const { client, asked } = await newClient(() => config('info'), false);
    await client.open(uri, config('debug'));
    assert.deepEqual(await codesOf(client), []);
    await client.connection.sendNotification(headMoved);
    assert.deepEqual(await codesOf(client), []);
    assert.deepEqual(asked, []);
  });

  /** Pulls, as an editor does, whenever the server asks for it, until this is what it gets. */
  async function seen(client: TestClient, codes: readonly string[]): Promise<void> {
    let refreshes = 0;
    while (String(await codesOf(client)) !== String(codes)) await client.refreshed(++refreshes);
  }
});

describe('the git extension of VS Code', () => {
  const file: FileAddress = { scheme: 'file', fsPath: '/repository/a.yaml' };

  test('shows a file of the last commit', async () => {
    const git = fakeGit();
    const commits = new LastCommits(git.extension, () => {});
    assert.equal(await commits.textOf(file), undefined);
    git.open();
    assert.equal(await commits.textOf(file), 'HEAD /repository/a.yaml at 1');
    assert.equal(await commits.textOf({ ...file, fsPath: '/repository/new.yaml' }), undefined);
    assert.equal(await commits.textOf({ scheme: 'untitled', fsPath: '/repository/a.yaml' }), undefined);
  });

  test('tells of another commit, and of a repository that comes and goes, but of nothing else', () => {
    const git = fakeGit();
    let moved = 0;
    const commits = new LastCommits(git.extension, () => moved++);
    assert.equal(moved, 0);
    git.open();
    assert.equal(moved, 1);
    git.change('1');
    assert.equal(moved, 1);
    git.change('2');
    assert.equal(moved, 2);
    git.close();
    assert.equal(moved, 3);
    git.change('3');
    assert.equal(moved, 3);
    commits.dispose();
    assert.equal(git.listeners(), 0);
  });

  test('may be turned off and on', async () => {
    const git = fakeGit();
    git.enable(false);
    const commits = new LastCommits(git.extension, () => {});
    git.open();
    assert.equal(await commits.textOf(file), undefined);
    git.enable(true);
    await new Promise(setImmediate);
    assert.equal(await commits.textOf(file), 'HEAD /repository/a.yaml at 1');
    git.enable(false);
    assert.equal(await commits.textOf(file), undefined);
  });
});

/** One repository, as the extension would show it. */
function fakeGit() {
  const changed = event<void>();
  const opened = event<ReturnType<typeof repository>>();
  const closed = event<ReturnType<typeof repository>>();
  const enablement = event<boolean>();
  const state = { HEAD: { commit: '1' }, onDidChange: changed.on };
  /** Another object each time, as the extension does. */
  const repository = () => ({
    rootUri: 'file:///repository',
    state,
    show: async (ref: string, path: string) => {
      if (!path.endsWith('/a.yaml')) throw new Error(`fatal: path '${path}' does not exist in '${ref}'`);
      return `${ref} ${path} at ${state.HEAD.commit}`;
    },
  });
  let isOpen = false;
  let isReady = true;
  const extension = {
    enabled: true as boolean,
    onDidChangeEnablement: enablement.on,
    getAPI: () => {
      if (!isReady) throw new Error('Git model not found');
      return api;
    },
  } satisfies GitExtension<FileAddress>;
  const api = {
    get repositories() {
      return isOpen ? [repository()] : [];
    },
    onDidOpenRepository: opened.on,
    onDidCloseRepository: closed.on,
    getRepository: ({ fsPath }: FileAddress) => (isOpen && fsPath.startsWith('/repository/') ? repository() : null),
  };
  return {
    extension,
    open: () => {
      isOpen = true;
      opened.fire(repository());
    },
    close: () => {
      isOpen = false;
      closed.fire(repository());
    },
    change: (commit: string) => {
      state.HEAD = { commit };
      changed.fire();
    },
    enable: (enabled: boolean) => {
      extension.enabled = enabled;
      // It tells before it can be asked.
      isReady = false;
      enablement.fire(enabled);
      isReady = enabled;
    },
    listeners: () => [changed, opened, closed, enablement].reduce((sum, { count }) => sum + count(), 0),
  };
}

function event<Value>() {
  const listeners = new Set<(value: Value) => unknown>();
  return {
    on: (listener: (value: Value) => unknown) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    fire: (value: Value) => {
      for (const listener of [...listeners]) listener(value);
    },
    count: () => listeners.size,
  };
}

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}
