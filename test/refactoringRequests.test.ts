/** Refactorings that need files, by LSP: the server reads them when the user has chosen, and says why one cannot be made. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities, CodeAction } from 'vscode-languageserver/node';
import { mountInWorkload } from '../server/src/protocol.js';
import { connect, pulling, startInProcess } from './support/protocol.js';

const able: ClientCapabilities = {
  ...pulling,
  textDocument: { ...pulling.textDocument, codeAction: { resolveSupport: { properties: ['edit'] } } },
  workspace: {
    ...pulling.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'delete'] },
  },
};

const kustomization = 'resources: []\nconfigMapGenerator:\n  - name: web\n    files: [app.conf]\n';

const ends: (() => void)[] = [];
after(() => {
  for (const end of ends) end();
});

async function serve(capabilities: ClientCapabilities, files: Readonly<Record<string, string>>, options?: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const root = pathToFileURL(folder).href;
  const client = await connect(startInProcess(), capabilities, root, options);
  ends.push(() => client.connection.dispose());
  await client.refreshed(2);
  const [path = '', text = ''] = Object.entries(files)[0] ?? [];
  const uri = `${root}/${path}`;
  await client.open(uri, text);
  return {
    client,
    root,
    actions: (line: number, character: number) => {
      const place = { line, character };
      const params = { textDocument: { uri }, range: { start: place, end: place }, context: { diagnostics: [] } };
      return client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', params);
    },
    resolve: (action: CodeAction) => client.connection.sendRequest<CodeAction>('codeAction/resolve', action),
  };
}

describe('a refactoring that needs a file', () => {
  test('reads it when it is chosen', async () => {
    const { root, actions, resolve } = await serve(able, {
      'kustomization.yaml': kustomization,
      'app.conf': 'x\ny\n',
    });
    const action = (await actions(3, 14)).find(({ title }) => title.startsWith('Inline'));
    assert.equal(action?.edit, undefined);
    const { edit } = await resolve(action ?? assert.fail('not offered'));
    const created = edit?.documentChanges?.[0];
    assert.deepEqual(created, { kind: 'create', uri: `${root}/web-configmap.yaml` });
    assert.match(JSON.stringify(edit), /app.conf: .\\n {4}x\\n {4}y/);
  });

  test('says why it cannot be made', async () => {
    const { client, actions, resolve } = await serve(able, { 'kustomization.yaml': kustomization });
    const said = new Promise<string>(tell =>
      client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => tell(message)),
    );
    const action = (await actions(3, 14)).find(({ title }) => title.startsWith('Inline'));
    const { edit } = await resolve(action ?? assert.fail('not offered'));
    assert.equal(edit, undefined);
    assert.equal(await said, 'Inline app.conf into a new ConfigMap web in web-configmap.yaml: app.conf cannot be read');
  });

  test('is not offered to a client that cannot delete files', async () => {
    const workspaceEdit = { documentChanges: true, resourceOperations: ['create' as const] };
    const { actions } = await serve(
      { ...able, workspace: { ...able.workspace, workspaceEdit } },
      { 'kustomization.yaml': kustomization, 'app.conf': 'x' },
    );
    assert.deepEqual(
      (await actions(3, 14)).filter(({ title }) => title.startsWith('Inline')),
      [],
    );
  });
});

describe('mounting', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n';
  test('is offered to those who can ask how', async () => {
    const { root, actions } = await serve(able, { 'config.yaml': text }, { mountsObjects: true });
    const [action] = (await actions(2, 20)).filter(({ command }) => command);
    assert.deepEqual(action?.command, {
      title: 'Mount ConfigMap web in…',
      command: mountInWorkload,
      arguments: [`${root}/config.yaml`, { line: 2, character: 18 }],
    });
  });
  test('and to nobody else', async () => {
    const { actions } = await serve(able, { 'config.yaml': text });
    assert.deepEqual(
      (await actions(2, 20)).filter(({ command }) => command),
      [],
    );
  });
});
