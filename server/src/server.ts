/** The protocol layer: one line per request. The only file that knows there is a client. */
import {
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  FileChangeType,
  type InitializeParams,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createConfigMap } from './commands/createConfigMap.js';
import * as protocol from './protocol.js';
import type { Schemas } from './schema/schemas.js';
import { codeActionKinds, createLanguageService, type LanguageService } from './service.js';
import { readSettings } from './settings.js';
import type { Disk } from './workspace/disk.js';

/** Longest stretch of work, in milliseconds, before other messages get their turn. */
const sliceLength = 8;
/** Diagnostics wait for so many turns: a completion that was asked for with the same keystroke is answered first. */
const turnsForOthers = 3;

export function startServer(connection: Connection, schemas: Schemas, disk: Disk): void {
  const service = createLanguageService(schemas, (code, error) =>
    connection.console.error(`rule ${code} failed: ${error instanceof Error ? error.stack : error}`),
  );
  const documents = new TextDocuments(TextDocument);
  let capabilities: ClientCapabilities = {};
  let folders: readonly string[] = [];
  let announcesVersion = false;
  // For requests about a whole file, which may be long.
  const read = answerAfter(service.read);
  const prepared = answerAfter(service.prepare);

  connection.onInitialize(params => {
    capabilities = params.capabilities;
    folders = workspaceFoldersOf(params);
    service.configure(readSettings(params.initializationOptions));
    announcesVersion = params.initializationOptions?.announceVersion === true;
    service.beginScan();
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', ':', '"'], resolveProvider: true },
        codeActionProvider: {
          codeActionKinds: [...codeActionKinds],
          resolveProvider: true,
        },
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        documentFormattingProvider: true,
        ...(canPull(capabilities) && {
          diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
        }),
      },
      serverInfo: { name: 'kubewright' },
    };
  });

  connection.onInitialized(async () => {
    await register(connection, capabilities);
    await configure();
    for await (const { uri, text } of disk.kustomizations(folders)) service.setFileOnDisk(uri, text);
    service.endScan();
    refresh();
  });
  connection.onDidChangeConfiguration(({ settings }) => configure(settings));
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    for (const { uri, type } of changes) {
      const text = type === FileChangeType.Deleted ? undefined : await disk.read(uri);
      if (text === undefined) service.deleteFileOnDisk(uri);
      else service.setFileOnDisk(uri, text);
    }
    refresh();
  });

  documents.onDidChangeContent(({ document }) => {
    service.openFile(document.uri, document.version, document.getText());
    if (!canPull(capabilities)) push(document.uri);
  });
  documents.onDidClose(({ document }) => {
    service.closeFile(document.uri);
    if (!canPull(capabilities)) connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  connection.languages.diagnostics.on(
    answer(async ({ textDocument: { uri } }, token): Promise<DocumentDiagnosticReport> => {
      await inTurns(service.prepare(uri), token);
      return { kind: 'full', items: token.isCancellationRequested ? [] : service.diagnostics(uri) };
    }),
  );
  connection.onCodeAction(
    prepared(p => {
      const actions = service.codeActions(p.textDocument.uri, p.range, p.context.only);
      return canResolveEdits(capabilities) ? actions : actions.map(service.resolveCodeAction);
    }),
  );
  connection.onCodeActionResolve(answer(action => service.resolveCodeAction(action)));
  connection.onHover(answer(p => service.hover(p.textDocument.uri, p.position)));
  connection.onCompletion(answer(p => service.completion(p.textDocument.uri, p.position)));
  connection.onCompletionResolve(answer(item => service.resolveCompletion(item)));
  connection.onDocumentSymbol(read(p => service.symbols(p.textDocument.uri)));
  connection.onFoldingRanges(read(p => service.foldingRanges(p.textDocument.uri)));
  connection.onSelectionRanges(answer(p => service.selectionRanges(p.textDocument.uri, p.positions)));
  connection.onDocumentFormatting(
    answer(async ({ textDocument: { uri }, options: { tabSize } }, token) =>
      (await inTurns(service.formatting(uri, tabSize), token)).flat(),
    ),
  );
  connection.onRequest(protocol.createConfigMap, answer(createConfigMapFrom));
  connection.onRequest(protocol.kubernetesVersion, () => versionsOf(service));
  connection.onRequest(protocol.processId, () => process.pid);

  documents.listen(connection);
  connection.listen();

  async function configure(pushed?: unknown): Promise<void> {
    const settings = capabilities.workspace?.configuration
      ? await connection.workspace.getConfiguration('kubewright')
      : (pushed as { readonly kubewright?: unknown } | undefined)?.kubewright;
    if (settings === undefined) return;
    service.configure(readSettings(settings));
    if (announcesVersion) await connection.sendNotification(protocol.kubernetesVersionChanged, versionsOf(service));
    refresh();
  }

  /** Something outside the documents changed: what was said about them may be wrong now. */
  function refresh(): void {
    if (!canPull(capabilities)) for (const uri of documents.keys()) push(uri);
    else if (capabilities.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
  }

  /** For clients that cannot pull. A newer edit overtakes: what would be out of date is not sent. */
  async function push(uri: string): Promise<void> {
    const version = documents.get(uri)?.version;
    const isStale = () => documents.get(uri)?.version !== version;
    await inTurns(service.prepare(uri), {
      get isCancellationRequested() {
        return isStale();
      },
    });
    const document = documents.get(uri);
    if (!document || isStale()) return;
    connection.sendDiagnostics({ uri, version: document.version, diagnostics: service.diagnostics(uri) });
  }
}

function versionsOf(service: LanguageService): protocol.KubernetesVersionResult {
  return { current: service.kubernetesVersion, known: service.kubernetesVersions };
}

function createConfigMapFrom({ files, ...rest }: protocol.CreateConfigMapParams): protocol.CreateConfigMapResult {
  return createConfigMap({
    ...rest,
    files: files.map(({ key, base64 }) => ({ key, bytes: Buffer.from(base64, 'base64') })),
  });
}

function canPull(capabilities: ClientCapabilities): boolean {
  return capabilities.textDocument?.diagnostic !== undefined;
}

function canResolveEdits({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
}

function workspaceFoldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return workspaceFolders?.map(folder => folder.uri) ?? (rootUri ? [rootUri] : []);
}

async function register(connection: Connection, { workspace }: ClientCapabilities): Promise<void> {
  if (workspace?.didChangeConfiguration?.dynamicRegistration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'kubewright' });
  }
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: '**/{kustomization.yaml,kustomization.yml,Kustomization}' }],
    });
  }
}

