/** What a client hears of paths in kustomizations over the wire, with files on a real disk. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CompletionItem, InitializeResult, WorkspaceEdit } from 'vscode-languageserver/node';
import {
  type AddPathsResult,
  addPaths,
  type NewKustomizationResult,
  newKustomization,
} from '../server/src/protocol.js';
import { type Disk, disk } from '../server/src/workspace/disk.js';
import { connect, pulling, startInProcess, type TestClient } from './support/protocol.js';

const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
const clients: TestClient[] = [];
after(() => {
  for (const { connection } of clients) connection.dispose();
  rmSync(folder, { recursive: true, force: true });
});
const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href;
const files = {
  '.gitignore': '*.env\n',
  'app/kustomization.yaml': 'resources:\n  - web.yaml # served\n',
  'app/web.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: web }\n',
  'app/more.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: more }\n',
  'app/secret.env': 'A=b\n',
  'app/site/index.html': '',
  'new/a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n',
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** That has read the workspace. */
async function newClient(files: Disk = disk): Promise<TestClient> {
  const client = await connect(startInProcess(files), pulling, pathToFileURL(folder).href);
  clients.push(client);
  await client.refreshed(2);
  return client;
}

/** In a generator that is about to name a file. */
async function labels({ connection, open }: TestClient, field: string): Promise<readonly string[]> {
  const uri = uriOf('app/kustomization.yaml');
  await open(uri, `resources: []\nsecretGenerator:\n  - name: web\n    ${field}:\n      - \n`);
  const params = { textDocument: { uri }, position: { line: 4, character: 8 } };
  const items: readonly CompletionItem[] = await connection.sendRequest('textDocument/completion', params);
  return [...items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)).map(({ label }) => label);
}

test('files are offered that only the disk knows, also those that git ignores', async () => {
  const client = await newClient();
  assert.deepEqual(await labels(client, 'envs'), ['secret.env', 'more.yaml', 'web.yaml', 'site/index.html']);
});

test('a disk that does not answer is not waited for', async () => {
  const client = await newClient({ ...disk, list: () => new Promise(() => {}) });
  assert.deepEqual(await labels(client, 'files'), ['more.yaml', 'web.yaml']);
});

test('an editor that moves a file is told what has to change with it', async () => {
  const { connection } = await newClient();
  const moves = { files: [{ oldUri: uriOf('app/web.yaml'), newUri: uriOf('app/site/site.yaml') }] };
  const edit: WorkspaceEdit | null = await connection.sendRequest('workspace/willRenameFiles', moves);
  const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 12 } };
  assert.deepEqual(edit, { changes: { [uriOf('app/kustomization.yaml')]: [{ range, newText: 'site/site.yaml' }] } });
  const nothing = { files: [{ oldUri: uriOf('app/more.yaml'), newUri: uriOf('app/b.yaml') }] };
  assert.equal(await connection.sendRequest('workspace/willRenameFiles', nothing), null);
});

test('it is asked to tell of files and of folders', async () => {
  const { connection } = await newClient();
  const asked = { processId: null, rootUri: null, capabilities: {} };
  const { capabilities }: InitializeResult = await connection.sendRequest('initialize', asked);
  assert.deepEqual(capabilities.workspace?.fileOperations, {
    willRename: { filters: [{ scheme: 'file', pattern: { glob: '**' } }] },
  });
});

test('a new kustomization, and what is to be added to another', async () => {
  const { connection } = await newClient();
  const made: NewKustomizationResult = await connection.sendRequest(newKustomization, { folder: uriOf('new') });
  assert.deepEqual(made, {
    uri: uriOf('new/kustomization.yaml'),
    text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n\nresources:\n  - a.yaml\n',
  });
  const added: AddPathsResult = await connection.sendRequest(addPaths, { uris: [uriOf('app/more.yaml')] });
  assert.deepEqual(added.refusals, []);
  assert.deepEqual(
    added.changes.map(({ uri }) => uri),
    [uriOf('app/kustomization.yaml')],
  );
});
