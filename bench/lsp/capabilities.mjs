// @ts-check
/** What VS Code can do, as a server is told at `initialize`. */

const dynamic = { dynamicRegistration: true };
const refresh = { refreshSupport: true };

/** @param {'pull' | 'push'} diagnostics */
export function capabilitiesOf(diagnostics) {
  const pull = diagnostics === 'pull' && { diagnostic: { ...dynamic, relatedDocumentSupport: false } };
  return {
    general: { positionEncodings: ['utf-16'] },
    window: { workDoneProgress: true, showMessage: {}, showDocument: { support: true } },
    workspace,
    textDocument: { ...textDocument, ...pull },
  };
}

const workspace = {
  applyEdit: true,
  configuration: true,
  workspaceFolders: true,
  didChangeConfiguration: dynamic,
  didChangeWatchedFiles: { ...dynamic, relativePatternSupport: true },
  symbol: dynamic,
  executeCommand: dynamic,
  diagnostics: refresh,
  semanticTokens: refresh,
  codeLens: refresh,
  inlayHint: refresh,
};

const textDocument = {
  synchronization: { ...dynamic, didSave: true },
  publishDiagnostics: {
    relatedInformation: true,
    versionSupport: true,
    codeDescriptionSupport: true,
    dataSupport: true,
    tagSupport: { valueSet: [1, 2] },
  },
  completion: {
    ...dynamic,
    contextSupport: true,
    completionItem: {
      snippetSupport: true,
      commitCharactersSupport: true,
      documentationFormat: ['markdown', 'plaintext'],
      insertReplaceSupport: true,
      labelDetailsSupport: true,
      resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
      insertTextModeSupport: { valueSet: [1, 2] },
    },
    completionList: {
      itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat', 'insertTextMode', 'data'],
    },
  },
  hover: { ...dynamic, contentFormat: ['markdown', 'plaintext'] },
  definition: { ...dynamic, linkSupport: true },
  references: dynamic,
  documentSymbol: { ...dynamic, hierarchicalDocumentSymbolSupport: true },
  codeAction: {
    ...dynamic,
    isPreferredSupport: true,
    codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'refactor', 'source'] } },
    resolveSupport: { properties: ['edit'] },
  },
  codeLens: dynamic,
  formatting: dynamic,
  rename: { ...dynamic, prepareSupport: true },
  foldingRange: dynamic,
  selectionRange: dynamic,
  documentLink: dynamic,
  inlayHint: dynamic,
  semanticTokens: {
    ...dynamic,
    requests: { full: true },
    tokenTypes: [],
    tokenModifiers: [],
    formats: ['relative'],
  },
};