/** What `steps` give, letting other messages in after each slice. Stops early when nobody waits any more. */
async function inTurns<Item>(
  steps: Iterable<Item>,
  token: Pick<CancellationToken, 'isCancellationRequested'>,
): Promise<readonly Item[]> {
  for (let turn = 0; turn < turnsForOthers; turn++) await new Promise(setImmediate);
  const items: Item[] = [];
  let began = performance.now();
  if (token.isCancellationRequested) return items;
  for (const item of steps) {
    items.push(item);
    if (performance.now() - began < sliceLength) continue;
    await new Promise(setImmediate);
    if (token.isCancellationRequested) return items;
    began = performance.now();
  }
  return items;
}

/**
 * Wraps a handler so that a stale request costs nothing: waiting one turn of the event loop lets its
 * cancellation arrive before the work starts. Errors pass through; the connection logs them and answers
 * `InternalError`, and the server stays up.
 */
function answer<Params, Result>(handler: (params: Params, token: CancellationToken) => Result | Promise<Result>) {
  return async (params: Params, token: CancellationToken): Promise<Result | ResponseError<never>> => {
    await new Promise(setImmediate);
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    const result = await handler(params, token);
    return token.isCancellationRequested ? new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled') : result;
  };
}

/** The same for a handler that is quick once `steps` are done: they are done in turns before it. */
function answerAfter(steps: (uri: string) => Iterable<unknown>) {
  return <Params extends { readonly textDocument: { readonly uri: string } }, Result>(
    handler: (params: Params) => Result,
  ) =>
    answer(async (params: Params, token) => {
      await inTurns(steps(params.textDocument.uri), token);
      return token.isCancellationRequested ? undefined : handler(params);
    });
}
