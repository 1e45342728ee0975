// @ts-check
/**
 * The least that a server on vscode-languageserver can do: it keeps the text in step and runs one regular expression
 * over the whole of it at every change. Transport, process and runtime cost so much: a floor, not a goal.
 */

import { createConnection, ProposedFeatures, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const integers = ['failureThreshold', 'replicas', 'backoffLimit', 'port', 'maxReplicas', 'minLength'].join('|');
const noInteger = String.raw`^ *(?:${integers}): *(?!http$)\S*[^\d\s].*$`;
const noBoolean = String.raw`^(?: *storage|immutable): (?!true$|false$|\d+Gi$).*$`;
const wrong = new RegExp(`${noInteger}|${noBoolean}|^ *failureTreshold:.*$`, 'gm');

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);

connection.onInitialize(() => ({
  capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, completionProvider: {}, hoverProvider: true },
  serverInfo: { name: 'floor' },
}));
documents.onDidChangeContent(({ document }) => {
  const diagnostics = [...document.getText().matchAll(wrong)].map(({ 0: line, index }) => ({
    range: { start: document.positionAt(index), end: document.positionAt(index + line.length) },
    message: 'not a number',
  }));
  connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
});
connection.onCompletion(() => ['timeoutSeconds', 'periodSeconds', 'successThreshold'].map(label => ({ label })));
connection.onHover(() => ({ contents: 'Failures in a row' }));
documents.listen(connection);
connection.listen();
