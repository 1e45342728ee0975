/** What VS Code logs of the talk with the server: never what was sent, whatever a trace is set to. */
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, test } from 'node:test';
import { createProtocolConnection, Trace, TraceFormat } from 'vscode-languageserver-protocol/node';
import { traceWithoutContent } from '../client/src/traceWithoutContent.js';

/** Says to the log what the client of VS Code says to it. */
async function logged(traceFormat: TraceFormat): Promise<string> {
  const lines: string[] = [];
  const log = { trace: (message: string) => lines.push(message), logLevel: 1 } as never;
  const quiet = traceWithoutContent(log);
  assert.equal(quiet.logLevel, 1);
  const [there, back] = [new PassThrough(), new PassThrough()];
  const client = createProtocolConnection(back, there);
  const server = createProtocolConnection(there, back);
  server.onRequest('kubewright/value', () => ({ content: 'aHVudGVyMg==' }));
  server.onRequest('kubewright/writeValue', () => Promise.reject(new Error('no')));
  const tracer = {
    log: (what: unknown, data?: string) =>
      quiet.trace(typeof what !== 'string' ? JSON.stringify(what) : data === undefined ? what : `${what}\n${data}`),
  };
  await client.trace(Trace.Verbose, tracer, { sendNotification: false, traceFormat });
  client.listen();
  server.listen();
  assert.deepEqual(await client.sendRequest('kubewright/value', { uri: 'hunter2' }), { content: 'aHVudGVyMg==' });
  await assert.rejects(client.sendRequest('kubewright/writeValue', { content: 'aHVudGVyMg==' }));
  await client.sendNotification('textDocument/didOpen', { text: 'password: hunter2' });
  client.dispose();
  server.dispose();
  return lines.join('\n').replace(/in \d+ms/g, 'in 1ms');
}

describe('names what is asked, and leaves out what is sent', () => {
  const left = ' (its content is never logged: it may be secret)';
  test('as text', async () =>
    assert.equal(
      await logged(TraceFormat.Text),
      [
        `Sending request 'kubewright/value - (0)'.${left}`,
        `Received response 'kubewright/value - (0)' in 1ms.${left}`,
        `Sending request 'kubewright/writeValue - (1)'.${left}`,
        "Received response 'kubewright/writeValue - (1)' in 1ms. Request failed: Request kubewright/writeValue failed with message: no (-32603).",
        `Sending notification 'textDocument/didOpen'.${left}`,
      ].join('\n'),
    ));
  test('as JSON', async () =>
    assert.equal(
      await logged(TraceFormat.JSON),
      [
        `send-request kubewright/value 0${left}`,
        `receive-response 0${left}`,
        `send-request kubewright/writeValue 1${left}`,
        `receive-response 1${left}`,
        `send-notification textDocument/didOpen${left}`,
      ].join('\n'),
    ));
});
