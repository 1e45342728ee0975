/** The wiring: what a client hears over the wire. What the answers contain is tested elsewhere. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import {
  type CreateConfigMapResult,
  createConfigMap,
  type KubernetesVersionResult,
  kubernetesVersion,
  processId,
} from '../server/src/protocol.js';
import { disk } from '../server/src/workspace/disk.js';
import { connect, pulling, startInProcess, type TestClient } from './support/protocol.js';

const broken =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: x, tty: 1 }] }\n';
const whole = broken.replace('tty: 1', 'tty: true');
const uri = 'file:///workspace/pod.yaml';

const clients: TestClient[] = [];
after(() => {
  for (const { connection } of clients) connection.dispose();
});

async function newClient(...[capabilities, rootUri]: [Parameters<typeof connect>[1], string?]): Promise<TestClient> {
  const client = await connect(startInProcess(), capabilities, rootUri ?? null);
  clients.push(client);
  return client;
}

describe('a client that pulls', () => {
  test('gets the diagnostics of what it opened, and of what it changed', async () => {
    const client = await newClient(pulling);
    await client.open(uri, broken);
    assert.deepEqual(
      (await client.pull(uri)).map(d => d.code),
      ['schema/wrong-type'],
    );
    await client.change(uri, 2, whole);
    assert.deepEqual(await client.pull(uri), []);
  });

  test('is asked to pull again when the settings change, and they hold at once', async () => {
    const client = await newClient(pulling);
    await client.open(uri, broken);
    await client.refreshed(2);
    client.settings = { rules: { 'schema/wrong-type': 'off' } };
    await client.configurationChanged();
    await client.refreshed(3);
    assert.deepEqual(await client.pull(uri), []);
  });

  test('gets no answer to what it cancelled', async () => {
    const client = await newClient(pulling);
    await client.open(uri, broken);
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(
      'textDocument/hover',
      { textDocument: { uri }, position: { line: 1, character: 1 } },
      source.token,
    );
    source.cancel();
    await assert.rejects(answer, /cancelled/);
  });

  test('gets what is quick before what is slow, whichever it asked for first', async () => {
    const client = await newClient(pulling);
    await client.open(uri, `${whole}---\n`.repeat(2_000));
    const textDocument = { uri };
    const answered: string[] = [];
    const ask = async (method: string, params: object) => {
      await client.connection.sendRequest(method, { textDocument, ...params });
      answered.push(method);
    };
    await Promise.all([
      ask('textDocument/formatting', { options: { tabSize: 4, insertSpaces: true } }),
      ask('textDocument/documentSymbol', {}),
      ask('textDocument/hover', { position: { line: 0, character: 0 } }),
    ]);
    assert.equal(answered[0], 'textDocument/hover');
  });

  test('gets nothing, and no error, for a file that is not open', async () => {
    const client = await newClient(pulling);
    const position = { line: 0, character: 0 };
    const textDocument = { uri: 'file:///nowhere.yaml' };
    assert.deepEqual(await client.pull(textDocument.uri), []);
    assert.equal(await client.connection.sendRequest('textDocument/hover', { textDocument, position }), null);
    assert.deepEqual(await client.connection.sendRequest('textDocument/completion', { textDocument, position }), []);
  });
});

test('a client that cannot pull gets diagnostics pushed, with the version they are for', async () => {
  const client = await newClient({});
  const first = client.pushed(uri);
  await client.open(uri, broken);
  const { diagnostics } = await first;
  assert.deepEqual(
    diagnostics.map(d => d.code),
    ['schema/wrong-type'],
  );
  const second = client.pushed(uri);
  await client.change(uri, 2, whole);
  assert.deepEqual(await second, { uri, version: 2, diagnostics: [] });
});

test('a client without workspace/configuration pushes its settings', async () => {
  const client = await newClient({});
  const first = client.pushed(uri);
  await client.open(uri, broken);
  await first;
  const second = client.pushed(uri);
  await client.configurationChanged({ kubewright: { rules: { 'schema/wrong-type': 'hint' } } });
  assert.deepEqual(
    (await second).diagnostics.map(d => d.severity),
    [4],
  );
});

test('patches of a kustomization on disk are not judged as whole objects', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'over lay'));
  writeFileSync(join(folder, 'over lay', 'kustomization.yaml'), 'patches:\n  - path: patch.yaml\n');
  const client = await newClient(pulling, pathToFileURL(folder).href);
  await client.refreshed(2);
  const patch = pathToFileURL(join(folder, 'over lay', 'patch.yaml')).href;
  await client.open(patch, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n');
  assert.deepEqual(await client.pull(patch), []);
  const other = pathToFileURL(join(folder, 'elsewhere', 'deployment.yaml')).href;
  await client.open(other, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n');
  assert.notDeepEqual(await client.pull(other), []);
});

test('as long as the workspace is not read, nothing is called missing', async () => {
  let finish: () => void = () => {};
  const reading = new Promise<void>(resolve => {
    finish = resolve;
  });
  const slowDisk = {
    ...disk,
    async *kustomizations() {
      await reading;
      yield { uri: 'file:///workspace/kustomization.yaml', text: 'resources: []\n' };
    },
  };
  const client = await connect(startInProcess(slowDisk), pulling, 'file:///workspace');
  clients.push(client);
  const other = 'file:///workspace/deep/down/there/deployment.yaml';
  await client.open(other, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n');
  assert.deepEqual(await client.pull(other), []);
  finish();
  await client.refreshed(2);
  assert.notDeepEqual(await client.pull(other), []);
});

test('the text of a ConfigMap', async () => {
  const client = await newClient(pulling);
  const files = [{ key: 'a.txt', base64: Buffer.from('hello\n').toString('base64') }];
  const result = await client.connection.sendRequest<CreateConfigMapResult>(createConfigMap, { name: 'web', files });
  assert.deepEqual(result, {
    text: 'apiVersion: v1\ndata:\n  a.txt: |\n    hello\nkind: ConfigMap\nmetadata:\n  name: web\n',
    warnings: [],
  });
});

test('a version beyond those known counts as the nearest one', async () => {
  const client = await newClient(pulling);
  await client.refreshed(2);
  const versions = { '1.99': '1.36', '1.2': '1.28', '1.31': '1.31' };
  let refreshes = 2;
  for (const [set, judged] of Object.entries(versions)) {
    client.settings = { kubernetesVersion: set };
    await client.configurationChanged();
    await client.refreshed(++refreshes);
    const { current } = await client.connection.sendRequest<KubernetesVersionResult>(kubernetesVersion);
    assert.equal(current, judged);
  }
});

test('the Kubernetes versions, and its own process, for a client that sends no parameters', async () => {
  const client = await newClient(pulling);
  const { current, known } = await client.connection.sendRequest<KubernetesVersionResult>(kubernetesVersion);
  assert.equal(current, known.at(-1));
  assert.equal(await client.connection.sendRequest(processId), process.pid);
});

test('the built server is a language server by itself, over stdio', async () => {
  const child = spawn(process.execPath, [join(__dirname, '../../dist/server.js'), '--stdio']);
  after(() => child.kill());
  const client = await connect({ input: child.stdout, output: child.stdin }, pulling);
  await client.open(uri, broken);
  assert.deepEqual(
    (await client.pull(uri)).map(d => d.code),
    ['schema/wrong-type'],
  );
  const exited = new Promise(resolve => child.once('exit', resolve));
  await client.connection.sendRequest('shutdown');
  await client.connection.sendNotification('exit');
  assert.equal(await exited, 0);
});
