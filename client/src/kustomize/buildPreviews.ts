/** The documents in which builds are shown: what keeps them up to date, and the way from their lines back. */
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type BuildsChangedParams, buildsChanged } from '../../../server/src/protocol.js';
import { manifestFiles } from '../manifestFiles.js';
import { buildScheme } from './buildUri.js';
import { commandsFor, fetchBuild, linkTo, placeAt, targetOf, wordsFor } from './buildWords.js';
import { OpenBuilds } from './openBuilds.js';

export function buildPreviews(client: LanguageClient): vscode.Disposable {
  const builds = new OpenBuilds(client);
  return vscode.Disposable.from(
    builds,
    vscode.workspace.registerTextDocumentContentProvider(buildScheme, builds),
    vscode.commands.registerCommand(fetchBuild, (folder: string) => builds.fetch(folder)),
    following(client, builds),
    leadingBack(builds),
  );
}

function following(client: LanguageClient, builds: OpenBuilds): vscode.Disposable {
  const isOurs = (document: vscode.TextDocument) => vscode.languages.match(manifestFiles, document) > 0;
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isOurs(document)) builds.textChanged();
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      builds.filesChanged([client.code2ProtocolConverter.asUri(uri)]);
    }),
    vscode.workspace.onDidCloseTextDocument(document => {
      builds.close(document);
      if (isOurs(document)) builds.textChanged();
    }),
    vscode.window.onDidChangeVisibleTextEditors(editors => builds.repeat(editors)),
    client.onNotification(buildsChanged, ({ uris }: BuildsChangedParams) => builds.filesChanged(uris)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => builds.filesChanged()),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('kubewright.kustomize')) builds.filesChanged();
    }),
  );
}

function leadingBack(builds: OpenBuilds): vscode.Disposable {
  const selector = { scheme: buildScheme };
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition: (document, { line }) => {
        const shown = builds.shownIn(document);
        const place = shown && placeAt(shown, line);
        return place && [linkTo(place, document.lineAt(line))];
      },
    }),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: (document, { line }) => {
        const origin = builds.shownIn(document)?.origins[line];
        return origin && new vscode.Hover(wordsFor(origin));
      },
    }),
    vscode.languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: document => {
        const cause = builds.shownIn(document)?.cause;
        if (!cause || cause.line >= document.lineCount) return [];
        const { range } = document.lineAt(cause.line);
        const link = new vscode.DocumentLink(range.with(range.start.translate(0, cause.start)), targetOf(cause.at));
        link.tooltip = 'Go to the cause';
        return [link];
      },
    }),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: builds.onDidShow,
      provideCodeLenses: document => {
        const shown = builds.shownIn(document);
        const commands = shown ? commandsFor(shown, document.uri) : [];
        return commands.map(command => new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command));
      },
    }),
  );
}
