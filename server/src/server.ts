/** The protocol layer: one line per request. The only file that knows there is a client. */
import {
  type CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
  WatchKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { answerBuildRequests } from './buildRequests.js';
import { canChangeFiles, canPull, canResolveEdits, knowsSnippets, workspaceFoldersOf } from './clientAbilities.js';
import { answerOwnRequests } from './ownRequests.js';
import * as protocol from './protocol.js';
import { shownProgress } from './scanProgress.js';
import type { Schemas } from './schema/schemas.js';
import {
  codeActionKinds,
  createLanguageService,
  isConfigFile,
  type LanguageService,
  type Mountable,
  operationsOf,
  type Refusal,
  type ValueLens,
  withoutSnippet,
} from './service.js';
import { readSettings } from './settings.js';
import { inTime, takingTurns, whenQuiet } from './turns.js';
import { CommittedTexts } from './workspace/committedTexts.js';
import type { Disk } from './workspace/disk.js';
import { Scan } from './workspace/scan.js';

/** Files that the index is about, also what decides which ones: patterns of git, and keys of generators. */
const watched = /\.(ya?ml|json|env|properties)$|(^|\/)(Kustomization|\.gitignore)$/i;
/** A kustomization may read files of any name. Where a folder goes, some editors tell of the folder alone. */
const watchers: readonly FileSystemWatcher[] = [
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Change | WatchKind.Delete },
];
/** A file may lead to others that nobody has looked at yet, so many times. */
const mostLooks = 32;

const neverCancelled = { isCancellationRequested: false };
/** In milliseconds: a completion comes without files that the disk has not told of by then. */
const longestListing = 100;

