/** The language service: everything an editor may ask, with no editor in sight. Synchronous and in memory. */
import type {
  CodeAction,
  CodeActionContext,
  CodeLens,
  CompletionItem,
  Diagnostic,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  Position,
  Range,
  ReferenceContext,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-types';
import { Configs } from './config.js';
import { codeActions, filesNeeded, resolveCodeAction } from './features/codeActions.js';
import { completion, resolveCompletion } from './features/completion/completion.js';
import { folderToList } from './features/completion/pathGap.js';
import { createPlaces } from './features/create/createPlaces.js';
import type { MadeObject } from './features/create/madeObject.js';
import { dataKindAt, placeObject } from './features/create/placeObject.js';
import { allDiagnostics, diagnostics } from './features/diagnostics.js';
import { Findings } from './features/findings.js';
import { fixSafely } from './features/fixAll.js';
import { foldingRanges } from './features/folding.js';
import { formatting } from './features/formatting.js';
import { hover } from './features/hover.js';
import { inlayHints } from './features/inlayHints.js';
import { addPaths } from './features/kustomizations/addPaths.js';
import { kustomizeBuild, type Wanted } from './features/kustomizations/kustomizeBuild.js';
import { kustomizeFolders } from './features/kustomizations/kustomizeFolders.js';
import { type FileMove, movedPaths } from './features/kustomizations/movedPaths.js';
import { newKustomization } from './features/kustomizations/newKustomization.js';
import { mountEdits } from './features/mounting/mountEdits.js';
import { type Mountable, mountableAt, mountTargets } from './features/mounting/mountTargets.js';
import { codeLenses } from './features/navigation/codeLens.js';
import { documentLinks } from './features/navigation/links.js';
import {
  definition,
  highlights,
  prepareRename,
  type Refusal,
  type RenameStart,
  references,
  rename,
} from './features/navigation/navigation.js';
import { workspaceSymbols } from './features/navigation/workspaceSymbols.js';
import { probeTimeline } from './features/probeTimeline.js';
import { type Explained, explained, rulePage } from './features/rulePage.js';
import { selectionRanges } from './features/selectionRanges.js';
import { symbols } from './features/symbols.js';
import { valueAt } from './features/values/readValue.js';
import { type ValueLens, valueLenses } from './features/values/valueLenses.js';
import { type ValueToWrite, writeValue } from './features/values/writeValue.js';
import { hasImmutableFields } from './model/immutableFields.js';
import { isConfigFile, manifestsIn } from './model/manifest.js';
import { type Theme, themes } from './prober/palettes.js';
import type {
  AddPathsResult,
  CreatePlace,
  CreatePlacesResult,
  KustomizeBuildResult,
  KustomizeFolder,
  MountEditsParams,
  MountEditsResult,
  MountTargetsResult,
  NewKustomizationResult,
  PlaceObjectResult,
  ProbeTimelineResult,
  ValueForm,
  ValueResult,
  ValueTarget,
  WriteValueResult,
} from './protocol.js';
import { type CustomDefinition, withCustomKinds } from './schema/customKinds.js';
import type { Schemas } from './schema/schemas.js';
import type { Choices, Settings, Targets } from './settings.js';
import { apply } from './syntax/edit.js';
import { type Part, YamlDocument } from './syntax/file.js';
import type { Look } from './workspace/buildFiles.js';
import type { DocumentFacts } from './workspace/documentFacts.js';
import { WorkspaceIndex } from './workspace/index.js';
import type { KnownObject } from './workspace/objects.js';

export { codeActionKinds, operationsOf } from './features/codeActions.js';
export { withoutSnippet } from './features/completion/withoutSnippet.js';
export type { GeneratorSource, MadeObject } from './features/create/madeObject.js';
export { missingFiles } from './features/kustomizations/kustomizeBuild.js';
export type { Mountable } from './features/mounting/mountTargets.js';
export type { Refusal } from './features/navigation/navigation.js';
export type { ValueLens } from './features/values/valueLenses.js';
export { isConfigFile } from './model/manifest.js';
export type { Look } from './workspace/buildFiles.js';
export type { DocumentFacts } from './workspace/documentFacts.js';
export { foldersAbove, linkTarget } from './workspace/linkTarget.js';

export interface LanguageService {
  /** The newest of the Kubernetes minors, or the one that the user or the project of the file set. */
  kubernetesVersionOf(uri: string): string;
  readonly kubernetesVersions: readonly string[];
  /** `last` has the last word, also over what the projects of the files choose. */
  configure(settings: Settings, last?: Choices): void;
  /** The client shows the pages of rules, and where: diagnostics will lead there. */
  showPagesAt(pages: string): void;
  /** The kind of theme that the client has, if it can show drawings; what is none means that it cannot. */
  drawIn(theme: unknown): void;
  /** Everything that `rulePage` knows. */
  readonly explained: readonly Explained[];
  /** What a code of a diagnostic means, in Markdown. */
  rulePage(code: string): string | undefined;
  openFile(uri: string, version: number, text: string): void;
  closeFile(uri: string): void;
  /** Whether the last commit's version of an open file may say something about it. */
  hasImmutableFields(uri: string): boolean;
  /** That version; `undefined` when there is none, or nobody knows. Forgotten when the file is closed. */
  setCommitted(uri: string, text: string | undefined): void;
  /** Between the two, what is missing in a file is no mistake: kustomizations that add it may not be read yet. */
  beginScan(): void;
  endScan(read: 'all' | 'part'): void;
  /** The folders of the workspace, as URIs. Of files elsewhere nobody knows what belongs to them. */
  setFolders(folders: readonly string[]): void;
  /** Learns from files that came from the disk, in small steps; until it is done, no object can be called missing. */
  settle(): Iterable<unknown>;
  /** What `settle` has read of a file, as plain data; and the way to give it to another service that has the same text. */
  factsIn(uri: string): readonly DocumentFacts[];
  takeFacts(uri: string, facts: readonly DocumentFacts[]): void;
  /** URIs of files that are not YAML but say which keys a generator makes: to be given to `setFileOnDisk` as well. */
  readonly wantedFiles: readonly string[];
  /** What must be looked up on the disk before all is known that kustomize has to say of an open file. */
  placesToLookAt(uri: string): readonly string[];
  /** Whether some build tells anything of the file. */
  isBuilt(uri: string): boolean;
  /** What `placesToLookAt` gives, in small steps: the caller may take turns between them. */
  lookAround(uri: string): Iterable<readonly string[]>;
  know(uri: string, look: Look): void;
  /** Whether it matters to a build what is there, or that nothing is. */
  concernsBuilds(uri: string): boolean;
  /** Asks again what builds have to say of open files, in small steps. */
  renewBuilds(): Iterable<unknown>;
  /** Another number after each change of what files tell of each other. */
  readonly generation: number;
  setFileOnDisk(uri: string, text: string): void;
  deleteFileOnDisk(uri: string): void;
  /** Does the slow part of `symbols` and `foldingRanges` in small steps; the caller may take turns between them. */
  read(uri: string): Iterable<unknown>;
  /** The same for `diagnostics` and `codeActions`. */
  prepare(uri: string): Iterable<unknown>;
  diagnostics(uri: string): Diagnostic[];
  /** The same in order and without a limit, which an editor needs and nobody else. */
  allDiagnostics(uri: string): Diagnostic[];
  /** Whether there is anything in the file to be judged. */
  hasManifests(uri: string): boolean;
  /** The text with every fix made that needs no decision; `undefined` when there is none. */
  fixedText(uri: string): string | undefined;
  codeActions(uri: string, range: Range, only?: CodeActionContext['only']): CodeAction[];
  /**
   * The action with its edits, which those that change much come without; `disabled` says why it cannot have any.
   * `contents` are those of the files that it needs, by URI, as far as they are there.
   */
  resolveCodeAction(action: CodeAction, contents?: ReadonlyMap<string, Uint8Array>): CodeAction;
  filesNeeded(action: CodeAction): readonly string[];
  /** The ConfigMap or Secret of which `range` is on the kind or the name. */
  mountable(uri: string, range: Range): Mountable | undefined;
  mountTargets(uri: string, position: Position): MountTargetsResult;
  mountEdits(wanted: MountEditsParams): MountEditsResult;
  hover(uri: string, position: Position): Hover | undefined;
  /** What values in `range` come to, where that is not plain to see. */
  inlayHints(uri: string, range: Range): InlayHint[];
  /** The probes of the workload at `position`, or near it. */
  probeTimeline(uri: string, position: Position): ProbeTimelineResult;
  /** `nearby`: what the disk has in the folder that `folderToList` names, for those who ask. */
  completion(uri: string, position: Position, nearby?: readonly string[]): CompletionItem[];
  /** The URI of a folder of which `completion` should know what lies in it and below. */
  folderToList(uri: string, position: Position): string | undefined;
  /** The item with its documentation. */
  resolveCompletion(item: CompletionItem): CompletionItem;
  definition(uri: string, position: Position): LocationLink[];
  references(uri: string, position: Position, context: ReferenceContext): Location[];
  highlights(uri: string, position: Position): DocumentHighlight[];
  prepareRename(uri: string, position: Position): RenameStart | Refusal;
  rename(uri: string, position: Position, newName: string): WorkspaceEdit | Refusal;
  /** The edits that keep paths right when these files and folders get other names. */
  moveFiles(moves: readonly FileMove[]): WorkspaceEdit | undefined;
  /** The text of a kustomization for what lies in `folder`. */
  newKustomization(folder: string): NewKustomizationResult;
  /** The edits that put files and folders into the nearest kustomizations. */
  addPaths(uris: readonly string[]): AddPathsResult;
  /** What kustomize makes of a folder, or what must be looked up before that is known. */
  kustomizeBuild(folder: string): KustomizeBuildResult | Wanted;
  /** Those that can be built; kin of `near` first. */
  kustomizeFolders(near?: string): readonly KustomizeFolder[];
  links(uri: string): DocumentLink[];
  codeLenses(uri: string): CodeLens[];
  /** Values of several lines, which are better edited as files of their own. */
  valueLenses(uri: string): readonly ValueLens[];
  /** A value of a ConfigMap or Secret, decoded. */
  value(uri: string, at: Position | ValueTarget, form?: ValueForm): ValueResult;
  /** The edits that make another content the value. */
  writeValue(uri: string, wanted: ValueToWrite): WriteValueResult;
  /** Where a new ConfigMap or Secret could go. */
  createPlaces(kind: MadeObject['kind'], near: readonly string[]): CreatePlacesResult;
  /** The edits that put it there. */
  placeObject(uri: string, made: MadeObject, place: CreatePlace): PlaceObjectResult;
  /** The kind of the object whose values are at `position`. */
  dataKindAt(uri: string, position: Position): MadeObject['kind'] | undefined;
  workspaceSymbols(query: string): WorkspaceSymbol[];
  symbols(uri: string): DocumentSymbol[];
  foldingRanges(uri: string): FoldingRange[];
  selectionRanges(uri: string, positions: readonly Position[]): SelectionRange[];
  /** Changes nothing but white space; document by document, and the caller may take turns between them. */
  formatting(uri: string, tabSize: number): Iterable<readonly TextEdit[]>;
}

const unread: Refusal = { refusal: 'the file is too large to be read' };
const unknownFile: Refusal = { refusal: 'Kubewright does not read this file' };

type KnownFile = NonNullable<ReturnType<WorkspaceIndex['file']>>;

/** `onRuleError` hears of a rule that threw: a mistake of ours, which must not silence the other rules. */
export function createLanguageService(
  builtIn: Schemas,
  onRuleError: (code: string, error: unknown) => void,
): LanguageService {
  const index = new WorkspaceIndex();
  const schemas = withCustomKinds(
    builtIn,
    keepLast(() => index.definitions, customDefinitions),
  );
  const configs = new Configs();
  const findings = new Findings(schemas, index, configs, onRuleError);
  let pages: string | undefined;
  let theme: Theme | undefined;
  /** What is open in the editor counts, also of a file that is read for its choices. */
  const changing = (uri: string, change: () => void): void => {
    change();
    if (!isConfigFile(uri)) return;
    configs.set(uri, index.file(uri)?.text);
    findings.forget();
  };
  /** Looks into the file, unless it is unknown or too large to be read. */
  const lookInto = <Answer>(uri: string, otherwise: Answer, look: (file: KnownFile) => Answer): Answer => {
    const file = index.file(uri);
    return file && !file.isUnread ? look(file) : otherwise;
  };
  const targetsOf = (uri: string): Targets => ({
    kubernetesVersion: findings.kubernetesVersionOf(uri),
    kustomizeVersion: findings.kustomizeVersionOf(uri),
  });
  return {
    kubernetesVersionOf: uri => findings.kubernetesVersionOf(uri),
    get kubernetesVersions() {
      return schemas.versions;
    },
    configure: (settings, last = {}) => {
      configs.configure(settings, last);
      findings.forget();
    },
    showPagesAt: at => {
      pages = at;
    },
    drawIn: kind => {
      theme = themes.find(one => one === kind);
    },
    explained,
    rulePage,
    openFile: (uri, version, text) => changing(uri, () => index.open(uri, version, text)),
    closeFile: uri => changing(uri, () => index.close(uri)),
    hasImmutableFields: uri =>
      index.file(uri)?.parts.some(part => index.manifests(uri, part).some(hasImmutableFields)) === true,
    setCommitted: (uri, text) => index.setCommitted(uri, text),
    beginScan: () => index.beginScan(),
    endScan: read => index.endScan(read),
    setFolders: folders => index.setFolders(folders),
    settle: () => index.settle(),
    factsIn: uri => index.factsIn(uri),
    takeFacts: (uri, facts) => index.takeFacts(uri, facts),
    get generation() {
      return index.objects.generation + index.kustomize.generation;
    },
    placesToLookAt: uri => [...new Set([...index.kustomize.wantedFor(uri)].flat())],
    isBuilt: uri => index.kustomize.knows(uri),
    lookAround: uri => index.kustomize.wantedFor(uri),
    know: (uri, look) => index.kustomize.know(uri, look),
    concernsBuilds: uri => index.kustomize.concerns(uri),
    renewBuilds: () => index.kustomize.renew(),
    get wantedFiles() {
      return index.wantedFiles;
    },
    setFileOnDisk: (uri, text) => changing(uri, () => index.setOnDisk(uri, text)),
    deleteFileOnDisk: uri => changing(uri, () => index.deleteOnDisk(uri)),
    *read(uri) {
      for (const part of index.file(uri)?.parts ?? []) yield index.manifests(uri, part);
    },
    prepare: uri => {
      const file = index.file(uri);
      return file ? findings.prepare(file) : [];
    },
    diagnostics: uri => {
      const file = index.file(uri);
      return file ? diagnostics(findings, index, file, pages) : [];
    },
    allDiagnostics: uri => {
      const file = index.file(uri);
      return file ? allDiagnostics(findings, index, file) : [];
    },
    hasManifests: uri => {
      const file = index.file(uri);
      const holds = (part: Part) => index.manifests(uri, part).length + index.configurations(uri, part).length > 0;
      return file?.parts.some(holds) === true;
    },
    fixedText: uri =>
      lookInto<string | undefined>(uri, undefined, file => {
        const edits = fixSafely(findings, file);
        return edits.length > 0 ? apply(file.text, edits) : undefined;
      }),
    codeActions: (uri, range, only) => lookInto(uri, [], file => codeActions(findings, index, file, range, only)),
    resolveCodeAction: (action, contents) => resolveCodeAction(findings, index, action, contents),
    filesNeeded: action => filesNeeded(index, action),
    mountable: (uri, range) => lookInto<Mountable | undefined>(uri, undefined, file => mountableAt(index, file, range)),
    mountTargets: (uri, position) =>
      lookInto<MountTargetsResult>(uri, unknownFile, file => mountTargets(index, file, position)),
    mountEdits: wanted => lookInto<MountEditsResult>(wanted.uri, unknownFile, file => mountEdits(index, file, wanted)),
    hover: (uri, position) =>
      lookInto(uri, undefined, file => hover(index, schemas, targetsOf(uri), file, position, theme)),
    inlayHints: (uri, range) => lookInto(uri, [], file => inlayHints(index, schemas, configs.of(uri), file, range)),
    probeTimeline: (uri, position) =>
      lookInto<ProbeTimelineResult>(uri, { containers: [], problem: 'Kubewright does not read this file' }, file =>
        probeTimeline(index, file, position),
      ),
    completion: (uri, position, nearby) =>
      lookInto(uri, [], file => completion(index, schemas, targetsOf(uri), file, position, nearby)),
    folderToList: (uri, position) => lookInto<string | undefined>(uri, undefined, file => folderToList(file, position)),
    resolveCompletion: item => resolveCompletion(index, schemas, item),
    definition: (uri, position) => lookInto(uri, [], file => definition(index, file, position)),
    references: (uri, position, context) => lookInto(uri, [], file => references(index, file, position, context)),
    highlights: (uri, position) => lookInto(uri, [], file => highlights(index, file, position)),
    prepareRename: (uri, position) =>
      lookInto<RenameStart | Refusal>(uri, unread, file => prepareRename(index, file, position)),
    rename: (uri, position, newName) =>
      lookInto<WorkspaceEdit | Refusal>(uri, unread, file =>
        rename(index, file, position, newName, findings.kubernetesVersionOf(uri)),
      ),
    moveFiles: moves => {
      const changes = movedPaths(index, moves);
      return Object.keys(changes).length > 0 ? { changes } : undefined;
    },
    newKustomization: folder => newKustomization(index, folder),
    addPaths: uris => addPaths(index, uris),
    kustomizeBuild: folder => kustomizeBuild(index, folder),
    kustomizeFolders: near => kustomizeFolders(index, near),
    links: uri => lookInto(uri, [], file => documentLinks(index, file)),
    codeLenses: uri => lookInto(uri, [], file => (configs.of(uri).codeLens ? codeLenses(index, file) : [])),
    valueLenses: uri => lookInto(uri, [], file => (configs.of(uri).codeLens ? valueLenses(index, file) : [])),
    value: (uri, at, form) =>
      lookInto<ValueResult>(uri, { ...unknownFile, isGone: false }, file => valueAt(index, file, at, form)),
    writeValue: (uri, wanted) => lookInto<WriteValueResult>(uri, unknownFile, file => writeValue(index, file, wanted)),
    createPlaces: (kind, near) => createPlaces(index, kind, near),
    placeObject: (uri, made, place) =>
      lookInto<PlaceObjectResult>(uri, { error: unknownFile.refusal }, file => placeObject(index, file, made, place)),
    dataKindAt: (uri, position) => lookInto(uri, undefined, file => dataKindAt(index, file, position)),
    workspaceSymbols: query => workspaceSymbols(index, query),
    symbols: uri => lookInto(uri, [], file => symbols(index, file)),
    foldingRanges: uri => lookInto(uri, [], foldingRanges),
    selectionRanges: (uri, positions) => lookInto(uri, [], file => selectionRanges(file, positions)),
    formatting: (uri, tabSize) => lookInto<Iterable<readonly TextEdit[]>>(uri, [], file => formatting(file, tabSize)),
  };
}

/** As the schemas need them. A tree is as large as that of a whole file of manifests, and is not kept. */
function customDefinitions(known: readonly KnownObject[]): readonly CustomDefinition[] {
  const mutated = new Set(known.flatMap(({ facts }) => facts.mutates ?? []));
  return known.flatMap(({ uri, document, facts: { defines, name } }) => {
    const root = () => {
      const copy = new YamlDocument(document.text);
      return manifestsIn(uri, copy, copy.root).find(manifest => manifest.name === name)?.root;
    };
    if (!defines) return [];
    const isCompleted = mutated.has('*') || mutated.has(defines.group);
    return [{ ...defines, source: document, root, isCompleted, isSample: samples.test(uri) }];
  });
}

/** Folders for tests hold definitions for these tests. */
const samples = /\/(tests?|test-?data|testing|fixtures?|e2e|mocks?|third_party)\//i;

/** `make` once for the same `from`. */
function keepLast<From, Made>(from: () => From, make: (from: From) => Made): () => Made {
  let last: { readonly from: From; readonly made: Made } | undefined;
  return () => {
    const now = from();
    if (last?.from !== now || !last) last = { from: now, made: make(now) };
    return last.made;
  };
}
