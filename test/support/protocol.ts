/** A client that speaks LSP with a server over streams, for tests of the wiring and of the built process. */
import { join } from 'node:path';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { loadSchemas } from '../../server/src/schema/load.js';
import { startServer } from '../../server/src/server.js';
import { type Disk, disk } from '../../server/src/workspace/disk.js';

export const pulling: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { configuration: true, diagnostics: { refreshSupport: true } },
};

export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
}

export interface TestClient {
  readonly connection: ProtocolConnection;
  /** Answers `workspace/configuration`; change it and call `configurationChanged`. */
  settings: unknown;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  change(uri: string, version: number, text: string): Promise<void>;
  pull(uri: string): Promise<readonly Diagnostic[]>;
  /** The next diagnostics that the server pushes for `uri`. */
  pushed(uri: string): Promise<PublishDiagnosticsParams>;
  configurationChanged(settings?: unknown): Promise<void>;
  /** Resolves when the server has asked to pull again, `times` times since the start. */
  refreshed(times: number): Promise<void>;
  /** How often that was. */
  readonly refreshes: number;
}

/** The server in this process, at the other end of two pipes. */
export function startInProcess(files: Disk = disk): Streams {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  startServer(connection, loadSchemas(join(__dirname, '../../../dist/schemas')), files);
  return { input: toClient, output: toServer };
}

export async function connect(
  { input, output }: Streams,
  capabilities: ClientCapabilities,
  rootUri: string | null = null,
  initializationOptions: unknown = undefined,
  /** Answers what the server asks for at the start, in place of the settings and of consent. */
  answerAtStart: ((method: string) => unknown) | undefined = undefined,
): Promise<TestClient> {
  const connection = createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const waitingForPush = new Map<string, (params: PublishDiagnosticsParams) => void>();
  let refreshes = 0;
  let onRefresh: () => void = () => {};
  const client: TestClient = {
    connection,
    settings: {},
    open: (uri, text, languageId = 'yaml') =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    change: (uri, version, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    pull: async uri => {
      const params = { textDocument: { uri } };
      const report: { items: Diagnostic[] } = await connection.sendRequest('textDocument/diagnostic', params);
      return report.items;
    },
    pushed: uri => new Promise(resolve => waitingForPush.set(uri, resolve)),
    configurationChanged: settings =>
      connection.sendNotification('workspace/didChangeConfiguration', { settings: settings ?? null }),
    get refreshes() {
      return refreshes;
    },
    refreshed: times =>
      new Promise(resolve => {
        onRefresh = () => refreshes >= times && resolve();
        onRefresh();
      }),
  };
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) =>
    waitingForPush.get(params.uri)?.(params),
  );
  connection.onRequest('workspace/configuration', () =>
    answerAtStart ? answerAtStart('workspace/configuration') : [client.settings],
  );
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++;
    onRefresh();
    return null;
  });
  connection.onRequest('client/registerCapability', () => answerAtStart?.('client/registerCapability') ?? null);
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri, capabilities, initializationOptions });
  await connection.sendNotification('initialized', {});
  return client;
}