export function startServer(connection: Connection, schemas: Schemas, disk: Disk): void {
  const service = createLanguageService(schemas, (code, error) =>
    connection.console.error(`rule ${code} failed: ${error instanceof Error ? error.stack : error}`),
  );
  const documents = new TextDocuments(TextDocument);
  let capabilities: ClientCapabilities = {};
  let folders: readonly string[] = [];
  let announcesVersion = false;
  let showsReferences = false;
  let showsCommitted = false;
  let opensValues = false;
  let mountsObjects = false;
  let showsBuilds = false;
  let generation = 0;
  const { answer, answerAfter, inTurns, pause } = takingTurns();
  const scan = new Scan(disk, service, pause);
  const committed = new CommittedTexts(service, showCommitted, refresh);
  // For requests about a whole file, which may be long.
  const read = answerAfter(service.read);
  const prepared = answerAfter(service.prepare);
  // An editor asks again about the file that changed, and hardly about the one its user looks at: a fix or a new name
  // may have changed what is to be said of another.
  const tellOthers = whenQuiet(async (uris: ReadonlySet<string>) => {
    for (const uri of uris) await inTurns(service.read(uri), staleness(uri));
    await inTurns(service.renewBuilds(), neverCancelled);
    if (service.generation !== generation) refresh();
  });

  connection.onInitialize(params => {
    capabilities = params.capabilities;
    folders = workspaceFoldersOf(params);
    service.configure(readSettings(params.initializationOptions));
    const { rulePages } = params.initializationOptions ?? {};
    if (typeof rulePages === 'string') service.showPagesAt(rulePages);
    service.drawIn(params.initializationOptions?.colorTheme);
    announcesVersion = params.initializationOptions?.announceVersion === true;
    showsReferences = params.initializationOptions?.showsReferences === true;
    showsCommitted = params.initializationOptions?.showsCommitted === true;
    opensValues = params.initializationOptions?.opensValues === true;
    mountsObjects = params.initializationOptions?.mountsObjects === true;
    showsBuilds = params.initializationOptions?.showsBuilds === true;
    service.beginScan();
    service.setFolders(folders);
    return {
      capabilities: {
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { willRename: { filters: [{ scheme: 'file', pattern: { glob: '**' } }] } },
        },
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        inlayHintProvider: true,
        completionProvider: { triggerCharacters: [' ', ':', '"', '(', '/'], resolveProvider: true },
        codeActionProvider: {
          codeActionKinds: [...codeActionKinds],
          resolveProvider: true,
        },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        documentLinkProvider: {},
        codeLensProvider: {},
        workspaceSymbolProvider: true,
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
    await register();
    await unlessRefused(configure());
    if (capabilities.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter(uri => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        service.setFolders(folders);
        return readWorkspace();
      });
    }
    await readWorkspace();
  });
  connection.onDidChangeConfiguration(({ settings }) => unlessRefused(configure(settings)));
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    if (changes.some(({ uri }) => uri.endsWith('/.gitignore'))) return readWorkspace();
    const isGone = ({ type }: FileEvent) => type === FileChangeType.Deleted;
    const lost = scan.lostWith(changes.filter(isGone).map(({ uri }) => uri));
    const isOurs = (uri: string) => watched.test(uri) || service.concernsBuilds(uri);
    const gone = changes.filter(isGone).map(({ uri }) => uri);
    const there = changes.filter(change => !isGone(change)).map(({ uri }) => uri);
    const uris = [...new Set([...there.filter(isOurs), ...gone.filter(service.concernsBuilds), ...lost])];
    if (uris.length === 0) return;
    await scan.readAgain(uris, folders);
    if (showsBuilds) await connection.sendNotification(protocol.buildsChanged, { uris });
    if (uris.some(isConfigFile)) await settingsChanged();
    else refresh();
  });

  documents.onDidChangeContent(({ document }) => {
    service.openFile(document.uri, document.version, document.getText());
    if (isConfigFile(document.uri)) settingsChanged();
    if (!canPull(capabilities)) push(document.uri);
    tellOthers(document.uri);
  });
  documents.onDidClose(async ({ document: { uri } }) => {
    if (!canPull(capabilities)) connection.sendDiagnostics({ uri, diagnostics: [] });
    // What was saved last counts from now on, and the watcher may not have told of it yet.
    await scan.readAgain([uri], folders);
    if (documents.get(uri)) return;
    service.closeFile(uri);
    committed.forget(uri);
    if (isConfigFile(uri)) await settingsChanged();
    tellOthers(uri);
  });

  connection.languages.diagnostics.on(
    answer(async ({ textDocument: { uri } }, token): Promise<DocumentDiagnosticReport> => {
      await lookAround(uri, token);
      await inTurns(service.prepare(uri), token);
      if (!token.isCancellationRequested) wantCommitted(uri);
      return { kind: 'full', items: token.isCancellationRequested ? [] : service.diagnostics(uri) };
    }),
  );
  connection.onCodeAction(
    prepared(async p => {
      const all = service.codeActions(p.textDocument.uri, p.range, p.context.only);
      const own = all.filter(action =>
        operationsOf(action).every(operation => canChangeFiles(capabilities, operation)),
      );
      const { uri } = p.textDocument;
      const isWanted = mountsObjects && (p.context.only?.some(kind => 'refactor'.startsWith(kind)) ?? true);
      const mountable = isWanted ? service.mountable(uri, p.range) : undefined;
      const actions = mountable ? [...own, mounting(uri, mountable)] : own;
      if (canResolveEdits(capabilities)) return actions;
      const resolved = await Promise.all(actions.map(resolveAction));
      return resolved.filter(({ disabled }) => !disabled);
    }),
  );
  connection.onCodeActionResolve(
    answer(async action => {
      const resolved = await resolveAction(action);
      const { disabled } = resolved;
      if (disabled) await tellUser(`${action.title}: ${disabled.reason}`);
      return resolved;
    }),
  );
  connection.onHover(answer(p => service.hover(p.textDocument.uri, p.position)));
  connection.languages.inlayHint.on(read(p => service.inlayHints(p.textDocument.uri, p.range)));
  connection.onCompletion(
    answer(async p => {
      const { uri } = p.textDocument;
      const folder = service.folderToList(uri, p.position);
      const nearby = folder === undefined ? [] : await inTime(disk.list(folder), longestListing, []);
      const items = service.completion(uri, p.position, nearby);
      return knowsSnippets(capabilities) ? items : items.map(withoutSnippet);
    }),
  );
  connection.onCompletionResolve(answer(item => service.resolveCompletion(item)));
  connection.onDefinition(answer(p => definitionFor(capabilities, service, p)));
  connection.onReferences(answer(p => service.references(p.textDocument.uri, p.position, p.context)));
  connection.onDocumentHighlight(answer(p => service.highlights(p.textDocument.uri, p.position)));
  connection.onPrepareRename(answer(p => orRefusal(service.prepareRename(p.textDocument.uri, p.position))));
  connection.onRenameRequest(answer(p => orRefusal(service.rename(p.textDocument.uri, p.position, p.newName))));
  connection.workspace.onWillRenameFiles(answer(({ files }) => service.moveFiles(files) ?? null));
  connection.onDocumentLinks(read(p => service.links(p.textDocument.uri)));
  connection.onCodeLens(
    read(p => {
      const { uri } = p.textDocument;
      const lenses = service.codeLenses(uri);
      const opening = opensValues ? service.valueLenses(uri).map(lens => openingValue(uri, lens)) : [];
      return [...(showsReferences ? lenses.map(showingReferences) : lenses), ...opening];
    }),
  );
  connection.onWorkspaceSymbol(answer(p => service.workspaceSymbols(p.query)));
  connection.onDocumentSymbol(read(p => service.symbols(p.textDocument.uri)));
  connection.onFoldingRanges(read(p => service.foldingRanges(p.textDocument.uri)));
  connection.onSelectionRanges(answer(p => service.selectionRanges(p.textDocument.uri, p.positions)));
  connection.onDocumentFormatting(
    answer(async ({ textDocument: { uri }, options: { tabSize } }, token) =>
      (await inTurns(service.formatting(uri, tabSize), token)).flat(),
    ),
  );
  answerOwnRequests(connection, service, answer);
  answerBuildRequests(connection, service, answer, uri => disk.look(uri));
  connection.onRequest(protocol.kubernetesVersion, () => versionsOf(service, folders[0]));
  connection.onNotification(protocol.headMoved, () => committed.askAgain());
  connection.onRequest(protocol.processId, () => process.pid);

  documents.listen(connection);
  connection.listen();

  async function register(): Promise<void> {
    const { didChangeConfiguration, didChangeWatchedFiles } = capabilities.workspace ?? {};
    const { client } = connection;
    if (didChangeConfiguration?.dynamicRegistration)
      await unlessRefused(client.register(DidChangeConfigurationNotification.type, { section: 'kubewright' }));
    if (didChangeWatchedFiles?.dynamicRegistration)
      await unlessRefused(client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] }));
  }

  /** A client may promise what it then refuses. That is a loss, and no reason to do less than can be done. */
  async function unlessRefused(asked: Promise<unknown>): Promise<void> {
    try {
      await asked;
    } catch (error) {
      connection.console.warn(`the editor refused: ${error instanceof Error ? error.message : error}`);
    }
  }

  async function tellUser(message: string): Promise<void> {
    await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message });
  }

  async function resolveAction(action: CodeAction): Promise<CodeAction> {
    const contents = new Map<string, Uint8Array>();
    for (const uri of service.filesNeeded(action)) {
      const content = await disk.readBytes(uri);
      if (content) contents.set(uri, content);
    }
    return service.resolveCodeAction(action, contents);
  }

  async function configure(pushed?: unknown): Promise<void> {
    const settings = capabilities.workspace?.configuration
      ? await connection.workspace.getConfiguration('kubewright')
      : (pushed as { readonly kubewright?: unknown } | undefined)?.kubewright;
    if (settings === undefined) return;
    service.configure(readSettings(settings));
    await settingsChanged();
  }

  async function settingsChanged(): Promise<void> {
    const versions = versionsOf(service, folders[0]);
    if (announcesVersion) await connection.sendNotification(protocol.kubernetesVersionChanged, versions);
    refresh();
  }

  async function readWorkspace(): Promise<void> {
    const progress = shownProgress(connection, capabilities);
    try {
      const isDone = await scan.readAll(folders, progress.report);
      if (isDone) await settingsChanged();
    } finally {
      progress.done();
    }
  }

  /** What the last commit has of an open file, for the next time that it is judged. */
  function wantCommitted(uri: string): void {
    if (showsCommitted && documents.get(uri)) committed.want(uri);
  }

  async function showCommitted(uri: string): Promise<string | undefined> {
    const asked: protocol.CommittedTextParams = { uri };
    const { text } = await connection.sendRequest<protocol.CommittedTextResult>(protocol.committedText, asked);
    return text;
  }

  /** Something outside the documents changed: what was said about them may be wrong now. */
  function refresh(): void {
    generation = service.generation;
    refreshLenses();
    if (capabilities.workspace?.inlayHint?.refreshSupport) unlessRefused(connection.languages.inlayHint.refresh());
    if (!canPull(capabilities)) for (const uri of documents.keys()) push(uri);
    else if (capabilities.workspace?.diagnostics?.refreshSupport)
      unlessRefused(connection.languages.diagnostics.refresh());
  }

  /** An editor keeps what stands above the objects of one file, however others change. */
  function refreshLenses(): void {
    if (capabilities.workspace?.codeLens?.refreshSupport)
      unlessRefused(connection.sendRequest(CodeLensRefreshRequest.type));
  }

  /** Whether a newer edit of the file has come since. */
  function staleness(uri: string): Pick<CancellationToken, 'isCancellationRequested'> {
    const version = documents.get(uri)?.version;
    return {
      get isCancellationRequested() {
        return documents.get(uri)?.version !== version;
      },
    };
  }

  /** Looks up on the disk what builds of the file must know; most of it is known after the first time. */
  async function lookAround(uri: string, token: Parameters<typeof inTurns>[1]): Promise<void> {
    if (!service.isBuilt(uri)) return;
    const looked = new Set<string>();
    for (let round = 0; round < mostLooks; round++) {
      const wanted = await inTurns(service.lookAround(uri), token);
      const places = [...new Set(wanted.flat())].filter(place => !looked.has(place));
      if (places.length === 0) return;
      await Promise.all(
        places.map(async place => {
          looked.add(place);
          service.know(place, await disk.look(place));
        }),
      );
    }
  }

  /** For clients that cannot pull. A newer edit overtakes: what would be out of date is not sent. */
  async function push(uri: string): Promise<void> {
    const isStale = staleness(uri);
    await lookAround(uri, isStale);
    await inTurns(service.prepare(uri), isStale);
    const document = documents.get(uri);
    if (!document || isStale.isCancellationRequested) return;
    wantCommitted(uri);
    connection.sendDiagnostics({ uri, version: document.version, diagnostics: service.diagnostics(uri) });
  }
}

