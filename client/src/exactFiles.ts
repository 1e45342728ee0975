/**
 * New files get exactly the text that the server wrote. Written into an empty document, as the language client does it,
 * it would get the line breaks of the system.
 */
import * as vscode from 'vscode';
import type { LanguageClient, Middleware } from 'vscode-languageclient/node';
import { type CodeAction, CodeActionResolveRequest, CreateFile, TextDocumentEdit } from 'vscode-languageclient/node';

export function exactFiles(client: () => LanguageClient | undefined): Pick<Middleware, 'resolveCodeAction'> {
  return {
    async resolveCodeAction(action, token, next) {
      const running = client();
      if (!running) return next(action, token);
      const asked = running.code2ProtocolConverter.asCodeActionSync(action);
      const resolved = await running.sendRequest(CodeActionResolveRequest.type, asked, token);
      if (!resolved.edit?.documentChanges?.some(change => CreateFile.is(change))) {
        return running.protocol2CodeConverter.asCodeAction(resolved, token);
      }
      const { edit, ...rest } = resolved;
      const converted = await running.protocol2CodeConverter.asCodeAction(rest, token);
      converted.edit = await asWorkspaceEdit(running, edit, token);
      return converted;
    },
  };
}

async function asWorkspaceEdit(
  { protocol2CodeConverter: convert }: LanguageClient,
  { documentChanges = [] }: NonNullable<CodeAction['edit']>,
  token: vscode.CancellationToken,
): Promise<vscode.WorkspaceEdit> {
  const made = new vscode.WorkspaceEdit();
  const created = new Set(documentChanges.flatMap(change => (CreateFile.is(change) ? change.uri : [])));
  for (const change of documentChanges) {
    if (TextDocumentEdit.is(change)) {
      const { uri } = change.textDocument;
      const edits = change.edits.filter(edit => 'newText' in edit);
      if (!created.has(uri)) made.set(convert.asUri(uri), await convert.asTextEdits(edits, token));
      else made.createFile(convert.asUri(uri), { contents: Buffer.from(edits.map(edit => edit.newText).join('')) });
    } else if (change.kind === 'delete') made.deleteFile(convert.asUri(change.uri));
  }
  return made;
}
