/** Opening and writing values by LSP: what travels, and what only clients get that know what to do with it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CodeLens } from 'vscode-languageserver/node';
import {
  openValue,
  type ValueParams,
  type ValueResult,
  value,
  type WriteValueParams,
  type WriteValueResult,
  writeValue,
} from '../server/src/protocol.js';
import { connect, pulling, startInProcess } from './support/protocol.js';

const uri = 'file:///work/login.yaml';
const text = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: login\nstringData:\n  app.ini: |\n    a\n    b\n    c\n';
const target = { kind: 'Secret', name: 'login', field: 'stringData', key: 'app.ini' } as const;

async function serve(options?: unknown) {
  const client = await connect(startInProcess(), pulling, null, options);
  await client.open(uri, text);
  return {
    ask: (params: Omit<ValueParams, 'uri'>) =>
      client.connection.sendRequest<ValueResult>(value, { uri, ...params } satisfies ValueParams),
    write: (params: Omit<WriteValueParams, 'uri'>) =>
      client.connection.sendRequest<WriteValueResult>(writeValue, { uri, ...params } satisfies WriteValueParams),
    lenses: () => client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } }),
    end: () => client.connection.end(),
  };
}

describe('values by LSP', () => {
  test('come without their content while nobody wants to see it', async () => {
    const client = await serve();
    const known = await client.ask({ at: { line: 5, character: 3 }, without: 'content' });
    assert.ok('content' in known);
    assert.deepEqual([known.content, known.size, known.isSecret, known.target], ['', 6, true, target]);
    const shown = await client.ask({ at: target });
    assert.ok('content' in shown);
    assert.equal(Buffer.from(shown.content, 'base64').toString(), 'a\nb\nc\n');
    client.end();
  });

  test('are written for the version that the client has', async () => {
    const client = await serve();
    const opened = await client.ask({ at: target });
    assert.ok('fingerprint' in opened);
    const { fingerprint, form } = opened;
    const content = Buffer.from('a\nb\nC\n').toString('base64');
    const written = await client.write({ target, fingerprint, form, content });
    assert.ok('edits' in written);
    assert.equal(written.version, 1);
    assert.deepEqual(
      written.edits.map(({ newText }) => newText),
      ['    C'],
    );
    client.end();
  });

  test('have lenses for a client that can open them', async () => {
    const without = await serve();
    assert.deepEqual(await without.lenses(), []);
    without.end();
    const client = await serve({ opensValues: true });
    const lenses = await client.lenses();
    assert.deepEqual(
      lenses.map(({ command }) => command),
      [{ title: 'open in editor', command: openValue, arguments: [uri, { line: 5, character: 2 }] }],
    );
    client.end();
  });
});
