/** What the client has said that it can do. */
import type { ClientCapabilities, InitializeParams, ResourceOperationKind } from 'vscode-languageserver';

export function canPull(capabilities: ClientCapabilities): boolean {
  return capabilities.textDocument?.diagnostic !== undefined;
}

export function knowsSnippets({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.completion?.completionItem?.snippetSupport === true;
}

export function canResolveEdits({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
}

/** Only then can an edit have `documentChanges`: all others have plain `changes`. */
export function canChangeFiles({ workspace }: ClientCapabilities, operation: ResourceOperationKind): boolean {
  const { documentChanges, resourceOperations } = workspace?.workspaceEdit ?? {};
  return documentChanges === true && resourceOperations?.includes(operation) === true;
}

export function workspaceFoldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return workspaceFolders?.map(folder => folder.uri) ?? (rootUri ? [rootUri] : []);
}
