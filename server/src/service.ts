/** The language service: everything an editor may ask, with no editor in sight. Synchronous and in memory. */
import type {
  CodeAction,
  CodeActionContext,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Position,
  Range,
  SelectionRange,
  TextEdit,
} from 'vscode-languageserver-types';
import { codeActions, resolveCodeAction } from './features/codeActions.js';
import { completion, resolveCompletion } from './features/completion/completion.js';
import { diagnostics } from './features/diagnostics.js';
import { Findings } from './features/findings.js';
import { foldingRanges } from './features/folding.js';
import { formatting } from './features/formatting.js';
import { hover } from './features/hover.js';
import { selectionRanges } from './features/selectionRanges.js';
import { symbols } from './features/symbols.js';
import type { Schemas } from './schema/schemas.js';
import { defaultSettings, type Settings } from './settings.js';
import { WorkspaceIndex } from './workspace/index.js';

export { codeActionKinds } from './features/codeActions.js';

export interface LanguageService {
  /** The newest of the Kubernetes minors, or the one the user set. */
  readonly kubernetesVersion: string;
  readonly kubernetesVersions: readonly string[];
  configure(settings: Settings): void;
  openFile(uri: string, version: number, text: string): void;
  closeFile(uri: string): void;
  /** Between the two, what is missing in a file is no mistake: kustomizations that add it may not be read yet. */
  beginScan(): void;
  endScan(): void;
  setFileOnDisk(uri: string, text: string): void;
  deleteFileOnDisk(uri: string): void;
  /** Does the slow part of `symbols` and `foldingRanges` in small steps; the caller may take turns between them. */
  read(uri: string): Iterable<unknown>;
  /** The same for `diagnostics` and `codeActions`. */
  prepare(uri: string): Iterable<unknown>;
  diagnostics(uri: string): Diagnostic[];
  codeActions(uri: string, range: Range, only?: CodeActionContext['only']): CodeAction[];
  /** The action with its edits, which those that change much come without. */
  resolveCodeAction(action: CodeAction): CodeAction;
  hover(uri: string, position: Position): Hover | undefined;
  completion(uri: string, position: Position): CompletionItem[];
  /** The item with its documentation. */
  resolveCompletion(item: CompletionItem): CompletionItem;
  symbols(uri: string): DocumentSymbol[];
  foldingRanges(uri: string): FoldingRange[];
  selectionRanges(uri: string, positions: readonly Position[]): SelectionRange[];
  /** Changes nothing but white space; document by document, and the caller may take turns between them. */
  formatting(uri: string, tabSize: number): Iterable<readonly TextEdit[]>;
}

type KnownFile = NonNullable<ReturnType<WorkspaceIndex['file']>>;

/** `onRuleError` hears of a rule that threw: a mistake of ours, which must not silence the other rules. */
export function createLanguageService(
  schemas: Schemas,
  onRuleError: (code: string, error: unknown) => void,
): LanguageService {
  const index = new WorkspaceIndex();
  const findings = new Findings(schemas, index, defaultSettings, onRuleError);
  /** Looks into the file, unless it is unknown or too large to be read. */
  const lookInto = <Answer>(uri: string, otherwise: Answer, look: (file: KnownFile) => Answer): Answer => {
    const file = index.file(uri);
    return file && !file.isUnread ? look(file) : otherwise;
  };
  return {
    get kubernetesVersion() {
      return findings.kubernetesVersion;
    },
    get kubernetesVersions() {
      return schemas.versions;
    },
    configure: settings => {
      findings.settings = settings;
    },
    openFile: (uri, version, text) => index.open(uri, version, text),
    closeFile: uri => index.close(uri),
    beginScan: () => index.beginScan(),
    endScan: () => index.endScan(),
    setFileOnDisk: (uri, text) => index.setOnDisk(uri, text),
    deleteFileOnDisk: uri => index.deleteOnDisk(uri),
    *read(uri) {
      for (const part of index.file(uri)?.parts ?? []) yield index.manifests(uri, part);
    },
    prepare: uri => {
      const file = index.file(uri);
      return file ? findings.prepare(file) : [];
    },
    diagnostics: uri => {
      const file = index.file(uri);
      return file ? diagnostics(findings, index, file) : [];
    },
    codeActions: (uri, range, only) => lookInto(uri, [], file => codeActions(findings, index, file, range, only)),
    resolveCodeAction: action => resolveCodeAction(findings, index, action),
    hover: (uri, position) =>
      lookInto(uri, undefined, file => hover(index, schemas, findings.kubernetesVersion, file, position)),
    completion: (uri, position) =>
      lookInto(uri, [], file => completion(schemas, findings.kubernetesVersion, file, position)),
    resolveCompletion: item => resolveCompletion(schemas, item),
    symbols: uri => lookInto(uri, [], file => symbols(index, file)),
    foldingRanges: uri => lookInto(uri, [], foldingRanges),
    selectionRanges: (uri, positions) => lookInto(uri, [], file => selectionRanges(file, positions)),
    formatting: (uri, tabSize) => lookInto<Iterable<readonly TextEdit[]>>(uri, [], file => formatting(file, tabSize)),
  };
}