/** Of the project in `folder`; a client has one place to show a version. */
function versionsOf(service: LanguageService, folder = ''): protocol.KubernetesVersionResult {
  return { current: service.kubernetesVersionOf(`${folder}/`), known: service.kubernetesVersions };
}

/** A client that knows no links gets the places alone. */
function definitionFor(
  { textDocument }: ClientCapabilities,
  service: LanguageService,
  { textDocument: { uri }, position }: TextDocumentPositionParams,
): LocationLink[] | Location[] {
  const links = service.definition(uri, position);
  if (textDocument?.definition?.linkSupport) return links;
  return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
}

/** Editors show the message of the error to the user. */
function orRefusal<Answer extends object>(answer: Answer | Refusal): Answer {
  if ('refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer;
}

/** To other clients a lens is only a word. */
function showingReferences({ range, command }: CodeLens): CodeLens {
  const isLink = command?.arguments !== undefined;
  return { range, ...(command && { command: isLink ? { ...command, command: protocol.showReferences } : command }) };
}

function mounting(uri: string, { title, position }: Mountable): CodeAction {
  const command = { title, command: protocol.mountInWorkload, arguments: [uri, position] };
  return { title, kind: CodeActionKind.Refactor, command };
}

function openingValue(uri: string, { range, position, title }: ValueLens): CodeLens {
  return { range, command: { title, command: protocol.openValue, arguments: [uri, position] } };
}
